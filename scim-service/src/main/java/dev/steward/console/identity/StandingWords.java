package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.console.When;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Standing;
import java.time.Instant;

/**
 * A standing as people read it: a word for its chip, and a sentence that says why.
 *
 * @param color of the chip, beside which the word stands
 */
public record StandingWords(Standing standing, String word, String color, String sentence) {

  /** Of an identity at this moment, with times in the viewer's zone. */
  public static StandingWords of(Identity identity, When when) {
    Standing standing = identity.standing(when.now());
    return new StandingWords(
        standing,
        Labels.sentence(standing.name()),
        Labels.color(standing),
        sentence(identity, standing, when));
  }

  private static String sentence(Identity identity, Standing standing, When when) {
    return switch (standing) {
      case PROPOSED -> proposed(identity, when);
      case GOOD ->
          "It may act: the review is due on %s, and nothing is late.%s"
              .formatted(when.day(identity.reviewDue()), ownEnd(identity, when));
      case GRACE ->
          "It still may act, but %s. From %s on its tokens are refused in short windows, and from %s altogether."
              .formatted(
                  late(identity, when),
                  when.moment(identity.brownoutFrom()),
                  when.moment(identity.goodUntil()));
      case BROWNOUT ->
          "Its tokens are refused in short windows of each hour, because %s. From %s on they are refused altogether."
              .formatted(late(identity, when), when.moment(identity.goodUntil()));
      case LAPSED ->
          "It gets no token since %s, because %s."
              .formatted(when.moment(identity.goodUntil()), ended(identity, when));
      case SUSPENDED -> "It was stopped for now; it gets no token until somebody resumes it.";
      case REVOKED -> "It was ended for good and never gets a token again.";
    };
  }

  private static String proposed(Identity identity, When when) {
    Instant from = identity.validity().from();
    return identity.intent() == Identity.Intent.PROPOSED || from == null
        ? "It is a proposal: it may do nothing before somebody approves it."
        : "It is approved and may act from %s on.".formatted(when.moment(from));
  }

  private static String ownEnd(Identity identity, When when) {
    Instant until = identity.validity().until();
    return until == null
        ? ""
        : " It ends by itself on %s, whatever its reviews say.".formatted(when.moment(until));
  }

  private static String late(Identity identity, When when) {
    HandOver handOver = identity.handOver();
    return handOver != null && !handOver.began().isAfter(when.now())
        ? "nobody answers for it since " + when.moment(handOver.began())
        : "its review was due on " + when.day(identity.reviewDue());
  }

  private static String ended(Identity identity, When when) {
    Instant end = identity.goodUntil();
    if (end.equals(identity.cadence().lapseAfter(identity.lastReviewed()))) {
      return "the review that was due on %s never came".formatted(when.day(identity.reviewDue()));
    }
    return end.equals(identity.validity().until())
        ? "its own end has passed"
        : "nobody accepted to answer for it in time";
  }
}
