package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.issued;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.steward.keycloak.server.RealmAdmin;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the registry is told of people and clients, while the realm keeps no events at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalsIT {

  private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  private static final String OURS = "urn:dev.steward:secevent:";

  private final SignalInbox inbox = GateServer.inbox();
  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("signals");
    realm
        .admin()
        .must(
            "PUT",
            "/signals/events/config",
            Map.of(
                "eventsEnabled", false,
                "adminEventsEnabled", false,
                "eventsListeners", List.of()));
    // A realm that no registry asked about is not told of.
    assertThat(realm.gate("GET", "/posture").status()).isEqualTo(200);
  }

  @Test
  void aSignalIsATokenThatTheRealmSigned() throws IOException, ParseException {
    String ada = realm.user("ada");
    enable(ada, false);

    JsonNode claims = inbox.awaited(account("account-disabled", ada));

    String issuer = realm.uri("").toString();
    assertThat(claims.path("iss").asText()).isEqualTo(issuer);
    assertThat(claims.path("aud").asText()).isEqualTo("steward-signals");
    assertThat(claims.path("jti").asText()).isNotEmpty();
    assertThat(Instant.ofEpochSecond(claims.path("iat").asLong())).isAfter(Instant.EPOCH);
    assertThat(claims.path("sub_id").path("format").asText()).isEqualTo("iss_sub");
    assertThat(claims.path("sub_id").path("iss").asText()).isEqualTo(issuer);
    assertThat(claims.path("events").size()).isEqualTo(1);
    assertThat(claims.has("sub")).isFalse();
    assertThat(claims.has("exp")).isFalse();
    SignalInbox.Delivery delivery =
        inbox.all().stream().filter(each -> each.claims().equals(claims)).findFirst().orElseThrow();
    assertThat(delivery.type()).isEqualTo("application/secevent+jwt");
    assertThat(delivery.jws().getHeader().getType().toString()).isEqualTo("secevent+jwt");
    assertThat(delivery.signedBy(JWKSet.load(realm.uri("/protocol/openid-connect/certs").toURL())))
        .isTrue();
  }

  @Test
  void aPersonIsToldOfUntilGone() {
    String ben = realm.user("ben");
    enable(ben, false);
    inbox.awaited(account("account-disabled", ben));
    enable(ben, true);
    inbox.awaited(account("account-enabled", ben));
    realm.admin().must("DELETE", "/signals/users/" + ben, null);
    inbox.awaited(account("account-purged", ben));
  }

  @Test
  void aPersonWithAnotherAddressIsToldOf() {
    String cleo = realm.user("cleo");
    realm.admin().must("PUT", "/signals/users/" + cleo, Map.of("email", "cleopatra@example.org"));

    inbox.awaited(account("account-enabled", cleo));
  }

  @Test
  void whatIsRolledBackIsNotToldOf() {
    realm.user("dora");
    String eve = realm.user("eve");
    assertThat(
            realm
                .admin()
                .put("/signals/users/" + eve, Map.of("enabled", false, "email", "dora@example.org"))
                .status())
        .isEqualTo(409);
    String last = realm.user("last");
    enable(last, false);
    inbox.awaited(account("account-disabled", last));

    assertThat(inbox.accepted(account("account-disabled", eve))).isEmpty();
  }

  @Test
  void aClientIsToldOfUntilGoneAndByWhom() {
    TestClient client = realm.client("watched", Map.of());
    JsonNode created = inbox.awaited(client("client-created", client));
    ObjectNode representation = client.representation();
    representation.put("name", "Another name");
    realm.admin().must("PUT", client.path(), representation);
    inbox.awaited(client("client-changed", client));
    realm.admin().must("DELETE", client.path(), null);
    JsonNode removed = inbox.awaited(client("client-removed", client));

    JsonNode payload = created.path("events").path(OURS + "client-created");
    assertThat(payload.path("client_id").asText()).isEqualTo("watched");
    assertThat(payload.path("by").path("username").asText()).isEqualTo("admin");
    assertThat(payload.path("by").path("client").asText()).isEqualTo("admin-cli");
    assertThat(created.path("sub_id").path("format").asText()).isEqualTo("opaque");
    assertThat(
            removed
                .path("events")
                .path(OURS + "client-removed")
                .path("by")
                .path("username")
                .asText())
        .isEqualTo("admin");
  }

  @Test
  void aClientWhoseServiceAccountGetsARoleHasChanged() {
    TestClient client = realm.client("promoted", Map.of());
    inbox.awaited(client("client-created", client));
    realm.giveRole(client, "realm-management", "view-users");

    inbox.awaited(client("client-changed", client));
  }

  @Test
  void aClientThatRegistersItselfIsToldOf() {
    String token =
        realm
            .admin()
            .must("POST", "/signals/clients-initial-access", Map.of("count", 1, "expiration", 600))
            .path("token")
            .asText();
    RealmAdmin.exchange(
        "POST",
        HttpRequest.newBuilder(realm.uri("/clients-registrations/default"))
            .header("Authorization", "Bearer " + token),
        "application/json",
        "{\"clientId\":\"self-made\",\"redirectUris\":[\"http://127.0.0.1/cb\"]}");

    inbox.awaited(
        claims ->
            claims
                .path("events")
                .path(OURS + "client-created")
                .path("client_id")
                .asText()
                .equals("self-made"));
  }

  @Test
  void anImportedClientIsToldOfAndRemembersWhoImportedIt() {
    realm
        .admin()
        .must(
            "POST",
            "/signals/partialImport",
            Map.of(
                "ifResourceExists",
                "SKIP",
                "clients",
                List.of(Map.of("clientId", "brought-in", "serviceAccountsEnabled", true))));

    String uuid = realm.clientId("brought-in");
    inbox.awaited(client("client-created", uuid));
    JsonNode by = realm.gate("GET", "/clients/" + uuid).body().path("origin").path("by");
    assertThat(by.path("username").asText()).isEqualTo("admin");
  }

  @Test
  void aPermitThatIsNotWhatItWasIsToldOfWhenSomebodyTouchesTheClient() {
    TestClient client = realm.permitted("tampered", Map.of());
    client.smuggle("steward.permit", "nonsense");
    ObjectNode representation = client.representation();
    representation.put("name", "Another name");
    realm.admin().must("PUT", client.path(), representation);

    inbox.awaited(client("permit-tampered", client));
  }

  @Test
  void aPermitThatIsNotWhatItWasIsToldOfWhenATokenIsAskedFor() {
    TestClient client = realm.permitted("bare", Map.of());
    client.smuggle("steward.permit", null);
    client.token();

    inbox.awaited(client("permit-tampered", client));
  }

  @Test
  void whatTheRegistryDoesItselfIsNotToldOf() {
    TestClient client = realm.client("delivered", Map.of());
    inbox.awaited(client("client-created", client));
    client.hold(PermitDraft.of(client));
    assertThat(realm.gate("POST", "/clients/" + client.uuid() + "/stop").status()).isEqualTo(200);
    String last = realm.user("the-last");
    enable(last, false);
    inbox.awaited(account("account-disabled", last));

    assertThat(inbox.accepted(client("client-changed", client))).isEmpty();
    assertThat(client.token().status()).isEqualTo(401);
  }

  @Test
  void aRealmWithoutARegistryIsNotToldOf() {
    TestRealm other = TestRealm.fresh("signals-unheard");
    String user = other.user("frida");
    other.admin().must("PUT", "/signals-unheard/users/" + user, Map.of("enabled", false));
    String last = realm.user("after-frida");
    enable(last, false);
    inbox.awaited(account("account-disabled", last));

    assertThat(inbox.accepted(account("account-disabled", user))).isEmpty();
  }

  @Test
  void aSignalWaitsForARegistryThatIsDown() {
    TestClient client = realm.client("patient", Map.of());
    inbox.awaited(client("client-created", client));
    inbox.answers(503);
    try {
      String gina = realm.user("gina");
      enable(gina, false);
      SignalInbox.await(
          () ->
              inbox.all().stream()
                  .map(SignalInbox.Delivery::claims)
                  .anyMatch(account("account-disabled", gina)),
          "it was not tried");
      JsonNode posture = realm.gate("GET", "/posture").body();
      assertThat(posture.path("signalsWaiting").asInt()).isPositive();
      assertThat(posture.path("signalsProblem").asText()).contains("answers 503");
      assertThat(posture.path("pushingTo").asText()).isEqualTo(inbox.url() + "/signals");
      assertThat(client.token()).satisfies(issued());
      inbox.answers(202);
      JsonNode accepted = inbox.awaited(account("account-disabled", gina));
      assertThat(
              inbox.all().stream()
                  .filter(delivery -> account("account-disabled", gina).test(delivery.claims()))
                  .map(SignalInbox.Delivery::token)
                  .distinct())
          .as("the same token each time, for " + accepted)
          .hasSize(1);
    } finally {
      inbox.answers(202);
    }
  }

  private void enable(String user, boolean enabled) {
    realm.admin().must("PUT", "/signals/users/" + user, Map.of("enabled", enabled));
  }

  private static Predicate<JsonNode> account(String event, String user) {
    return claims ->
        claims.path("events").has(RISC + event)
            && claims.path("sub_id").path("sub").asText().equals(user);
  }

  private static Predicate<JsonNode> client(String event, TestClient client) {
    return client(event, client.uuid());
  }

  private static Predicate<JsonNode> client(String event, String uuid) {
    return claims ->
        claims.path("events").has(OURS + event)
            && claims.path("sub_id").path("id").asText().equals(uuid);
  }
}
