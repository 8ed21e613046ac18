package dev.steward.console.review;

import dev.steward.certification.ReviewQueue;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** How many reviews wait for whoever looks, counted once for all that a page says of it. */
@RequestScoped
public class OpenReviews {

  private final ReviewQueue queue;
  private final Viewer viewer;
  private @Nullable Long counted;

  OpenReviews(ReviewQueue queue, Viewer viewer) {
    this.queue = queue;
    this.viewer = viewer;
  }

  /** Zero for those who decide nothing. */
  public long count() {
    if (counted == null) {
      counted = viewer.may(Deed.DECIDE_OWN) ? queue.open(viewer.person()) : 0;
    }
    return counted;
  }
}
