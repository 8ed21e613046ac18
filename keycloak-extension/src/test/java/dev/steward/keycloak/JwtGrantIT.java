package dev.steward.keycloak;

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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Another issuer's word about a person is turned into a token only as far as the permit goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtGrantIT {

  private static final String ISSUER = "https://partner.example.org";

  private TestRealm realm;
  private RSAKey key;

  @BeforeAll
  void start() throws JOSEException {
    assumeTrue(Versions.haveJwtGrant(), "this Keycloak has the grant only as a preview");
    key =
        new RSAKeyGenerator(2048)
            .keyID("partner")
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .generate();
    realm = TestRealm.fresh("asserting");
    realm.admin().must("POST", "/asserting/identity-provider/instances", partner());
    String ada = realm.user("ada");
    realm
        .admin()
        .must(
            "POST",
            "/asserting/users/" + ada + "/federated-identity/partner",
            Map.of("identityProvider", "partner", "userId", "ada-there", "userName", "ada"));
  }

  @Test
  void issuesATokenThatEndsWhenThePermitSays() throws JOSEException {
    TestClient client = client("covered");
    client.hold(
        PermitDraft.of(client).grants(GrantTypes.JWT_BEARER).longestToken(Duration.ofSeconds(45)));

    JsonNode claims = claims(client.token(asserting()));

    assertThat(claims.path("preferred_username").asText()).isEqualTo("ada");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 45L);
  }

  @Test
  void refusesOnceTheReviewLapsed() throws JOSEException {
    TestClient client = client("lapsing");
    PermitDraft permit = PermitDraft.of(client).grants(GrantTypes.JWT_BEARER);
    client.hold(permit);
    assertThat(client.token(asserting())).satisfies(issued());

    client.hold(permit.version(2).lapsed());
    assertThat(client.token(asserting())).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void refusesAGrantThatThePermitDoesNotName() throws JOSEException {
    TestClient client = client("uncovered");
    client.hold(PermitDraft.of(client));

    assertThat(client.token(asserting())).satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
  }

  @Test
  void refusesARequestedScopeBeyondTheCeiling() throws JOSEException {
    TestClient client = client("asks-too-much");
    realm.addScope(client, "optional", realm.scope("orders:write"));
    PermitDraft permit = PermitDraft.of(client).grants(GrantTypes.JWT_BEARER);
    client.hold(permit);
    assertThat(client.token(asserting("orders:write")))
        .satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED));

    client.hold(permit.version(2).scopes("orders:write"));
    assertThat(client.token(asserting("orders:write"))).satisfies(issued());
  }

  @Test
  void takesADefaultScopeBeyondTheCeilingOutOfTheToken() throws JOSEException {
    TestClient client = client("trimmed");
    realm.addScope(client, "default", realm.scope("orders:read"));
    client.hold(PermitDraft.of(client).grants(GrantTypes.JWT_BEARER));

    JsonNode claims = claims(client.token(asserting()));

    assertThat(claims.path("scope").asText()).doesNotContain("orders:read");
    assertThat(claims.has("mark-of-orders-read")).isFalse();
  }

  @Test
  void refusesAnIdTokenThatWouldOutliveThePermit() throws JOSEException {
    TestClient client = client("id-token");
    PermitDraft permit = PermitDraft.of(client).grants(GrantTypes.JWT_BEARER);
    client.hold(permit.longestToken(Duration.ofSeconds(45)));
    assertThat(client.token(asserting("openid"))).satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED));

    client.hold(permit.version(2).longestToken(Duration.ofHours(1)));
    Answer answer = client.token(asserting("openid"));
    assertThat(answer).satisfies(issued());
    assertThat(answer.body().path("id_token").asText()).isNotEmpty();
  }

  private TestClient client(String name) {
    return realm.client(
        name,
        Map.of(
            "attributes",
            Map.of(
                "oauth2.jwt.authorization.grant.enabled", "true",
                "oauth2.jwt.authorization.grant.idp", "partner")));
  }

  private Map<String, Object> partner() {
    return Map.of(
        "alias",
        "partner",
        "providerId",
        "jwt-authorization-grant",
        "enabled",
        true,
        "config",
        Map.of(
            "issuer",
            ISSUER,
            "jwtAuthorizationGrantEnabled",
            "true",
            "useJwksUrl",
            "false",
            "publicKeySignatureVerifier",
            new JWKSet(key.toPublicJWK()).toString(true)));
  }

  private Map<String, String> asserting(String scope) throws JOSEException {
    Map<String, String> form = new LinkedHashMap<>(asserting());
    form.put("scope", scope);
    return form;
  }

  private Map<String, String> asserting() throws JOSEException {
    Instant now = Clock.systemUTC().instant();
    SignedJWT assertion =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("ada-there")
                .audience(realm.uri("").toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .build());
    assertion.sign(new RSASSASigner(key));
    return Map.of("grant_type", GrantTypes.JWT_BEARER, "assertion", assertion.serialize());
  }
}
