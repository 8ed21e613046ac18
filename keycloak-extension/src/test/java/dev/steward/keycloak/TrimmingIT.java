package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.accessToken;
import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Identity.Intent;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is in a token that the permit covers, for how long, and what it is worth later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrimmingIT {

  private TestRealm realm;
  private String read = "";
  private String write = "";

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("trimming");
    realm.user("ada");
    read = realm.scope("invoices:read");
    write = realm.scope("invoices:write");
  }

  @AfterEach
  void comeBack() {
    GateServer.server().travel(Duration.ZERO);
  }

  @Test
  void noTokenOfTheAnswerOutlivesTheLongestTokenOrTheEnd() {
    TestClient client = realm.client("all-capped", Map.of());
    client.hold(PermitDraft.of(client).grants("password").endsAfter(Duration.ofSeconds(40)));

    Answer answer = client.token(signingIn("openid"));

    assertThat(answer).satisfies(issued());
    for (String token : List.of("access_token", "refresh_token", "id_token")) {
      JsonNode claims = claims(answer.body().path(token).asText());
      assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
          .as(token)
          .isBetween(1L, 40L);
    }
    assertThat(answer.body().path("expires_in").asLong()).isBetween(0L, 40L);
  }

  @Test
  void noMapperMakesATokenPassForThatOfAClientThatNobodyGoverns() {
    realm.client("nobody-governs-it", Map.of());
    TestClient client =
        realm.client(
            "passes-for-another",
            Map.of(
                "protocolMappers",
                List.of(
                    Map.of(
                        "name", "another",
                        "protocol", "openid-connect",
                        "protocolMapper", "oidc-hardcoded-claim-mapper",
                        "config",
                            Map.of(
                                "claim.name", "azp",
                                "claim.value", "nobody-governs-it",
                                "jsonType.label", "String",
                                "access.token.claim", "true")))));
    client.hold(PermitDraft.of(client).endsAfter(Duration.ofSeconds(40)));

    Answer answer = client.token(asking("profile"));

    assertThat(answer).satisfies(issued());
    JsonNode claims = claims(accessToken(answer));
    assertThat(claims.path("azp").asText()).isEqualTo("passes-for-another");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 40L);
  }

  @Test
  void aRequestedScopeBeyondTheCeilingIsInvalid() {
    TestClient client = realm.client("asks-too-much", Map.of());
    realm.addScope(client, "optional", read);
    realm.addScope(client, "optional", write);
    client.hold(PermitDraft.of(client).scopes("invoices:read"));

    assertThat(client.token(asking("invoices:read"))).satisfies(issued());
    assertThat(client.token(asking("invoices:read invoices:write")))
        .satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED));
  }

  @Test
  void theScopesOfOpenIdConnectNeedNoPermit() {
    TestClient client = realm.permitted("ambient", Map.of());

    assertThat(client.token(asking("openid profile email"))).satisfies(issued());
  }

  @Test
  void aDefaultScopeBeyondTheCeilingLeavesNoTraceInTheToken() {
    TestClient client = realm.client("default-trimmed", Map.of());
    realm.addScope(client, "default", read);
    realm.addScope(client, "default", write);
    client.hold(PermitDraft.of(client).scopes("invoices:read"));

    JsonNode claims = claims(client.token());

    assertThat(claims.path("scope").asText()).contains("invoices:read");
    assertThat(claims.path("scope").asText()).doesNotContain("invoices:write");
    assertThat(claims.has("mark-of-invoices-read")).isTrue();
    assertThat(claims.has("mark-of-invoices-write")).isFalse();
    assertThat(claims.path("azp").asText()).isEqualTo("default-trimmed");
    assertThat(claims.path("aud").toString()).contains("default-trimmed");
  }

  @Test
  void theIdTokenIsTrimmedToo() {
    TestClient client = realm.client("id-trimmed", Map.of());
    realm.addScope(client, "default", write);
    client.hold(PermitDraft.of(client).grants("password"));

    Answer answer = client.token(signingIn("openid"));

    JsonNode claims = claims(answer.body().path("id_token").asText());
    assertThat(claims.has("mark-of-invoices-write")).isFalse();
    assertThat(claims.path("sub").asText()).isNotEmpty();
  }

  @Test
  void offlineAccessIsGoverned() {
    TestClient client = realm.client("offline-asked", Map.of());
    client.hold(PermitDraft.of(client).grants("password"));

    assertThat(client.token(signingIn("offline_access")))
        .satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED));
  }

  @Test
  void tokensFromBeforeTheLapseAreDeadAfterItWhateverTheyAreTakenFor() {
    TestClient client = realm.client("lapses-later", Map.of());
    client.hold(PermitDraft.of(client).grants("password"));
    Answer answer = client.token(signingIn("openid"));
    String access = accessToken(answer);
    String refresh = answer.body().path("refresh_token").asText();
    assertThat(active(client, access, "access_token")).isTrue();
    assertThat(active(client, access, "requesting_party_token")).isTrue();
    assertThat(active(client, refresh, "refresh_token")).isTrue();

    client.hold(PermitDraft.of(client).version(2).grants("password").lapsed());

    assertThat(active(client, access, "access_token")).isFalse();
    assertThat(active(client, access, "requesting_party_token")).isFalse();
    assertThat(active(client, refresh, "refresh_token")).isFalse();
    assertThat(realm.userinfo(access).status()).isEqualTo(401);
  }

  @Test
  void tokensFromBeforeTheStopStayDeadAfterTheReturn() {
    TestClient client = realm.permitted("stopped-and-back", Map.of());
    String token = accessToken(client.token(asking("openid")));
    assertThat(realm.userinfo(token).status()).isEqualTo(200);

    client.hold(PermitDraft.of(client).version(2).intent(Intent.SUSPENDED));
    assertThat(realm.userinfo(token).status()).isEqualTo(401);

    client.hold(PermitDraft.of(client).version(3));
    assertThat(client.introspect(token).body().path("active").asBoolean()).isFalse();
  }

  @Test
  void aReviewLapsesByTheClockAlone() {
    TestClient client = realm.client("by-the-clock", Map.of());
    client.hold(PermitDraft.of(client).endsAfter(Duration.ofHours(1)));
    assertThat(client.token()).satisfies(issued());

    GateServer.server().travel(Duration.ofHours(2));

    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  @Test
  void theClaimsOfTheIdentityAreOpaque() {
    TestClient client =
        realm.client(
            "claims",
            Map.of(
                "protocolMappers",
                List.of(
                    Map.of(
                        "name", "steward",
                        "protocol", "openid-connect",
                        "protocolMapper", "steward-claims",
                        "config", Map.of("access.token.claim", "true")))));
    client.hold(PermitDraft.of(client));

    JsonNode claim = claims(client.token()).path("steward");

    assertThat(claim.path("identity").asText()).isEqualTo("00000000-0000-0007-0000-000000000007");
    assertThat(claim.path("kind").asText()).isEqualTo("AI_AGENT");
    assertThat(claim.path("standing").asText()).isEqualTo("GOOD");
    assertThat(claim.path("review_due").asText()).isNotEmpty();
    assertThat(claim.size()).isEqualTo(4);
  }

  @Test
  void theAdministratorsPreviewIsNeitherRefusedNorCounted() {
    TestClient client = realm.client("previewed", Map.of());
    client.hold(PermitDraft.of(client).lapsed());
    String user =
        realm
            .admin()
            .must("GET", client.path() + "/service-account-user", null)
            .path("id")
            .asText();

    Answer preview =
        realm
            .admin()
            .get(
                client.path()
                    + "/evaluate-scopes/generate-example-access-token?scope=openid&userId="
                    + user);

    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    assertThat(realm.errorEvents("previewed").size()).isZero();
  }

  private static boolean active(TestClient client, String token, String hint) {
    return client.introspect(token, hint).body().path("active").asBoolean();
  }

  private static Map<String, String> signingIn(String scope) {
    return Map.of("grant_type", "password", "username", "ada", "password", "ada", "scope", scope);
  }

  private static Map<String, String> asking(String scope) {
    return Map.of("grant_type", "client_credentials", "scope", scope);
  }
}
