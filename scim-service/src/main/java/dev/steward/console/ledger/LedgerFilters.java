package dev.steward.console.ledger;

import dev.steward.console.Given;
import dev.steward.errand.Errands;
import dev.steward.evidence.LedgerBrowser;
import dev.steward.evidence.LedgerBrowser.Filter;
import dev.steward.evidence.LedgerBrowser.Together;
import dev.steward.people.Namesakes;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads which entries somebody wants to see. */
@ApplicationScoped
class LedgerFilters {

  private final LedgerBrowser browser;
  private final Namesakes namesakes;
  private final Identities identities;
  private final Errands errands;
  private final Clock clock;

  LedgerFilters(
      LedgerBrowser browser,
      Namesakes namesakes,
      Identities identities,
      Errands errands,
      Clock clock) {
    this.browser = browser;
    this.namesakes = namesakes;
    this.identities = identities;
    this.errands = errands;
    this.clock = clock;
  }

  /** In words of the page when one of them means nothing. */
  Filter read(Wanted wanted) {
    Instant now = clock.instant();
    String from = Given.text(wanted.from());
    String until = Given.text(wanted.until());
    return new Filter(
        Given.text(wanted.event()),
        identity(Given.text(wanted.identity())),
        actors(Given.text(wanted.actor())),
        from == null ? null : instant(from, now),
        until == null ? null : end(until, now),
        together(Given.text(wanted.with())));
  }

  /** Whatever was done at once with an entry, or when many were answered at once. */
  private @Nullable Together together(@Nullable String position) {
    if (position == null) {
      return null;
    }
    if (Wanted.isOfMany(position)) {
      return errands
          .find(UUID.fromString(position))
          .map(errand -> new Together(errand.id().toString(), errand.person(), errand.askedAt()))
          .orElseThrow(() -> new BadRequestException("nothing was done at once under " + position));
    }
    long place =
        Given.read(Given.A_PLACE, () -> Queries.number("with", position, -1, 0, Long.MAX_VALUE));
    return browser
        .find(place)
        .flatMap(placed -> Together.with(placed.entry()))
        .orElseThrow(() -> new BadRequestException("nothing was done at once with entry " + place));
  }

  /** By its id or its user name. */
  private @Nullable UUID identity(@Nullable String word) {
    if (word == null) {
      return null;
    }
    try {
      return UUID.fromString(word);
    } catch (IllegalArgumentException e) {
      return identities
          .named(word)
          .orElseThrow(
              () -> new BadRequestException("no identity has the user name or id " + word, e));
    }
  }

  /** A day as an end includes the day. */
  private static Instant end(String until, Instant now) {
    Instant instant = instant(until, now);
    return until.contains("T") ? instant : instant.plus(Duration.ofDays(1));
  }

  private static Instant instant(String day, Instant now) {
    return Given.read(Given.A_DAY, () -> Queries.instant("day", day, now));
  }

  /** The word itself, and the ids of the people whom it means. */
  private @Nullable Collection<String> actors(@Nullable String word) {
    if (word == null) {
      return null;
    }
    Set<String> actors = new HashSet<>(Set.of(word));
    namesakes
        .known(List.of(word))
        .getOrDefault(word, List.of())
        .forEach(person -> actors.add(person.id()));
    return actors;
  }
}
