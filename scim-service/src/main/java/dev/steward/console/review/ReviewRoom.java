package dev.steward.console.review;

import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to the reviews. */
@ApplicationScoped
class ReviewRoom implements Room {

  private final OpenReviews reviews;

  ReviewRoom(OpenReviews reviews) {
    this.reviews = reviews;
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
    return reviews.count();
  }
}
