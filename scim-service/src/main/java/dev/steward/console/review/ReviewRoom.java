package dev.steward.console.review;

import dev.steward.certification.ReviewQueue;
import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to the reviews. */
@ApplicationScoped
class ReviewRoom implements Room {

  private final ReviewQueue queue;

  ReviewRoom(ReviewQueue queue) {
    this.queue = queue;
  }

  @Override
  public String path() {
    return "/console/reviews";
  }

  @Override
  public String title() {
    return "Reviews";
  }

  @Override
  public int place() {
    return 20;
  }

  @Override
  public long waiting(Viewer viewer) {
    return viewer.may(Deed.DECIDE_OWN) ? queue.open(viewer.person()) : 0;
  }
}
