package dev.steward.console.work;

import dev.steward.adoption.Adoption;
import dev.steward.adoption.AdoptionDraft;
import dev.steward.adoption.AdoptionQuestions;
import dev.steward.certification.AwaitedVerdicts;
import dev.steward.certification.QueuedReview;
import dev.steward.certification.ReviewQueue;
import dev.steward.certification.ReviewQueue.Which;
import dev.steward.console.Deed;
import dev.steward.console.Labels;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Again;
import dev.steward.console.review.OpenReviews;
import dev.steward.console.work.Listed.Waiting;
import dev.steward.console.work.MyWork.Many;
import dev.steward.console.work.Work.Kind;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import dev.steward.ownership.QuestionQueue;
import dev.steward.ownership.Questions;
import dev.steward.registry.Ahead;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Everything that waits for a person, by deadline; what has none comes last. */
@ApplicationScoped
class WorkList {

  /** So many are listed on a page. */
  static final int MOST = 100;

  private static final Duration SOON = Duration.ofDays(30);

  private final OpenReviews reviews;
  private final ReviewQueue queue;
  private final AwaitedVerdicts awaited;
  private final QuestionQueue asked;
  private final Questions questions;
  private final AdoptionQuestions adoptions;
  private final Ahead ahead;

  WorkList(
      OpenReviews reviews,
      ReviewQueue queue,
      AwaitedVerdicts awaited,
      QuestionQueue asked,
      Questions questions,
      AdoptionQuestions adoptions,
      Ahead ahead) {
    this.reviews = reviews;
    this.queue = queue;
    this.awaited = awaited;
    this.asked = asked;
    this.questions = questions;
    this.adoptions = adoptions;
    this.ahead = ahead;
  }

  long waiting(Viewer viewer) {
    return viewer.may(Deed.DECIDE_OWN)
        ? reviews.count()
            + questions.waiting(viewer.person(), Room.MANY)
            + adoptions.waiting(viewer.person(), Room.MANY)
        : 0;
  }

  /** A page, and how many there are of each kind. */
  MyWork page(Viewer viewer, Places from, Again again) {
    String person = viewer.person();
    boolean decides = viewer.may(Deed.DECIDE_OWN);
    List<Waiting> toReview = decides ? reviews(person, from) : List.of();
    List<Waiting> toAnswer = decides ? questions(person, from) : List.of();
    List<Waiting> toTake = decides ? clients(person, from) : List.of();
    List<Waiting> ending = endings(person, from, decides);
    Listed listed = Listed.of(List.of(toReview, toAnswer, toTake, ending), from, MOST);
    Many many =
        new Many(
            counted(toReview, from, () -> awaited.open(person)),
            counted(toAnswer, from, () -> questions.waiting(person))
                + counted(toTake, from, () -> adoptions.waiting(person, Questions.MANY)),
            counted(ending, from, () -> ahead.count(person, SOON, Questions.MANY)));
    return new MyWork(
        listed.work(),
        many,
        decides,
        listed.work().stream().filter(one -> one.box() != null).count() > 1,
        again,
        from.areTheFirst() ? null : Places.PATH,
        listed.next() == null ? null : listed.next().address());
  }

  /** Counted only where not all of them are at hand. */
  private static long counted(List<Waiting> found, Places from, LongSupplier all) {
    return from.areTheFirst() && found.size() <= MOST
        ? found.stream().filter(Waiting::shown).count()
        : all.getAsLong();
  }

  private List<Waiting> reviews(String person, Places from) {
    return queue.part(Which.of(person), from.review(), MOST + 1).reviews().stream()
        .map(review -> new Waiting(review(review), Places.of(review.place()), true))
        .toList();
  }

  private List<Waiting> questions(String person, Places from) {
    return asked.page(person, from.question(), MOST + 1).stream()
        .map(question -> new Waiting(question(question), Places.of(question.place()), true))
        .toList();
  }

  private List<Waiting> clients(String person, Places from) {
    return adoptions.of(person, from.client(), MOST + 1).stream()
        .map(adoption -> new Waiting(client(adoption), Places.of(adoption), true))
        .toList();
  }

  /** What stops because nobody reviews it is told by its review, to whoever may give it. */
  private List<Waiting> endings(String person, Places from, boolean decides) {
    List<Ahead.Ending> found = ahead.of(person, SOON, from.ending(), MOST + 1);
    Set<UUID> reviewed =
        decides ? awaited.among(person, found.stream().map(Ahead.Ending::id).toList()) : Set.of();
    return found.stream()
        .map(
            ending ->
                new Waiting(
                    ending(ending),
                    Places.of(ending.place()),
                    ending.itself() || !reviewed.contains(ending.id())))
        .toList();
  }

  private static Work review(QueuedReview review) {
    LocalDate day = review.due();
    return new Work(
        Kind.REVIEW,
        review.label(),
        review.userName(),
        todo(review.standing()),
        review.purpose() == null ? "" : review.purpose(),
        Labels.sentence(review.tier().name()),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        "/console/reviews/" + review.id(),
        null);
  }

  /** What is to be done, and what its lateness costs already. */
  private static String todo(Standing standing) {
    return switch (standing) {
      case GRACE -> "Review it: it is late, and will stop";
      case BROWNOUT -> "Review it: its tokens are refused now and then already";
      case LAPSED -> "Review it: it gets no tokens any more";
      case SUSPENDED -> "Review it: somebody suspended it";
      case PROPOSED, GOOD, REVOKED -> "Review it";
    };
  }

  private static Work question(Questions.Open question) {
    return new Work(
        Kind.QUESTION,
        label(question.displayName(), question.userName()),
        question.userName(),
        question.deadline() == null
            ? "Say whether you will be its " + role(question)
            : "Take it over: its owners went",
        question.purpose() == null ? "" : question.purpose(),
        Labels.sentence(question.riskTier()),
        question.deadline(),
        "/console/work/questions/" + question.identity(),
        new Box(Kind.QUESTION, question.identity()));
  }

  private static Work client(Adoption adoption) {
    AdoptionDraft draft = adoption.identity();
    return new Work(
        Kind.CLIENT,
        label(draft.displayName(), adoption.clientId()),
        adoption.clientId(),
        "Say whether you will answer for this client, which nobody registered",
        draft.purpose() == null ? "" : draft.purpose(),
        Labels.sentence(draft.riskTier().name()),
        null,
        ClientQuestionsResource.PATH + "/" + adoption.id(),
        new Box(Kind.CLIENT, adoption.id()));
  }

  private static Work ending(Ahead.Ending ending) {
    return new Work(
        Kind.ENDING,
        label(ending.displayName(), ending.userName()),
        ending.userName(),
        ending.itself()
            ? "It ends by itself: see that nobody needs it for longer"
            : "It stops unless it is reviewed in time",
        "",
        Labels.sentence(ending.tier().name()),
        ending.at(),
        "/console/identities/" + ending.id(),
        null);
  }

  static String role(Questions.Open question) {
    return Labels.of(Owner.Role.valueOf(question.role())).toLowerCase(Locale.ROOT);
  }

  private static String label(@Nullable String displayName, String userName) {
    return displayName == null ? userName : displayName;
  }
}
