package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.certification.Reviews;
import dev.steward.certification.Verdict;
import dev.steward.certification.Verdicts;
import dev.steward.certification.Verdicts.AlreadyDecided;
import dev.steward.console.Sentences;
import dev.steward.console.Viewer;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.database.StaleVersion;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides several reviews in one go, each on its own: what is refused of one stops no other. */
@ApplicationScoped
class Several {

  private static final int MOST = 25;

  private final Reviews reviews;
  private final Verdicts verdicts;
  private final CaseFile files;
  private final Viewer viewer;

  Several(Reviews reviews, Verdicts verdicts, CaseFile files, Viewer viewer) {
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.files = files;
    this.viewer = viewer;
  }

  /**
   * Decides all that were ticked.
   *
   * @param ticked each the review's id and the version that was seen, as {@code id_version}
   * @return those that were not decided
   * @throws BadRequestException when nothing can be decided so; the message says why
   */
  List<Refused> decide(List<String> ticked, Answer answer, ZoneId zone) {
    requireSome(ticked);
    Verdict verdict = answer.verdict(List.of(), zone);
    List<Refused> refused = new ArrayList<>();
    for (String one : ticked) {
      decide(one, verdict).ifPresent(refused::add);
    }
    return refused;
  }

  /** Refuses none and too many. */
  static void requireSome(List<String> ticked) {
    if (ticked.isEmpty()) {
      throw new BadRequestException("tick the reviews that you mean");
    }
    if (ticked.size() > MOST) {
      throw new BadRequestException("at most %d reviews are decided at once".formatted(MOST));
    }
  }

  /** Decides one of them; tells why it was not decided, if it was not. */
  Optional<Refused> decide(String text, Verdict verdict) {
    Ticked ticked = Ticked.read(text);
    Review review = ticked == null ? null : reviews.find(ticked.review()).orElse(null);
    if (ticked == null || review == null) {
      return Optional.of(new Refused("A review", "is not there any more."));
    }
    try {
      verdicts.decide(review.id(), verdict, ticked.seen());
      return Optional.empty();
    } catch (StaleVersion e) {
      return refused(review, "was changed by somebody meanwhile; look at it again.");
    } catch (AlreadyDecided e) {
      return refused(review, Decidable.decided(e.reviewer(), viewer));
    } catch (ChangeRefused e) {
      if (e.rule() == ChangeRefused.Rule.NOT_YOURS) {
        return Optional.of(new Refused("A review", "is not yours to decide."));
      }
      return refused(review, "was refused: " + Sentences.of(String.valueOf(e.getMessage())));
    }
  }

  private Optional<Refused> refused(Review review, String why) {
    Identity identity = files.identity(review);
    return Optional.of(new Refused(identity.profile().userName(), why));
  }
}
