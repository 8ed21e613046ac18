package dev.steward.ownership;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Sets;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the orphan report says about an earlier day. */
@QuarkusTest
class PastOrphansTest {

  @Inject IdentityRegistry registry;
  @Inject Ledger ledger;
  @Inject WhatWasSo wasSo;
  @Inject Database database;
  @Inject Clock clock;
  @Inject GateConfig gate;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void tellsWhoHadNotAcceptedYetAndWhoHadSince() {
    String owner = Sample.person();
    Identity identity = registered(owner);
    Instant before = clock.instant();
    travel("P1D");
    accept(identity, owner);
    Instant after = clock.instant();
    travel("P2D");

    assertThat(reasonFor(identity, before)).isEqualTo("owner-never-accepted");
    assertThat(reasonFor(identity, after)).isNull();
  }

  @Test
  void doesNotKnowWhatWasNotThereYet() {
    Instant before = clock.instant();
    travel("P1D");
    Identity identity = registered(Sample.person());
    travel("P2D");

    assertThat(reasonFor(identity, before)).isNull();
  }

  @Test
  void tellsWhoWasAwayAndWhoWasGoneThen() {
    String owner = Sample.person();
    Identity identity = registered(owner);
    accept(identity, owner);
    travel("P1D");
    told("PersonGone", owner, "DISABLED");
    Instant away = clock.instant();
    travel("P2D");
    told("PersonBack", owner, "ENABLED");
    Instant back = clock.instant();
    travel("P3D");
    told("PersonGone", owner, "GONE");
    Instant gone = clock.instant();
    travel("P4D");

    assertThat(reasonFor(identity, away)).isEqualTo("owner-disabled");
    assertThat(reasonFor(identity, back)).isNull();
    assertThat(reasonFor(identity, gone)).isEqualTo("owner-left");
    assertThat(orphan(identity, gone)).containsKey("since");
  }

  @Test
  void tellsTheTierOfThen() {
    Identity identity = registered(Sample.person());
    Instant then = clock.instant();
    travel("P1D");

    assertThat(orphan(identity, then))
        .containsEntry("riskTier", "MEDIUM")
        .containsEntry("intent", "APPROVED")
        .containsEntry("userName", identity.profile().userName())
        .containsEntry("daysLeft", 30);
  }

  @Test
  void leavesOutWhatHadBeenRevokedAndTellsWhatHadNot() {
    Identity identity = registered(Sample.person());
    Instant before = clock.instant();
    travel("P1D");
    registry.change(identity.id(), null, List.of(new Change.Revoke("over")), Sample.PROVISIONER);
    Instant after = clock.instant();
    travel("P2D");

    assertThat(reasonFor(identity, before)).isEqualTo("owner-never-accepted");
    assertThat(reasonFor(identity, after)).isNull();
  }

  @Test
  void tellsWhoWasNobodysAlthoughSomebodyOwnsItNow() {
    Change.Register agent = Sample.agent(Sample.person());
    Identity identity =
        registry
            .register(
                new Change.Register(
                    agent.id(),
                    agent.profile(),
                    agent.client(),
                    List.of(),
                    agent.cadence(),
                    agent.controls(),
                    agent.validity(),
                    agent.allowance(),
                    false),
                Sample.PROVISIONER)
            .identity();
    Instant before = clock.instant();
    travel("P1D");
    String owner = Sample.person();
    registry.change(
        identity.id(),
        null,
        List.of(new OwnerChange.AssignOwners(List.of(new Owner(owner, Owner.Role.OWNER, null)))),
        Sample.PROVISIONER);
    accept(identity, owner);

    assertThat(reasonFor(identity, before)).isEqualTo("owner-missing");
    Instant after = clock.instant();
    travel("P2D");
    assertThat(reasonFor(identity, after)).isNull();
  }

  @Test
  void tellsWhoWasUnused() {
    QuarkusTransaction.requiringNew().run(() -> database.update("delete from metering"));
    use(List.of());
    String owner = Sample.person();
    Identity identity = registered(owner);
    accept(identity, owner);
    travel("P91D");
    Instant dormant = clock.instant();
    travel("P92D");
    use(
        List.of(
            Map.of(
                "client", Objects.requireNonNull(identity.client()).uuid(),
                "day", clock.instant().toString().substring(0, 10),
                "issued", 1)));
    Instant used = clock.instant();
    travel("P93D");

    assertThat(reasonFor(identity, dormant)).isEqualTo("dormant");
    assertThat(reasonFor(identity, used)).isNull();
  }

