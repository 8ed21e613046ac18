package dev.steward.console.orphan;

import dev.steward.adoption.Adoption;
import dev.steward.adoption.Candidate;
import dev.steward.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked to answer for a client, and what they said.
 *
 * @param state how far that is, in a sentence
 * @param mayWithdraw whether the viewer may take the question back
 * @param error why that was not done
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record WhoIsAsked(
    Adoption adoption,
    String state,
    List<Line> people,
    boolean mayWithdraw,
    @Nullable String error,
    String reason)
    implements TemplateInstance {

  /** One of them. */
  record Line(
      String name,
      String answer,
      List<String> because,
      @Nullable String reason,
      @Nullable Instant at) {}

  static WhoIsAsked of(
      Adoption adoption,
      Map<String, Person> known,
      boolean mayWithdraw,
      @Nullable String error,
      String reason) {
    return new WhoIsAsked(
        adoption,
        state(adoption),
        adoption.candidates().stream().map(one -> line(one, known)).toList(),
        mayWithdraw && adoption.state() == Adoption.State.ASKED,
        error,
        reason);
  }

  private static String state(Adoption adoption) {
    return switch (adoption.state()) {
      case ASKED ->
          adoption.unansweredSince() == null
              ? "Somebody is asked, and has not answered yet. After some time the next one is asked."
              : "Nobody who could be asked has answered. Take it back, and ask somebody by name.";
      case ACCEPTED -> "Somebody said yes: it is registered.";
      case DECLINED -> "Everybody who was asked said no.";
      case WITHDRAWN -> "The question was taken back.";
    };
  }

  private static Line line(Candidate candidate, Map<String, Person> known) {
    Person person = known.get(candidate.person());
    return new Line(
        person == null ? "somebody who is gone" : person.label(),
        switch (candidate.answer()) {
          case NOT_ASKED -> candidate.role().name().equals("OWNER") ? "would be next" : "named";
          case ASKED -> "is asked";
          case ACCEPTED -> "said yes";
          case DECLINED -> "said no";
        },
        candidate.evidence().stream().map(one -> one.words()).toList(),
        candidate.reason(),
        candidate.answeredAt());
  }
}
