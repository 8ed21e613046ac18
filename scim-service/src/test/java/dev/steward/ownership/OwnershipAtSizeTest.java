package dev.steward.ownership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.database.Database;
import dev.steward.people.People;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ownership of very many identities. How many is a system property, {@code steward.test.identities}
 * and {@code steward.test.leaver}; what it takes is logged and not judged.
 */
@QuarkusTest
class OwnershipAtSizeTest {

  private static final Logger LOG = Logger.getLogger(OwnershipAtSizeTest.class);
  private static final int IDENTITIES = Integer.getInteger("steward.test.identities", 3_000);
  private static final int OF_THE_LEAVER = Integer.getInteger("steward.test.leaver", 120);
  private static final int PAGE = 1_000;

  @Inject People people;
  @Inject HandOvers handOvers;
  @Inject OrphanSorting sorting;
  @Inject OrphanTally tally;
  @Inject Database database;

  private final String leaver = Sample.person();
  private final String deputy = Sample.person();
  private final String stays = Sample.person();

  @AfterEach
  void nothingIsLeft() {
    QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(30).toSeconds())
        .run(
            () -> {
              database.update("delete from identity where purpose = 'Size'");
            });
  }

  @Test
  void allThatALeaverOwnedIsHandedOverAndReported() {
    people.refresh(Set.of(leaver, deputy, stays));
    timed(
        "seeding",
        () -> {
          seed();
          return true;
        });
    timed(
        "sorting them in",
        () -> {
          sorting.run();
          return true;
        });

    KeycloakDouble.running().person(leaver, false);
    timed("noticing that they went", () -> people.refresh(Set.of(leaver)));
    timed(
        "beginning the hand-overs",
        () -> {
          handOvers.keepUp();
          return true;
        });

    assertThat(
            database.number(
                "select count(*) from identity where purpose = 'Size' and custodian = ? and hand_over_deadline > now()",
                deputy))
        .isEqualTo(OF_THE_LEAVER);
    timed(
        "sorting in what was handed over",
        () -> {
          sorting.run();
          return true;
        });
    Set<String> reported = timed("the leaver's part of the report", () -> report(leaver));
    assertThat(reported).hasSize(OF_THE_LEAVER);
    timed("the first page of all", () -> page("", "").path("orphans").size());
    timed(
        "counting for the metrics",
        () -> {
          tally.run();
          return true;
        });
  }

  private Set<String> report(String owner) {
    Set<String> found = new HashSet<>();
    String after = "";
    while (after != null) {
      JsonNode page = page("&owner=" + owner, after);
      page.path("orphans").forEach(orphan -> found.add(orphan.path("identity").asText()));
      after = page.path("next").textValue();
    }
    return found;
  }

  /** Read by Jackson: REST Assured's own reader takes longer for a page than the registry. */
  private static JsonNode page(String filter, String after) {
    byte[] page =
        given()
            .auth()
            .oauth2(Tokens.person("carol", "reports:read"))
            .get("/reports/orphans?limit=%d%s&after=%s".formatted(PAGE, filter, after))
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    try {
      return new ObjectMapper().readTree(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void seed() {
    QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(30).toSeconds())
        .run(
            () -> {
              database.update(
                  """
                  insert into identity (
                    id, version, kind, user_name, purpose, environment, risk_tier, cadence, grace,
                    brownout, begun, grants, scopes, longest_token, last_reviewed, intent,
                    review_due, grace_from, brownout_from, good_until, created, modified)
                  select gen_random_uuid(), 1, 'AI_AGENT', 'size-' || gen_random_uuid(), 'Size',
                    'test', 'MEDIUM', 'P90D', 'P14D', 'P3D', true, '{client_credentials}',
                    '{documents:read}', 'PT5M', current_date, 'APPROVED', current_date + 90,
                    now() + interval '91 days', now() + interval '102 days',
                    now() + interval '105 days', now(), now()
                  from generate_series(1, ?) n
                  """,
                  IDENTITIES);
              database.update(
                  """
                  insert into identity_owner (identity_id, position, person, role, accepted_at)
                  select id, 0, case when place <= ? then ? else ? end, 'OWNER', now()
                  from (
                    select id, row_number() over (order by id) as place from identity
                    where purpose = 'Size') i
                  union all
                  select id, 1, ?, 'BACKUP', now() from identity where purpose = 'Size'
                  """,
                  OF_THE_LEAVER,
                  leaver,
                  stays,
                  deputy);
            });
    database.update("analyze identity");
    database.update("analyze identity_owner");
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long began = System.nanoTime();
    T result = work.get();
    LOG.infof(
        "%d identities, %d of the leaver: %s took %d ms",
        IDENTITIES, OF_THE_LEAVER, what, Duration.ofNanos(System.nanoTime() - began).toMillis());
    return result;
  }
}
