package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.accessToken;
import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way to a token that needs no browser asks the permit. */
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
  void tokenExchangeForAnIdTokenThatWouldOutliveThePermit() {
    assumeTrue(Versions.haveInterceptors(), "this Keycloak lets nobody look at the last moment");
    TestClient client = exchanging("exchange-id");
    client.hold(
        PermitDraft.of(client).grants(CREDENTIALS, EXCHANGE).longestToken(Duration.ofSeconds(45)));
    Map<String, String> form = new LinkedHashMap<>(exchange(accessToken(client.token())));
    form.put("scope", "openid");

    assertThat(client.token(form)).satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED));
  }

  @Test
  void aSignedAssertionInsteadOfASecret() throws JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("agent").keyUse(KeyUse.SIGNATURE).generate();
    TestClient client =
        realm.client(
            "assertion",
            Map.of(
                "clientAuthenticatorType",
                "client-jwt",
                "attributes",
                Map.of(
                    "use.jwks.string", "true",
                    "jwks.string", new JWKSet(key.toPublicJWK()).toString(true),
                    "token.endpoint.auth.signing.alg", "RS256")));
    client.hold(PermitDraft.of(client));
    assertThat(asserting(client, key)).satisfies(issued());

    client.hold(PermitDraft.of(client).version(2).lapsed());
    assertThat(asserting(client, key)).satisfies(refusedFor(Reason.REVIEW_LAPSED));
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

  private Answer asserting(TestClient client, RSAKey key) throws JOSEException {
    Instant now = Clock.systemUTC().instant();
    SignedJWT assertion =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("agent").build(),
            new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience(realm.uri("").toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(30)))
                .build());
    assertion.sign(new RSASSASigner(key));
    return realm.post(
        "/protocol/openid-connect/token",
        Map.of(
            "grant_type",
            CREDENTIALS,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion.serialize()));
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

  private static Map<String, String> password(String user) {
    return Map.of("grant_type", "password", "username", user, "password", user);
  }

  private static Map<String, String> refreshing(String token) {
    return Map.of("grant_type", "refresh_token", "refresh_token", token);
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
