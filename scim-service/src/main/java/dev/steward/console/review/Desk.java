package dev.steward.console.review;

import dev.steward.certification.AwaitedVerdicts;
import dev.steward.certification.AwaitedVerdicts.Progress;
import dev.steward.certification.QueuedReview;
import dev.steward.certification.Review;
import dev.steward.certification.ReviewQueue;
import dev.steward.certification.ReviewQueue.Part;
import dev.steward.certification.ReviewQueue.Place;
import dev.steward.certification.ReviewQueue.Which;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.review.Case.Changed;
import dev.steward.console.review.ReviewCase.Steps;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.identity.Identity;
import dev.steward.people.People;
import jakarta.enterprise.context.RequestScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pages about reviews show to whoever looks. */
@RequestScoped
class Desk {

  private static final int PAGE = 25;

  private final Viewer viewer;
  private final ReviewQueue queue;
  private final AwaitedVerdicts awaited;
  private final CaseFile files;
  private final People people;

  Desk(Viewer viewer, ReviewQueue queue, AwaitedVerdicts awaited, CaseFile files, People people) {
    this.viewer = viewer;
    this.queue = queue;
    this.awaited = awaited;
    this.files = files;
    this.people = people;
  }

  /** The table, with what came of deciding some of it. */
  ReviewList table(Filter asked, Answer answer, @Nullable String error, List<Refused> refused) {
    boolean maySeeAll = viewer.may(Deed.SEE_EVERYTHING);
    boolean mayHaveOwn = viewer.may(Deed.DECIDE_OWN);
    Filter filter = maySeeAll && mayHaveOwn ? asked : asked.whose(maySeeAll);
    Part part = queue.part(filter.which(viewer.person()), filter.after(), PAGE);
    List<QueuedReview> shown = part.reviews();
    Set<String> owners = new HashSet<>();
    shown.forEach(review -> owners.addAll(review.owners()));
    return new ReviewList(
        shown,
        people.known(owners),
        filter,
        steps(),
        viewer.may(Deed.DECIDE_EVERYTHING) || (mayHaveOwn && !filter.all()),
        maySeeAll && mayHaveOwn,
        answer,
        error,
        refused,
        part.next() == null ? null : filter.address(part.next()));
  }

  /** One review, with what was filled in and what became of that. */
  ReviewCase file(
      Review review,
      Identity identity,
      Answer answer,
      @Nullable String error,
      @Nullable String news) {
    Case file = files.of(review, identity);
    Long seen = answer.seen();
    List<Changed> meanwhile =
        news == null || seen == null
            ? List.of()
            : file.changes().stream().limit(Math.max(1, identity.version() - seen)).toList();
    return new ReviewCase(
        file, answer, error, news, meanwhile, mayDecide(identity), steps(), skip(review, identity));
  }

  boolean maySee(Identity identity) {
    return viewer.may(Deed.SEE_EVERYTHING)
        || identity.owners().stream().anyMatch(owner -> owner.person().equals(viewer.person()));
  }

  /** The one to decide after a review, among those that it stands with; null when none is left. */
  @Nullable String next(Review review, Identity identity) {
    Which which = isOfOthers(identity) ? Which.EVERYBODYS : Which.of(viewer.person());
    return queue
        .next(which, new Place(review.due(), review.id()))
        .filter(other -> !other.id().equals(review.id()))
        .map(other -> "/console/reviews/" + other.id())
        .orElse(null);
  }

  /** Whether the viewer decides about what others answer for. */
  boolean isOfOthers(Identity identity) {
    return viewer.may(Deed.DECIDE_EVERYTHING) && !answersFor(identity);
  }

  Steps steps() {
    Progress progress = awaited.progress(viewer.person());
    return new Steps(progress.open(), progress.decided());
  }

  private @Nullable String skip(Review review, Identity identity) {
    return viewer.may(Deed.DECIDE_OWN) ? next(review, identity) : null;
  }

  boolean mayDecide(Identity identity) {
    return viewer.may(Deed.DECIDE_EVERYTHING)
        || (viewer.may(Deed.DECIDE_OWN) && answersFor(identity));
  }

  private boolean answersFor(Identity identity) {
    return identity.owners().stream()
        .anyMatch(owner -> owner.accepted() && owner.person().equals(viewer.person()));
  }
}
