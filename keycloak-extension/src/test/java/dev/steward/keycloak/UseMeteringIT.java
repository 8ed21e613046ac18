package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.permit.Decision.Reason;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the registry is told of what clients use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UseMeteringIT {

  private static final String COUNTED = "urn:dev.steward:secevent:use-counted";

  private final SignalInbox inbox = GateServer.inbox();
  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("metered");
    assertThat(realm.gate("GET", "/posture").status()).isEqualTo(200);
  }

  @Test
  void everyTokenOfAClientIsCountedOnceWithWhatItAskedForAndGot() {
    TestClient client = realm.client("busy", Map.of());
    realm.addScope(client, "optional", realm.scope("orders:read"));
    for (int i = 0; i < 3; i++) {
      assertThat(client.token(Map.of("grant_type", "client_credentials", "scope", "orders:read")))
          .satisfies(issued());
    }
    assertThat(client.token()).satisfies(issued());

    awaitIssued(client, 4);
    assertThat(sum(client, "denied")).isZero();
    assertThat(sum(client, "grants", "client_credentials")).isEqualTo(4);
    assertThat(sum(client, "methods", "client-secret")).isEqualTo(4);
    assertThat(sum(client, "networks", "loopback")).isEqualTo(4);
    assertThat(sum(client, "scopes", "orders:read", "asked")).isEqualTo(3);
    assertThat(sum(client, "scopes", "orders:read", "granted")).isEqualTo(3);
    assertThat(sum(client, "audiences", "busy", "granted")).isEqualTo(4);
  }

  @Test
  void aScopeThatTokensDoNotShowIsCountedWhenItIsGranted() {
    TestClient client = realm.client("discreet", Map.of());
    realm.addScope(client, "optional", realm.silentScope("ledger-mark"));
    assertThat(client.token()).satisfies(issued());
    assertThat(client.token(Map.of("grant_type", "client_credentials", "scope", "ledger-mark")))
        .satisfies(issued());

    awaitIssued(client, 2);
    assertThat(sum(client, "scopes", "ledger-mark", "asked")).isEqualTo(1);
    assertThat(sum(client, "scopes", "ledger-mark", "granted")).isEqualTo(1);
    assertThat(sum(client, "scopes", "basic", "granted")).isEqualTo(2);
  }

  @Test
  void aRoleOfTheServiceAccountIsCountedWhenATokenHasItAndNobodyElses() {
    realm.user("bea");
    TestClient client = realm.client("clerk", Map.of());
    String everybodys = "default-roles-" + realm.name();
    assertThat(client.token()).satisfies(issued());
    assertThat(client.token(Map.of("grant_type", "password", "username", "bea", "password", "bea")))
        .satisfies(issued());

    awaitIssued(client, 2);
    assertThat(sum(client, "roles", everybodys, "granted")).isEqualTo(1);
  }

  @Test
  void aRefusalIsCountedWithItsReason() {
    TestClient client = realm.client("lapsed", Map.of());
    client.hold(PermitDraft.of(client).lapsed());
    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));
    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));

    SignalInbox.await(() -> sum(client, "denied") == 2, "the refusals were not told");
    assertThat(sum(client, "reasons", "REVIEW_LAPSED")).isEqualTo(2);
    assertThat(sum(client, "issued")).isZero();
  }

  @Test
  void whatEnforcingWouldRefuseIsCountedAsIssuedAndAsThat() {
    TestClient client = realm.client("unregistered", Map.of());
    assertThat(client.token()).satisfies(issued());

    awaitIssued(client, 1);
    assertThat(sum(client, "wouldHaveDenied")).isEqualTo(1);
    assertThat(sum(client, "reasons", "UNREGISTERED")).isEqualTo(1);
  }

  @Test
  void eachGrantIsCounted() {
    realm.user("ada");
    TestClient client =
        realm.client(
            "exchanger", Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));
    String token =
        GateAssertions.accessToken(
            client.token(Map.of("grant_type", "password", "username", "ada", "password", "ada")));
    assertThat(
            client.token(
                Map.of(
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "subject_token",
                    token,
                    "subject_token_type",
                    "urn:ietf:params:oauth:token-type:access_token",
                    "audience",
                    "exchanger")))
        .satisfies(issued());

    // Before 26.6 nobody sees an exchanged token on its way out.
    int exchanged = Versions.haveInterceptors() ? 1 : 0;
    awaitIssued(client, 1 + exchanged);
    assertThat(sum(client, "grants", "password")).isEqualTo(1);
    assertThat(sum(client, "grants", "urn:ietf:params:oauth:grant-type:token-exchange"))
        .isEqualTo(exchanged);
    assertThat(sum(client, "audiences", "exchanger", "asked")).isEqualTo(exchanged);
  }

  @Test
  void aWrongSecretIsNobodysUse() {
    TestClient client = realm.client("robbed", Map.of());
    assertThat(
            realm
                .post(
                    "/protocol/openid-connect/token",
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "robbed",
                        "client_secret", "guessed"))
                .status())
        .isEqualTo(401);
    assertThat(client.token()).satisfies(issued());

    awaitIssued(client, 1);
    assertThat(sum(client, "denied")).isZero();
    assertThat(sum(client, "grants", "client_credentials")).isEqualTo(1);
  }

  @Test
  void nothingIsLostWhileTheRegistryIsDown() {
    TestClient client = realm.client("steady", Map.of());
    inbox.answers(503);
    try {
      for (int i = 0; i < 10; i++) {
        assertThat(client.token()).satisfies(issued());
        if (i == 5) {
          int before = inbox.all().size();
          SignalInbox.await(() -> inbox.all().size() > before + 1, "nothing is tried");
        }
      }
    } finally {
      inbox.answers(202);
    }

    awaitIssued(client, 10);
  }

  @Test
  void theCountsAreOfARealmAndADay() {
    TestClient client = realm.client("dated", Map.of());
    client.token();
    awaitIssued(client, 1);

    JsonNode claims =
        inbox.awaited(each -> each.path("events").path(COUNTED).toString().contains(client.uuid()));
    JsonNode payload = claims.path("events").path(COUNTED);
    assertThat(claims.path("sub_id").path("id").asText()).isEqualTo("metered");
    assertThat(payload.path("node").asText()).isNotEmpty();
    assertThat(payload.path("from").asText()).isLessThan(payload.path("to").asText());
    assertThat(inbox.uses(client.uuid()).getFirst().path("day").asText())
        .isEqualTo(payload.path("to").asText().substring(0, 10));
    assertThat(claims.toString()).doesNotContain("127.0.0.1\"").doesNotContain("ada");
  }

  private void awaitIssued(TestClient client, long expected) {
    SignalInbox.await(
        () -> sum(client, "issued") >= expected,
        "not all was told of " + inbox.uses(client.uuid()));
    assertThat(sum(client, "issued")).isEqualTo(expected);
  }

  private long sum(TestClient client, String... path) {
    return inbox.counted(client.uuid(), path);
  }
}
