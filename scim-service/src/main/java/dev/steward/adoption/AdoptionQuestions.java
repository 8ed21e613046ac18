package dev.steward.adoption;

import dev.steward.adoption.Answers.Given;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clients that somebody is asked to answer for, and what they say. */
@ApplicationScoped
public class AdoptionQuestions {

  private final AdoptionRows rows;
  private final Answers answers;
  private final Declines declines;
  private final Database database;

  AdoptionQuestions(AdoptionRows rows, Answers answers, Declines declines, Database database) {
    this.rows = rows;
    this.answers = answers;
    this.declines = declines;
    this.database = database;
  }

  /** What a client became, and what whoever answers for it should know. */
  public record Taken(Identity identity, List<String> warnings) {}

  /**
   * Up to {@code limit} clients about which a person has not answered, from after one of them on.
   */
  public List<Adoption> of(String person, @Nullable UUID after, int limit) {
    return rows.waiting(person, after, limit);
  }

  /** What a person is asked, and has not answered. */
  public Optional<Adoption> about(String person, UUID adoption) {
    return rows.find(adoption)
        .filter(found -> found.state() == Adoption.State.ASKED)
        .filter(
            found -> found.asked(person).filter(one -> one.answer() == Answer.ASKED).isPresent());
  }

  /** How many a person has not answered; one beyond {@code most} when there are more. */
  public long waiting(String person, int most) {
    return database.lookUpNumber(
        "select count(*) from (select " + AdoptionRows.WAITING + "limit ?) as waiting",
        person,
        most + 1);
  }

  /**
   * The person says yes: the client is registered, approved and theirs.
   *
   * @return nothing when the person is not asked
   * @throws AdoptionClosed when it ended without an acceptance
   */
  public Optional<Taken> accept(UUID adoption, Actor person) {
    return answers
        .accept(adoption, person)
        .filter(given -> given.identity() != null)
        .map(AdoptionQuestions::taken);
  }

  /**
   * The person says no, and somebody else is asked.
   *
   * @param instead whom the person would ask, by id, user name or email; null for the likeliest
   * @return whether the person was asked
   * @throws IllegalArgumentException when whoever is named instead is nobody
   * @throws AdoptionClosed when it is over
   */
  public boolean decline(UUID adoption, Actor person, String reason, @Nullable String instead) {
    return declines.decline(adoption, person, reason, instead).isPresent();
  }

  /** An adoption, for whoever sees everything. */
  public Optional<Adoption> find(UUID adoption) {
    return rows.find(adoption);
  }

  /**
   * Takes the question back from everybody who was asked.
   *
   * @throws AdoptionClosed when it was answered
   */
  public void withdraw(UUID adoption, Actor actor, String reason) {
    answers.withdraw(adoption, actor, reason);
  }

  private static Taken taken(Given given) {
    return new Taken(Objects.requireNonNull(given.identity()), given.warnings());
  }
}
