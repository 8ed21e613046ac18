package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.accessToken;
import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Identity.Intent;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCredentialsIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("credentials");
  }

  @Test
  void aPermittedClientGetsATokenThatEndsInTime() {
    TestClient client = realm.client("permitted", Map.of());
    client.hold(PermitDraft.of(client).longestToken(Duration.ofSeconds(60)));

    JsonNode claims = claims(client.token());

    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 60L);
  }

  @Test
  void aLapsedClientGetsNone() {
    TestClient client = realm.client("lapsed", Map.of());
    client.hold(PermitDraft.of(client).lapsed());

    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void theRefusalIsInTheEventLogWithItsCode() {
    TestClient client = realm.client("logged", Map.of());
    client.hold(PermitDraft.of(client).lapsed());

    client.token();

    JsonNode event = realm.errorEvents("logged").path(0);
    assertThat(event.path("type").asText()).isEqualTo("CLIENT_LOGIN_ERROR");
    assertThat(event.path("details").path("client_policy_error_detail").asText())
        .startsWith("REVIEW_LAPSED: ");
  }

  @Test
  void aGrantThatThePermitDoesNotNameIsRefused() {
    TestClient client = realm.client("other-grant", Map.of());
    client.hold(PermitDraft.of(client).grants("authorization_code"));

    assertThat(client.token()).satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void aSuspendedClientIsDisabledAndComesBackWithANewPermit() {
    TestClient client = realm.permitted("suspended", Map.of());
    client.hold(PermitDraft.of(client).version(2).intent(Intent.SUSPENDED));

    assertThat(client.token().status()).isEqualTo(401);

    client.hold(PermitDraft.of(client).version(3));
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void aSuspendedClientThatAnAdministratorEnablesStaysRefused() {
    TestClient client = realm.client("enabled-again", Map.of());
    client.hold(PermitDraft.of(client).intent(Intent.SUSPENDED));
    var representation = client.representation();
    representation.put("enabled", true);
    realm.admin().must("PUT", client.path(), representation);

    assertThat(client.token()).satisfies(refusedFor(Reason.SUSPENDED));
  }

  @Test
  void anUnregisteredClientIsLeftAloneWhereItIsOnlyObserved() {
    TestClient client = realm.client("unregistered", Map.of());

    assertThat(client.token()).satisfies(issued());
    assertThat(realm.gate("GET", "/posture").body().path("observed").findValuesAsText("client"))
        .contains("unregistered");
  }

  @Test
  void tokensFromBeforeTheStopAreDead() {
    TestClient client = realm.permitted("stopped", Map.of());
    String token =
        accessToken(client.token(Map.of("grant_type", "client_credentials", "scope", "openid")));
    TestClient onlooker = realm.client("onlooker", Map.of());
    assertThat(realm.userinfo(token).status()).isEqualTo(200);
    assertThat(client.introspect(token).body().path("active").asBoolean()).isTrue();

    client.hold(PermitDraft.of(client).version(2).intent(Intent.SUSPENDED));
    assertThat(realm.userinfo(token).status()).isEqualTo(401);
    assertThat(onlooker.introspect(token).body().path("active").asBoolean()).isFalse();

    client.hold(PermitDraft.of(client).version(3));
    assertThat(client.introspect(token).body().path("active").asBoolean()).isFalse();
  }
}
