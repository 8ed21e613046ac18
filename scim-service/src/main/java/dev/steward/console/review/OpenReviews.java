package dev.steward.console.review;

import dev.steward.certification.AwaitedVerdicts;
import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * How many reviews wait for whoever looks, as the navigation tells it: counted once for a page, and
 * no further than one beyond {@link Room#MANY}.
 */
@RequestScoped
public class OpenReviews {

  private final AwaitedVerdicts awaited;
  private final Viewer viewer;
  private @Nullable Long counted;

  OpenReviews(AwaitedVerdicts awaited, Viewer viewer) {
    this.awaited = awaited;
    this.viewer = viewer;
  }

  /** Zero for those who decide nothing. */
  public long count() {
    if (counted == null) {
      counted = viewer.may(Deed.DECIDE_OWN) ? awaited.open(viewer.person(), Room.MANY) : 0;
    }
    return counted;
  }
}
