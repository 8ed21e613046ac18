package dev.steward.jobs;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service does by itself. How long it may take is not what is tested. */
@QuarkusTest
@TestProfile(JobsTest.Working.class)
class JobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject Database database;
  @Inject @All List<Job> jobs;

  /** The service as it runs in production, in more of a hurry. */
  public static final class Working implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "steward.jobs.enabled", "true",
          "steward.certification.sweep-every", "PT1S",
          "steward.delivery.look-every", "PT300S",
          "steward.ownership.look-every", "PT300S");
    }
  }

  @AfterEach
  void returnToThePresent() {
    KeycloakDouble.running().gate(Gate.HOLDING);
    travel("PT0S");
  }

  @Test
  void sendsOffAPermitAsSoonAsItIsCommitted() {
    Identity identity = register();
    await()
        .atMost(PATIENCE)
        .until(
            () -> one("select state from parcel where identity_id = ?", identity),
            "DELIVERED"::equals);

    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    await()
        .atMost(PATIENCE)
        .until(
            () -> one("select state || version from parcel where identity_id = ?", identity),
            "DELIVERED2"::equals);
  }

  @Test
  void sealsWhatHappened() {
    Identity identity = register();

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database.number(
                    "select count(*) from ledger_entry"
                        + " where identity_id = ? and position is not null",
                    identity.id().value()),
            count -> count == 1);
  }

  @Test
  void opensReviews() {
    Identity identity = register();

    travel("P61D");

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database.number(
                    "select count(*) from review where identity_id = ?", identity.id().value()),
            count -> count == 1);
    assertThat(database.number("select count(*) from scheduled_tasks")).isEqualTo(jobs.size());
  }

  @Test
  void doesWhatAReplicaDidThatWasKilledMeanwhile() {
    String killed = "a replica that was killed";
    database.update(
        """
        update scheduled_tasks
        set picked = true, picked_by = ?, last_heartbeat = now() - interval '1 minute',
          execution_time = now(),
          version = version + 1
        where task_name = 'review-weeks'
        """,
        killed);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database.number(
                    """
                    select count(*) from scheduled_tasks
                    where task_name = 'review-weeks' and picked_by is distinct from ?
                      and last_success is not null and not picked
                    """,
                    killed),
            count -> count == 1);
  }

  @Test
  void handsOverWhatSomebodyOwnedAsSoonAsTheyAreGone() {
    String owner = Sample.person();
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    given()
        .auth()
        .oauth2(Tokens.person(owner, "reviews:decide"))
        .post("/identities/" + identity.id() + "/acceptance")
        .then()
        .statusCode(200);

    KeycloakDouble.running().forget(owner);
    people.refresh(Set.of(owner));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database.number(
                    "select count(*) from identity where id = ? and hand_over_deadline is not null",
                    identity.id().value()),
            count -> count == 1);
  }

  private Identity register() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  private String one(String query, Identity identity) {
    return database
        .first(
            query.replaceFirst("from", "as answer from"),
            row -> row.text("answer"),
            identity.id().value())
        .orElse("");
  }
}
