package dev.steward.console.review;

import dev.steward.console.Labels;
import dev.steward.console.When;
import dev.steward.evidence.Timeline.Told;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each entry of an identity's ledger made different, with what was there before: an entry
 * tells a fact as it is since, and the entries before it as it was.
 */
final class Differences {

  /** What an entry tells that is no fact about the identity, or follows from another one. */
  private static final Set<String> APART =
      Set.of("reason", "removed", "begun", "lastReviewed", "asked", "person", "counterProposal");

  private static final int LONGEST = 160;

  private final When when;
  private final Function<String, String> names;

  /** With what to call people by their ids. */
  Differences(When when, Function<String, String> names) {
    this.when = when;
    this.names = names;
  }

  /**
   * The differences that each entry made, by its place.
   *
   * @param told the newest first, from the registration on or as far back as anybody looks
   */
  Map<Long, List<Difference>> of(List<Told> told) {
    Map<String, Object> facts = new HashMap<>();
    Map<Long, List<Difference>> differences = new HashMap<>();
    for (Told one : told.reversed()) {
      List<Difference> made = new ArrayList<>();
      Map<String, Object> detail = one.entry().detail();
      detail.forEach(
          (fact, value) -> {
            if (!APART.contains(fact)) {
              made.add(difference(fact, facts.put(fact, value), value));
            }
          });
      if (detail.get("removed") instanceof List<?> removed) {
        removed.forEach(
            fact -> made.add(difference(String.valueOf(fact), facts.remove(fact), null)));
      }
      differences.put(
          one.place(), one.entry().event().equals("Register") ? List.of() : List.copyOf(made));
    }
    return differences;
  }

  /** The people whom entries name among the facts. */
  static Set<String> people(List<Told> told) {
    return told.stream()
        .map(one -> one.entry().detail().get("owners"))
        .filter(List.class::isInstance)
        .flatMap(owners -> ((List<?>) owners).stream())
        .filter(Map.class::isInstance)
        .map(owner -> String.valueOf(((Map<?, ?>) owner).get("person")))
        .collect(Collectors.toSet());
  }

  private Difference difference(String fact, @Nullable Object was, @Nullable Object is) {
    return new Difference(
        Labels.capital(Labels.spaced(fact)),
        was == null ? null : words(fact, was),
        is == null ? null : words(fact, is));
  }

  private String words(String fact, Object value) {
    String words =
        switch (value) {
          case List<?> none when none.isEmpty() -> "none";
          case List<?> list ->
              list.stream().map(one -> words(fact, one)).collect(Collectors.joining(", "));
          case Map<?, ?> owner when owner.containsKey("person") -> owner(owner);
          case Map<?, ?> parts ->
              parts.entrySet().stream()
                  .map(part -> part.getKey() + " " + words(fact, part.getValue()))
                  .collect(Collectors.joining(", "));
          case Boolean yes -> yes ? "yes" : "no";
          default -> text(fact, String.valueOf(value));
        };
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
  }

  private String owner(Map<?, ?> owner) {
    return "%s (%s%s)"
        .formatted(
            names.apply(String.valueOf(owner.get("person"))),
            String.valueOf(owner.get("role")).toLowerCase(java.util.Locale.ROOT),
            Boolean.TRUE.equals(owner.get("accepted")) ? "" : ", asked");
  }

  private String text(String fact, String text) {
    try {
      return switch (fact) {
        case "intent", "riskTier", "kind", "autonomy" -> Labels.sentence(text);
        case "validFrom", "validUntil", "began", "deadline" -> when.moment(Instant.parse(text));
        case "reviewDue" -> when.day(LocalDate.parse(text));
        case "cadence", "grace", "brownout" -> when.length(Period.parse(text));
        case "longestToken" -> when.length(Duration.parse(text));
        default -> text;
      };
    } catch (DateTimeException e) {
      return text;
    }
  }
}
