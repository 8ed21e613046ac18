package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.accessToken;
import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way to a token asks the permit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsIT {

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
  private static final String CREDENTIALS = "client_credentials";

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("grants");
    realm.user("ada");
  }

  @Test
  void password() {
    TestClient client = realm.client("password", Map.of());
    client.hold(PermitDraft.of(client).grants("password"));
    assertThat(client.token(password("ada"))).satisfies(issued());

    client.hold(PermitDraft.of(client).version(2).grants("password").lapsed());
    assertThat(client.token(password("ada"))).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void passwordWithoutThatGrant() {
    TestClient client = realm.permitted("no-password", Map.of());

    assertThat(client.token(password("ada"))).satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void refresh() {
    TestClient client = realm.client("refresh", Map.of());
    client.hold(PermitDraft.of(client).grants("password", "refresh_token"));
    String refresh = client.token(password("ada")).body().path("refresh_token").asText();
    Answer again = client.token(refreshing(refresh));
    assertThat(again).satisfies(issued());

    client.hold(PermitDraft.of(client).version(2).grants("password", "refresh_token").lapsed());
    assertThat(client.token(refreshing(again.body().path("refresh_token").asText())))
        .satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void refreshWithoutThatGrant() {
    TestClient client = realm.client("no-refresh", Map.of());
    client.hold(PermitDraft.of(client).grants("password"));
    String refresh = client.token(password("ada")).body().path("refresh_token").asText();

    assertThat(client.token(refreshing(refresh))).satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void offlineRefreshOfALapsedClient() {
    TestClient client = realm.client("offline", Map.of());
    PermitDraft permit =
        PermitDraft.of(client).grants("password", "refresh_token").scopes("offline_access");
    client.hold(permit);
    Map<String, String> offline = new LinkedHashMap<>(password("ada"));
    offline.put("scope", "offline_access");
    Answer first = client.token(offline);
    assertThat(claims(first.body().path("refresh_token").asText()).path("typ").asText())
        .isEqualTo("Offline");

    client.hold(permit.version(2).lapsed());
    assertThat(client.token(refreshing(first.body().path("refresh_token").asText())))
        .satisfies(refusedFor(Reason.REVIEW_LAPSED));
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

    assertThat(answer).doesNotContainKey("access_token").containsKey("error");
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
  void device() {
    TestClient client =
        realm.client(
            "device",
            Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
    String grant = "urn:ietf:params:oauth:grant-type:device_code";
    client.hold(PermitDraft.of(client).grants(grant));
    Answer begun = started(client, "/protocol/openid-connect/auth/device");
    assertThat(begun.status()).isEqualTo(200);

    client.hold(PermitDraft.of(client).version(2).grants(grant).lapsed());
    assertThat(started(client, "/protocol/openid-connect/auth/device"))
        .satisfies(refusedFor(Reason.REVIEW_LAPSED));
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

  @Test
  void tokenExchange() {
    TestClient client = exchanging("exchange");
    PermitDraft permit =
        PermitDraft.of(client).grants(CREDENTIALS, EXCHANGE).longestToken(Duration.ofSeconds(45));
    client.hold(permit);
    String subject = accessToken(client.token());
    Answer exchanged = client.token(exchange(subject));
    assertThat(exchanged).satisfies(issued());
    if (Versions.haveInterceptors()) {
      assertThat(lifetime(claims(exchanged))).isBetween(1L, 45L);
    }

    client.hold(permit.version(2).lapsed());
    assertThat(client.token(exchange(subject))).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void tokenExchangeWithoutThatGrant() {
    TestClient client = exchanging("no-exchange");
    client.hold(PermitDraft.of(client));

    assertThat(client.token(exchange(accessToken(client.token()))))
        .satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void umaWithCredentials() {
    TestClient client = resourceServer("uma");
    PermitDraft permit = PermitDraft.of(client).grants(UMA).longestToken(Duration.ofSeconds(45));
    client.hold(permit);
    Answer answer = client.token(Map.of("grant_type", UMA, "audience", "uma"));
    assertThat(answer).satisfies(issued());
    if (Versions.haveInterceptors()) {
      assertThat(lifetime(claims(answer))).isBetween(1L, 45L);
    }

    client.hold(permit.version(2).lapsed());
    assertThat(client.token(Map.of("grant_type", UMA, "audience", "uma")))
        .satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void umaWithABearerToken() {
    assumeTrue(Versions.haveInterceptors(), "this Keycloak lets nobody look at the last moment");
    TestClient client = resourceServer("uma-bearer");
    client.hold(PermitDraft.of(client).grants(CREDENTIALS, UMA));
    String token = accessToken(client.token());
    assertThat(umaBearing(token)).satisfies(issued());

    client.hold(PermitDraft.of(client).version(2).grants(CREDENTIALS, UMA).lapsed());
    assertThat(umaBearing(token)).satisfies(refusedFor(Reason.REVIEW_LAPSED));
    assertThat(realm.errorEvents("uma-bearer").path(0).path("details").toString())
        .contains("REVIEW_LAPSED: ");
  }

  private static String code(TestClient client, Map<String, String> asked) {
    return String.valueOf(new Browser().signIn(client, "ada", asked).get("code"));
  }

  private Answer umaBearing(String token) {
    return realm.post(
        "/protocol/openid-connect/token",
        Map.of("grant_type", UMA, "audience", "uma-bearer"),
        Map.of("Authorization", "Bearer " + token));
  }

  private TestClient exchanging(String name) {
    return realm.client(
        name, Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));
  }

  private TestClient resourceServer(String name) {
    return realm.client(
        name,
        Map.of(
            "authorizationServicesEnabled",
            true,
            "authorizationSettings",
            Map.of(
                "policyEnforcementMode",
                "DISABLED",
                "resources",
                List.of(Map.of("name", "thing")))));
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

  private Answer started(TestClient client, String path) {
    return realm.post(
        path, Map.of("client_id", client.clientId(), "client_secret", TestClient.SECRET));
  }

  private static Map<String, String> password(String user) {
    return Map.of("grant_type", "password", "username", user, "password", user);
  }

  private static Map<String, String> refreshing(String token) {
    return Map.of("grant_type", "refresh_token", "refresh_token", token);
  }

  private static Map<String, String> redeeming(String code) {
    return Map.of(
        "grant_type", "authorization_code", "code", code, "redirect_uri", "http://127.0.0.1/cb");
  }

  private static Map<String, String> exchange(String subject) {
    return Map.of(
        "grant_type", EXCHANGE,
        "subject_token", subject,
        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
  }

  private static long lifetime(JsonNode claims) {
    return claims.path("exp").asLong() - claims.path("iat").asLong();
  }
}
