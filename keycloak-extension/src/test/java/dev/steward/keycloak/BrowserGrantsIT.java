package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way to a token that a person walks in a browser asks the permit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserGrantsIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("browsing");
    realm.user("ada");
  }

  @Test
  void authorizationCode() {
    TestClient client = realm.client("code", Map.of("standardFlowEnabled", true));
    client.hold(PermitDraft.of(client).grants("authorization_code"));
    Map<String, String> asked = Map.of("response_type", "code", "scope", "openid");

    String code = code(client, asked);
    assertThat(client.token(redeeming(code))).satisfies(issued());

    String late = code(client, asked);
    client.hold(PermitDraft.of(client).version(2).grants("authorization_code").lapsed());
    assertThat(client.token(redeeming(late))).satisfies(refusedFor(Reason.REVIEW_LAPSED));
    assertThat(new Browser().turnedAway(client, asked).toString()).contains("unauthorized_client");
  }

  @Test
  void implicit() {
    TestClient client =
        realm.client("implicit", Map.of("standardFlowEnabled", true, "implicitFlowEnabled", true));
    client.hold(PermitDraft.of(client).grants("implicit").longestToken(Duration.ofSeconds(45)));
    Map<String, String> asked =
        Map.of("response_type", "id_token token", "scope", "openid", "nonce", "n");

    Map<String, String> answer = new Browser().signIn(client, "ada", asked);
    assertThat(lifetime(claims(String.valueOf(answer.get("access_token"))))).isBetween(1L, 45L);
    assertThat(lifetime(claims(String.valueOf(answer.get("id_token"))))).isBetween(1L, 45L);

    client.hold(PermitDraft.of(client).version(2).grants("authorization_code"));
    assertThat(new Browser().turnedAway(client, asked).toString()).contains("unauthorized_client");
  }

  @Test
  void hybridAnswersNeedTheImplicitGrantToo() {
    TestClient client =
        realm.client("hybrid", Map.of("standardFlowEnabled", true, "implicitFlowEnabled", true));
    client.hold(PermitDraft.of(client).grants("authorization_code"));

    Map<String, String> answer =
        new Browser()
            .signIn(
                client,
                "ada",
                Map.of("response_type", "code token", "scope", "openid", "nonce", "n"));

    assertThat(answer)
        .doesNotContainKey("access_token")
        .containsEntry("error_description", "unauthorized_client");
  }

  @Test
  void pushedAuthorizationRequest() {
    TestClient client = realm.client("par", Map.of("standardFlowEnabled", true));
    client.hold(PermitDraft.of(client).grants("authorization_code"));
    assertThat(pushed(client).status()).isEqualTo(201);

    client.hold(PermitDraft.of(client).version(2).grants("authorization_code").lapsed());
    assertThat(pushed(client)).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void ciba() {
    TestClient client =
        realm.client("ciba", Map.of("attributes", Map.of("oidc.ciba.grant.enabled", "true")));
    client.hold(PermitDraft.of(client).grants("urn:openid:params:grant-type:ciba").lapsed());

    assertThat(
            realm.post(
                "/protocol/openid-connect/ext/ciba/auth",
                Map.of(
                    "client_id",
                    client.clientId(),
                    "client_secret",
                    TestClient.SECRET,
                    "scope",
                    "openid",
                    "login_hint",
                    "ada")))
        .satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  private static String code(TestClient client, Map<String, String> asked) {
    return String.valueOf(new Browser().signIn(client, "ada", asked).get("code"));
  }

  private Answer pushed(TestClient client) {
    return realm.post(
        "/protocol/openid-connect/ext/par/request",
        Map.of(
            "client_id",
            client.clientId(),
            "client_secret",
            TestClient.SECRET,
            "response_type",
            "code",
            "redirect_uri",
            "http://127.0.0.1/cb"));
  }

  private static Map<String, String> redeeming(String code) {
    return Map.of(
        "grant_type", "authorization_code", "code", code, "redirect_uri", "http://127.0.0.1/cb");
  }

  private static long lifetime(JsonNode claims) {
    return claims.path("exp").asLong() - claims.path("iat").asLong();
  }
}
