package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.certification.Reviews;
import dev.steward.console.Viewer;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells those of the ticked reviews that the viewer can decide now from those that they cannot. */
@RequestScoped
class Decidable {

  private final Reviews reviews;
  private final CaseFile files;
  private final Desk desk;
  private final Viewer viewer;

  Decidable(Reviews reviews, CaseFile files, Desk desk, Viewer viewer) {
    this.reviews = reviews;
    this.files = files;
    this.desk = desk;
    this.viewer = viewer;
  }

  /** One that can be decided, and what it is about. */
  record Ready(Ticked ticked, Identity identity) {

    String name() {
      return identity.profile().label();
    }
  }

  /** Those that can be decided, and those that cannot and why. */
  record Sorted(List<Ready> ready, List<Refused> refused) {}

  Sorted of(List<String> ticked) {
    List<Ready> ready = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (String one : ticked) {
      Ticked each = Ticked.read(one);
      Review review = each == null ? null : reviews.find(each.review()).orElse(null);
      if (each == null || review == null) {
        refused.add(new Refused("A review", "is not there any more."));
      } else {
        Identity identity = files.identity(review);
        String why = obstacle(review, identity, each.seen());
        if (why == null) {
          ready.add(new Ready(each, identity));
        } else {
          String name = desk.maySee(identity) ? identity.profile().label() : "A review";
          refused.add(new Refused(name, why));
        }
      }
    }
    return new Sorted(ready, refused);
  }

  private @Nullable String obstacle(Review review, Identity identity, long seen) {
    if (!desk.mayDecide(identity)) {
      return "is not yours to decide.";
    }
    if (review.closed() != null) {
      return decided(review.closed().reviewer(), viewer);
    }
    return identity.version() == seen
        ? null
        : "was changed by somebody meanwhile; look at it again.";
  }

  /** That it is decided, whether by the viewer in another window or by another person. */
  static String decided(@Nullable String reviewer, Viewer viewer) {
    return viewer.person().equals(reviewer)
        ? "was decided by you before."
        : "was decided by somebody else meanwhile.";
  }
}
