package dev.steward.certification;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.certification.Punctuality.Count;
import dev.steward.certification.Punctuality.Due;
import dev.steward.certification.Punctuality.State;
import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.tally.Weeks;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether reviews are decided in time. */
@QuarkusTest
class PunctualityTest {

  @Inject IdentityRegistry registry;
  @Inject Sweep sweep;
  @Inject Punctuality punctuality;
  @Inject Database database;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void countsWhatWasDecidedInTimeAndWhatWasDecidedLate() {
    String owner = Sample.person();
    UUID prompt = review(owner);
    UUID tardy = review(owner);
    LocalDate week = Weeks.of(due(prompt));
    travel("P80D");
    long inTime = found(week, State.IN_TIME);
    long late = found(week, State.LATE);

    approve(prompt, owner);
    travel("P95D");
    approve(tardy, owner);

    assertThat(found(week, State.IN_TIME)).isEqualTo(inTime + 1);
    assertThat(found(week, State.LATE)).isEqualTo(late + 1);
    assertThat(listed(week, State.LATE)).contains(tardy).doesNotContain(prompt);
  }

  @Test
  void tellsWhatIsOpenFromWhatIsOverdue() {
    UUID review = review(Sample.person());
    LocalDate week = Weeks.of(due(review));

    travel("P80D");
    assertThat(listed(week, State.OPEN)).contains(review);
    travel("P95D");

    assertThat(listed(week, State.OPEN)).doesNotContain(review);
    assertThat(listed(week, State.OVERDUE)).contains(review);
  }

  @Test
  void keepsWhatIsOverdueForLongInTheWeekBeforeTheFirst() {
    review(Sample.person());

    travel("P300D");
    punctuality.run();

    assertThat(punctuality.counts())
        .anySatisfy(
            count -> {
              assertThat(count.week()).isEqualTo(punctuality.firstWeek().minusWeeks(1));
              assertThat(count.state()).isEqualTo(State.OVERDUE);
              assertThat(count.found()).isPositive();
            });
  }

  @Test
  void listsAsManyAsItCounts() {
    UUID review = review(Sample.person());
    LocalDate week = Weeks.of(due(review));
    travel("P80D");

    assertThat(listed(week, State.OPEN)).hasSize((int) found(week, State.OPEN));
  }

  private long found(LocalDate week, State state) {
    punctuality.run();
    return punctuality.counts().stream()
        .filter(count -> count.week().equals(week) && count.state() == state)
        .mapToLong(Count::found)
        .sum();
  }

  private List<UUID> listed(LocalDate week, State state) {
    return punctuality.due(week, week.plusWeeks(1), state, null, 10_000).stream()
        .map(Due::id)
        .toList();
  }

  /** The open review of a new agent; the clock is then two months on. */
  private UUID review(String owner) {
    travel("PT0S");
    Identity identity =
        registry
            .register(Sample.agent(owner), new Actor(Actor.Type.PERSON, owner, "steward-console"))
            .identity();
    travel("P61D");
    sweep.run();
    return database
        .list(
            "select id from review where identity_id = ?",
            row -> row.uuid("id"),
            identity.id().value())
        .getFirst();
  }

  private LocalDate due(UUID review) {
    return database
        .list("select due from review where id = ?", row -> row.date("due"), review)
        .getFirst();
  }

  private static void approve(UUID review, String owner) {
    given()
        .auth()
        .oauth2(Tokens.person(owner, "reviews:decide"))
        .contentType("application/json")
        .body(Map.of("verdict", "approve", "reason", "still needed", "version", 1))
        .post("/reviews/" + review + "/verdict")
        .then()
        .statusCode(200);
  }
}
