package dev.steward.console.work;

import dev.steward.adoption.Adoption;
import dev.steward.adoption.AdoptionClosed;
import dev.steward.adoption.AdoptionQuestions;
import dev.steward.adoption.AdoptionQuestions.Taken;
import dev.steward.console.Labels;
import dev.steward.console.Sentences;
import dev.steward.console.errand.Again;
import dev.steward.database.StaleVersion;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity.Id;
import dev.steward.ownership.Answers;
import dev.steward.ownership.Questions;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.UserNameTaken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers several questions in one go, each on its own: what is refused of one stops no other. */
@ApplicationScoped
class SeveralAnswers {

  private static final String ANSWERED = "no question to you about it is open any more";

  private final QuestionPages pages;
  private final AdoptionQuestions adoptions;
  private final Answers answers;

  SeveralAnswers(QuestionPages pages, AdoptionQuestions adoptions, Answers answers) {
    this.pages = pages;
    this.adoptions = adoptions;
    this.answers = answers;
  }

  /**
   * A question before it is answered.
   *
   * @param role as what somebody would answer for it
   * @param because why it is they who are asked
   */
  record Line(
      Box box,
      String name,
      String userName,
      String role,
      String purpose,
      String tier,
      List<String> because,
      @Nullable Instant deadline,
      String path) {

    /** Whether it is registered only when somebody says yes. */
    public boolean isClient() {
      return box.kind() == Work.Kind.CLIENT;
    }
  }

  /** What a box is about; nothing when the person is not asked that any more. */
  Optional<Line> line(String person, Box box) {
    return box.kind() == Work.Kind.CLIENT
        ? adoptions.about(person, box.about()).map(adoption -> line(person, box, adoption))
        : pages.find(person, box.about()).map(question -> line(box, question));
  }

  private Line line(Box box, Questions.Open question) {
    AskedToAnswer page = pages.page(question, Again.NONE);
    return new Line(
        box,
        page.label(),
        question.userName(),
        page.role(),
        purpose(question.purpose()),
        Labels.sentence(question.riskTier()),
        page.because(),
        question.deadline(),
        "/console/work/questions/" + question.identity());
  }

  private static Line line(String person, Box box, Adoption adoption) {
    return new Line(
        box,
        AskedToTake.label(adoption),
        adoption.clientId(),
        "owner",
        purpose(adoption.identity().purpose()),
        Labels.sentence(adoption.identity().riskTier().name()),
        AskedToTake.because(adoption, person).stream().map(Sentences::of).toList(),
        null,
        ClientQuestionsResource.PATH + "/" + adoption.id());
  }

  private static String purpose(@Nullable String said) {
    return said == null ? "Nobody said what it is for." : said;
  }

  /** Says yes to one, or no with a reason. */
  Result answer(Box box, @Nullable String no, Actor person) {
    Optional<Line> line = line(person.subject(), box);
    if (line.isEmpty()) {
      return new Result("A question", null, Outcome.REFUSED, ANSWERED);
    }
    String name = line.get().userName();
    try {
      return no == null ? accepted(name, box, person) : declined(name, box, no, person);
    } catch (ChangeRefused
        | StaleVersion
        | AdoptionClosed
        | UserNameTaken
        | ClientTaken
        | IllegalArgumentException e) {
      return new Result(name, null, Outcome.REFUSED, Sentences.of(String.valueOf(e.getMessage())));
    }
  }

  private Result accepted(String name, Box box, Actor person) {
    if (box.kind() == Work.Kind.CLIENT) {
      Optional<Taken> taken = adoptions.accept(box.about(), person);
      return taken
          .map(one -> done(name, one.identity().id().value(), one.warnings()))
          .orElseGet(() -> new Result(name, null, Outcome.REFUSED, ANSWERED));
    }
    Answers.Answered answered = answers.accept(new Id(box.about()), person);
    return done(name, box.about(), answered.warnings());
  }

  private Result declined(String name, Box box, String why, Actor person) {
    if (box.kind() == Work.Kind.CLIENT) {
      adoptions.decline(box.about(), person, why, null);
    } else {
      answers.decline(new Id(box.about()), person, why, null);
    }
    return new Result(name, null, Outcome.DONE, null);
  }

  private static Result done(String name, UUID identity, List<String> warnings) {
    return new Result(
        name,
        identity,
        Outcome.DONE,
        warnings.isEmpty() ? null : Sentences.of(String.join("; ", warnings)));
  }
}
