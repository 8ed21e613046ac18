package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A device that a person approves elsewhere asks the permit before and after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceGrantIT {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("devices");
    realm.user("ada");
  }

  @Test
  void getsATokenThatEndsWhenThePermitSays() {
    TestClient client = client("approved");
    client.hold(PermitDraft.of(client).grants(GRANT).longestToken(Duration.ofSeconds(45)));

    JsonNode claims = claims(client.token(redeeming(approved(client))));

    assertThat(claims.path("preferred_username").asText()).isEqualTo("ada");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 45L);
  }

  @Test
  void isRefusedTheTokenWhenTheReviewLapsesAfterTheApproval() {
    TestClient client = client("lapses-meanwhile");
    PermitDraft permit = PermitDraft.of(client).grants(GRANT);
    client.hold(permit);
    Answer approved = approved(client);

    client.hold(permit.version(2).lapsed());

    assertThat(client.token(redeeming(approved))).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void isRefusedTheTokenWhenTheGrantIsTakenAwayAfterTheApproval() {
    TestClient client = client("loses-the-grant");
    PermitDraft permit = PermitDraft.of(client).grants(GRANT);
    client.hold(permit);
    Answer approved = approved(client);

    client.hold(permit.version(2).grants("client_credentials"));

    assertThat(client.token(redeeming(approved))).satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void mayNotEvenStartOnceTheReviewLapsed() {
    TestClient client = client("lapsed");
    client.hold(PermitDraft.of(client).grants(GRANT).lapsed());

    assertThat(started(client)).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  private TestClient client(String name) {
    return realm.client(
        name, Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
  }

  private Answer approved(TestClient client) {
    Answer started = started(client);
    assertThat(started.status()).as(started.toString()).isEqualTo(200);
    String address = started.body().path("verification_uri_complete").asText();
    new Browser().approve(URI.create(address), "ada");
    return started;
  }

  private Answer started(TestClient client) {
    return realm.post(
        "/protocol/openid-connect/auth/device",
        Map.of("client_id", client.clientId(), "client_secret", TestClient.SECRET));
  }

  private static Map<String, String> redeeming(Answer started) {
    return Map.of("grant_type", GRANT, "device_code", started.body().path("device_code").asText());
  }
}
