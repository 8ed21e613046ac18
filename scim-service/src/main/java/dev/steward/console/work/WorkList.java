package dev.steward.console.work;

import dev.steward.certification.QueuedReview;
import dev.steward.certification.ReviewQueue;
import dev.steward.certification.ReviewQueue.Which;
import dev.steward.console.Deed;
import dev.steward.console.Labels;
import dev.steward.console.Viewer;
import dev.steward.console.review.OpenReviews;
import dev.steward.console.work.MyWork.Counted;
import dev.steward.console.work.MyWork.Many;
import dev.steward.console.work.Work.Kind;
import dev.steward.identity.Owner;
import dev.steward.ownership.Questions;
import dev.steward.registry.Ahead;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Everything that waits for a person, by deadline; what has none comes last. */
@ApplicationScoped
class WorkList {

  /** So many of each kind are listed. */
  static final int MOST = 100;

  private static final Duration SOON = Duration.ofDays(30);

  private final OpenReviews reviews;
  private final ReviewQueue queue;
  private final Questions questions;
  private final Ahead ahead;

  WorkList(OpenReviews reviews, ReviewQueue queue, Questions questions, Ahead ahead) {
    this.reviews = reviews;
    this.queue = queue;
    this.questions = questions;
    this.ahead = ahead;
  }

  long waiting(Viewer viewer) {
    return viewer.may(Deed.DECIDE_OWN) ? reviews.count() + questions.waiting(viewer.person()) : 0;
  }

  /** How many wait of a kind of which not all are listed. */
  Many many(Viewer viewer, List<Work> listed) {
    return new Many(
        counted(listed, Kind.REVIEW, reviews::count),
        counted(listed, Kind.QUESTION, () -> questions.waiting(viewer.person())),
        counted(listed, Kind.ENDING, () -> ahead.count(viewer.person(), SOON, Questions.MANY)));
  }

  private static Counted counted(List<Work> listed, Kind kind, LongSupplier all) {
    long found = listed.stream().filter(one -> one.kind() == kind).count();
    return new Counted(found, found < MOST ? found : all.getAsLong());
  }

  List<Work> of(Viewer viewer) {
    String person = viewer.person();
    List<Work> work = new ArrayList<>();
    Set<UUID> reviewed = new HashSet<>();
    if (viewer.may(Deed.DECIDE_OWN)) {
      for (QueuedReview review : queue.page(Which.of(person), null, MOST)) {
        reviewed.add(review.identity());
        work.add(review(review));
      }
      questions.of(person, null, MOST).forEach(question -> work.add(question(question)));
    }
    ahead.of(person, SOON, MOST).stream()
        .filter(ending -> ending.itself() || !reviewed.contains(ending.id()))
        .forEach(ending -> work.add(ending(ending)));
    work.sort(
        Comparator.comparing(Work::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Work::name));
    return work;
  }

  private static Work review(QueuedReview review) {
    LocalDate day = review.due();
    return new Work(
        Kind.REVIEW,
        review.label(),
        "Review it",
        review.purpose() == null ? "" : review.purpose(),
        Labels.sentence(review.tier().name()),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        "/console/reviews/" + review.id());
  }

  private static Work question(Questions.Open question) {
    return new Work(
        Kind.QUESTION,
        label(question.displayName(), question.userName()),
        question.deadline() == null
            ? "Say whether you will be its " + role(question)
            : "Take it over: its owners went",
        question.purpose() == null ? "" : question.purpose(),
        Labels.sentence(question.riskTier()),
        question.deadline(),
        "/console/work/questions/" + question.identity());
  }

  private static Work ending(Ahead.Ending ending) {
    return new Work(
        Kind.ENDING,
        label(ending.displayName(), ending.userName()),
        ending.itself() ? "It ends" : "It stops unless somebody reviews it",
        "",
        Labels.sentence(ending.tier().name()),
        ending.at(),
        "/console/identities/" + ending.id());
  }

  static String role(Questions.Open question) {
    return Labels.of(Owner.Role.valueOf(question.role())).toLowerCase(java.util.Locale.ROOT);
  }

  private static String label(@Nullable String displayName, String userName) {
    return displayName == null ? userName : displayName;
  }
}