  @Test
  void saysOfWhichReasonsNobodyCanTell() {
    QuarkusTransaction.requiringNew().run(() -> database.update("delete from was_so_kept"));
    Instant then = clock.instant();
    travel("PT1H");
    wasSo.run();
    Instant later = clock.instant();
    travel("P1D");

    assertThat(untold(then)).containsExactlyInAnyOrder("owner-over-limit", "shadow");
    assertThat(untold(later)).isEmpty();
  }

  @Test
  void tellsWhatWasAShadowThen() {
    String uuid = UUID.randomUUID().toString();
    String ourOwn = UUID.randomUUID().toString();
    wasSo.run();
    Instant before = clock.instant();
    travel("PT1H");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into known_client (realm, client_uuid, client_id, enabled,
                      acts_by_itself, permit_state, facts, first_seen, last_seen)
                    values (?, ?, 'then', true, true, 'NONE', '{}', now(), now()),
                      (?, ?, ?, true, true, 'NONE', '{}', now(), now())
                    """,
                    KeycloakDouble.REALM,
                    uuid,
                    KeycloakDouble.REALM,
                    ourOwn,
                    gate.clientId()));
    wasSo.run();
    Instant then = clock.instant();
    travel("PT2H");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "delete from known_client where client_uuid = any (?)", List.of(uuid, ourOwn)));
    wasSo.run();
    Instant after = clock.instant();
    travel("P1D");

    assertThat(shadows(before)).doesNotContain(uuid);
    assertThat(shadows(then)).contains(uuid).doesNotContain(ourOwn);
    assertThat(shadows(after)).doesNotContain(uuid);
  }

  @Test
  void tellsWhoOwnedTooMuchThen() {
    String owner = Sample.person();
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    accept(identity, owner);
    String tier = identity.profile().riskTier().name();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "insert into over_limit (person, risk_tier, owned, since) values (?, ?, 9, ?)",
                    owner,
                    tier,
                    clock.instant()));
    wasSo.run();
    Instant then = clock.instant();
    travel("PT1H");
    QuarkusTransaction.requiringNew()
        .run(() -> database.update("delete from over_limit where person = ?", owner));
    wasSo.run();
    Instant after = clock.instant();
    travel("PT2H");

    assertThat(reasonFor(identity, then)).isEqualTo("owner-over-limit");
    assertThat(reasonFor(identity, after)).isNull();
  }

  @Test
  void comesInPagesThatMissNobodyAndAsATable() {
    for (int i = 0; i < 3; i++) {
      registered(Sample.person());
    }
    Instant then = clock.instant();
    travel("P1D");

    List<String> whole = ids(then, 1_000);

    assertThat(ids(then, 2 + whole.size() / 25)).isEqualTo(whole);
    String table =
        given()
            .auth()
            .oauth2(Tokens.person("carol", "reports:read"))
            .get("/reports/orphans?format=csv&at=" + then)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(whole).allSatisfy(id -> assertThat(table).contains(id));
  }

  private Identity registered(String owner) {
    return registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
  }

  private void accept(Identity identity, String owner) {
    registry.change(
        identity.id(),
        null,
        List.of(new OwnerChange.AcceptOwnership(owner)),
        new Actor(Actor.Type.PERSON, owner, "steward-console"));
  }

  private void told(String event, String person, String account) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                ledger.append(
                    Actor.system("people"),
                    event,
                    null,
                    0,
                    Map.of(
                        "person",
                        person,
                        "since",
                        clock.instant().toString(),
                        "feed",
                        "NONE",
                        "account",
                        account)));
  }

  private static void use(List<Map<String, Object>> uses) {
    Sets.push(Sets.uses(uses)).then().statusCode(202);
  }

  private static @Nullable Object reasonFor(Identity identity, Instant at) {
    return orphan(identity, at).get("reason");
  }

  private static Map<String, Object> orphan(Identity identity, Instant at) {
    return orphans(at, 1_000).stream()
        .filter(orphan -> identity.id().toString().equals(orphan.get("identity")))
        .findFirst()
        .orElse(Map.of());
  }

  /** Of identities, and of the clients that have none. */
  private static List<String> ids(Instant at, int limit) {
    return orphans(at, limit).stream()
        .map(orphan -> String.valueOf(orphan.getOrDefault("identity", orphan.get("client"))))
        .toList();
  }

  private static List<Map<String, Object>> orphans(Instant at, int limit) {
    return OrphanPages.walk("limit=" + limit + "&at=" + at);
  }

  private static List<String> untold(Instant at) {
    return report(at, "").getList("untold");
  }

  private static List<String> shadows(Instant at) {
    return report(at, "&reason=shadow").getList("orphans.client");
  }

  private static JsonPath report(Instant at, String more) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/orphans?limit=1000&at=" + at + more)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
