package dev.steward.console.review;

import dev.steward.certification.QueuedReview;
import dev.steward.certification.Verdict;
import dev.steward.console.errand.Again;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer filled in.
 *
 * @param seen the version of the identity that they saw
 * @param scopes those to keep, for a limit
 * @param until the last day, for a limit
 * @param ticked the boxes of those that it is about, in a table
 */
record Answer(
    String verdict,
    String reason,
    @Nullable Long seen,
    List<String> scopes,
    String until,
    List<String> ticked) {

  private static final int LONGEST = 4_000;

  static Answer of(MultivaluedMap<String, String> form) {
    return new Answer(
        text(form, "verdict"),
        text(form, "reason"),
        number(text(form, "seen")),
        List.copyOf(form.getOrDefault("scopes", List.of())),
        text(form, "until"),
        List.copyOf(form.getOrDefault("review", List.of())));
  }

  /** A reason, and no verdict yet. */
  static Answer because(String reason) {
    return new Answer("", reason, null, List.of(), "", List.of());
  }

  /** One as it was left. */
  static Answer of(Again again) {
    return new Answer(
        again.text("verdict"),
        again.text("reason"),
        number(again.text("seen")),
        again.fields().getOrDefault("scopes", List.of()),
        again.text("until"),
        again.fields().getOrDefault("review", List.of()));
  }

  /** What is to be kept of it for whoever comes back to it. */
  Map<String, List<String>> fields() {
    return Map.of(
        "verdict",
        List.of(verdict),
        "reason",
        List.of(reason),
        "scopes",
        scopes,
        "until",
        List.of(until),
        "seen",
        seen == null ? List.of() : List.of(seen.toString()),
        "review",
        ticked);
  }

  /** The same about none: each is to be looked at again. */
  Answer unticked() {
    return new Answer(verdict, reason, seen, scopes, until, List.of());
  }

  /** Whether the box of one was ticked, as it was seen then. */
  public boolean ticks(QueuedReview review) {
    return ticked.contains(new Ticked(review.id(), review.version()).toString());
  }

  /** Whether one of the verdicts is chosen; for the template, which never chooses. */
  public boolean says(String name) {
    return verdict.equals(name);
  }

  /** Whether something of a limit is filled in. */
  public boolean limits() {
    return says("limit") || !scopes.isEmpty() || !until.isBlank();
  }

  public boolean keeps(String scope) {
    return scopes.contains(scope);
  }

  /**
   * The verdict.
   *
   * @param has the scopes that the identity has now; to keep all of them is no limit of them
   * @throws BadRequestException saying what is missing
   */
  Verdict verdict(List<String> has, ZoneId zone) {
    if (verdict.isEmpty()) {
      throw new BadRequestException("choose a verdict");
    }
    if (!verdict.equals("limit") && !(scopes.isEmpty() && until.isBlank())) {
      throw new BadRequestException(
          "what stays and the last day are of a limit: choose Limit, or take the ticks and the day"
              + " away under What a limit keeps");
    }
    List<String> keep = scopes.isEmpty() || scopes.containsAll(has) ? null : scopes;
    if (verdict.equals("limit") && keep == null && until.isBlank()) {
      throw new BadRequestException(
          "a limit takes scopes away, or says the last day: take ticks away, or give a day");
    }
    return verdict.equals("limit")
        ? Verdict.read(verdict, reason, keep, end(zone).orElse(null))
        : Verdict.read(verdict, reason, null, null);
  }

  /** The end of the day, as an instant. */
  private Optional<String> end(ZoneId zone) {
    if (until.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.parse(until).plusDays(1).atStartOfDay(zone).toInstant().toString());
    } catch (DateTimeException e) {
      throw new BadRequestException("the last day is a day such as 2027-03-01", e);
    }
  }

  private static String text(MultivaluedMap<String, String> form, String field) {
    String text = Optional.ofNullable(form.getFirst(field)).orElse("").strip();
    if (text.length() > LONGEST) {
      throw new BadRequestException(field + " has at most %d characters".formatted(LONGEST));
    }
    return text;
  }

  private static @Nullable Long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
