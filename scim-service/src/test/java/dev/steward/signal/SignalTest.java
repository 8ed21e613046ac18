package dev.steward.signal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.jobs.Job;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Sets;
import dev.steward.testing.Tokens;
import dev.steward.testing.Traces;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignalTest {

  @Inject Signals signals;
  @Inject Inbox inbox;
  @Inject People people;
  @Inject IdentityRegistry registry;
  @Inject Database database;
  @Inject Traces traces;
  @Inject @All List<Job> jobs;

  @AfterEach
  void keycloakIsThereAgain() {
    KeycloakDouble.running().away(false);
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void thatAnOwnerWasDisabledIsKnownAsSoonAsItIsLookedInto() {
    String owner = owner();
    KeycloakDouble.running().person(owner, false);

    push(Sets.account(Sets.DISABLED, owner), 202);
    signals.lookAtAll();

    assertThat(isPresent(owner)).isFalse();
  }

  @Test
  void thatAnOwnerIsBackIsKnownToo() {
    String owner = owner();
    KeycloakDouble.running().person(owner, false);
    people.refresh(Set.of(owner));
    KeycloakDouble.running().person(owner, true);

    push(Sets.account(Sets.ENABLED, owner), 202);
    signals.lookAtAll();

    assertThat(isPresent(owner)).isTrue();
  }

  @Test
  void thatAnAccountIsGoneIsKnownToo() {
    String owner = owner();
    KeycloakDouble.running().forget(owner);

    push(Sets.account(Sets.PURGED, owner), 202);
    signals.lookAtAll();

    assertThat(people.known(Set.of(owner)).get(owner))
        .satisfies(person -> assertThat(Objects.requireNonNull(person).listed()).isFalse());
  }

  @Test
  void isNotHinderedByAnAccountWithANameThatNoDatabaseKeeps() {
    String odd = owner();
    String leaver = owner();
    KeycloakDouble.running().person(odd, "odd\0" + odd, odd + "@example.org", true);
    KeycloakDouble.running().person(leaver, false);

    push(Sets.account(Sets.ENABLED, odd), 202);
    push(Sets.account(Sets.DISABLED, leaver), 202);
    signals.lookAtAll();

    assertThat(isPresent(leaver)).isFalse();
    assertThat(Objects.requireNonNull(people.known(Set.of(odd)).get(odd)).userName())
        .isEqualTo("odd\uFFFD" + odd);
  }

  @Test
  void isNotHinderedByAnotherThatCannotBeKept() {
    String odd = owner();
    String leaver = owner();
    KeycloakDouble.running().person(odd, "the-odd-one", odd + "@example.org", false);
    KeycloakDouble.running().person(leaver, false);
    update("alter table person add constraint none_is_odd check (user_name <> 'the-odd-one')");
    try {
      push(Sets.account(Sets.DISABLED, odd), 202);
      push(Sets.account(Sets.DISABLED, leaver), 202);
      signals.lookAtAll();

      assertThat(isPresent(leaver)).isFalse();
      assertThat(isPresent(odd)).isTrue();
    } finally {
      update("alter table person drop constraint none_is_odd");
    }
    people.refresh(Set.of(odd));
    assertThat(isPresent(odd)).isFalse();
  }

  @Test
  void isAReasonToLookAndNeverBelieved() {
    String owner = owner();

    push(Sets.account(Sets.PURGED, owner), 202);
    push(Sets.account(Sets.DISABLED, owner), 202);
    signals.lookAtAll();

    assertThat(isPresent(owner)).isTrue();
  }

  @Test
  void leavesNothingBehindOfAccountsThatAreNobodysConcern() {
    String stranger = Sample.person();

    push(Sets.account(Sets.ENABLED, stranger), 202);
    signals.lookAtAll();

    assertThat(people.known(Set.of(stranger))).isEmpty();
  }

  @Test
  void saysNothingNewTheSecondTime() {
    Map<String, Object> claims = Sets.aboutAccount(Sets.DISABLED, owner());
    String jti = String.valueOf(claims.get("jti"));

    push(Sets.signed(claims), 202);
    signals.lookAtAll();
    push(Sets.signed(claims), 202);

    assertThat(state(jti)).isEqualTo("DONE");
  }

  @Test
  void isLookedIntoWhenKeycloakAnswersAgain() {
    String owner = owner();
    KeycloakDouble.running().person(owner, false);
    Map<String, Object> claims = Sets.aboutAccount(Sets.DISABLED, owner);
    String jti = String.valueOf(claims.get("jti"));

    push(Sets.signed(claims), 202);
    KeycloakDouble.running().away(true);
    signals.lookAtAll();
    assertThat(state(jti)).isEqualTo("WAITING");
    assertThat(isPresent(owner)).isTrue();

    KeycloakDouble.running().away(false);
    now();
    signals.lookAtAll();
    assertThat(state(jti)).isEqualTo("DONE");
    assertThat(isPresent(owner)).isFalse();
  }

  @Test
  void isLookedIntoByAnotherWhenTheOneWhoHadItInHandWasKilled() {
    String owner = owner();
    KeycloakDouble.running().person(owner, false);
    push(Sets.account(Sets.DISABLED, owner), 202);
    assertThat(inbox.claim(Signal.Kind.PERSON, 200)).isNotEmpty();

    signals.lookAtAll();
    assertThat(isPresent(owner)).isTrue();
    update("update signal set leased_until = now() - interval '1 second' where state = 'WAITING'");
    signals.lookAtAll();

    assertThat(isPresent(owner)).isFalse();
  }

  @Test
  void isLeftToThoseWhoLookAtEverythingWhenItCannotBeLookedInto() {
    Map<String, Object> claims = Sets.aboutAccount(Sets.DISABLED, owner());
    push(Sets.signed(claims), 202);
    KeycloakDouble.running().away(true);

    for (int attempt = 0; attempt < 8; attempt++) {
      now();
      signals.lookAtAll();
    }

    assertThat(state(String.valueOf(claims.get("jti")))).isEqualTo("GIVEN_UP");
  }

  @Test
  void isNotNeededToFindOutThatAnOwnerWasDisabled() {
    String owner = owner();
    KeycloakDouble.running().person(owner, false);

    jobs.stream().filter(job -> job.name().equals("people")).forEach(Job::run);

    assertThat(isPresent(owner)).isFalse();
  }

  @Test
  void thatAPermitWasTamperedWithSendsItAgain() {
    Identity identity = delivered();
    gateShows(identity, "MISSING");

    push(Sets.client("permit-tampered", uuid(identity)), 202);
    signals.lookAtAll();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    assertThat(traces.events(identity)).containsExactly("Register", "PermitTampered");
  }

  @Test
  void thatAPermitWasTamperedWithChangesNothingWhenItIsHeld() {
    Identity identity = delivered();
    gateShows(identity, "HELD");

    push(Sets.client("permit-tampered", uuid(identity)), 202);
    signals.lookAtAll();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
    assertThat(traces.events(identity)).containsExactly("Register");
  }

  @Test
  void aboutOneClientMendsNoOther() {
    Identity identity = delivered();
    Identity other = delivered();
    gateShows(identity, "MISSING");

    push(Sets.client("client-changed", uuid(identity)), 202);
    signals.lookAtAll();

    assertThat(traces.parcel(other)).isEqualTo("DELIVERED");
  }

  @Test
  void thatAClientWasRemovedHasItsPermitSentOnceMoreWhichFindsOut() {
    Identity identity = delivered();
    KeycloakDouble.running()
        .gate((method, path, body) -> new Answer(404, "{}", "application/problem+json"));

    push(Sets.client("client-removed", uuid(identity)), 202);
    signals.lookAtAll();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
  }

  @Test
  void aboutAClientIsLeftToTheReconcilerByAGateThatCannotShowOne() {
    Identity identity = delivered();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(404, "{}"));

    push(Sets.client("client-changed", uuid(identity)), 202);
    signals.lookAtAll();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void thatAClientWasCreatedListsItAmongTheShadows() {
    String uuid = UUID.randomUUID().toString();
    gateShows(uuid, "NONE");

    push(Sets.client("client-created", uuid), 202);
    signals.lookAtAll();

    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/shadows?limit=1000")
        .then()
        .statusCode(200)
        .body("shadows.client", hasItem(uuid));
  }

  @Test
  void ofAKindThatNobodyKnowsIsTakenAndLeftAlone() {
    Map<String, Object> claims = Sets.aboutAccount("urn:example:weather", "sunny");

    push(Sets.signed(claims), 202);

    assertThat(state(String.valueOf(claims.get("jti")))).isEqualTo("DONE");
  }

  @Test
  void isForgottenOnlyWhenItWouldNotBeTakenAnyMore() {
    Map<String, Object> old = Sets.aboutAccount(Sets.DISABLED, owner());
    Map<String, Object> recent = Sets.aboutAccount(Sets.DISABLED, owner());
    push(Sets.signed(old), 202);
    push(Sets.signed(recent), 202);
    age(old, 16);
    age(recent, 14);

    inbox.run();

    assertThat(count(old)).isZero();
    assertThat(count(recent)).isOne();
  }

  @Test
  void isNoAccessToken() {
    given()
        .auth()
        .oauth2(Sets.account(Sets.DISABLED, "carol"))
        .get("/ledger")
        .then()
        .statusCode(401);
  }

  @Test
  void isNotWhatAnAccessTokenIs() {
    push(Tokens.person("carol", "evidence:read"), 400)
        .body("err", equalTo("invalid_request"))
        .body("description", notNullValue());
  }

  @Test
  void comesAsWhatItIs() {
    given()
        .contentType("application/json")
        .body(Sets.account(Sets.DISABLED, "carol"))
        .post("/signals")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  private String owner() {
    String owner = Sample.person();
    registry.register(Sample.agent(owner), Sample.PROVISIONER);
    assertThat(isPresent(owner)).isTrue();
    return owner;
  }

  private Identity delivered() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    update("update parcel set state = 'DELIVERED', finished_at = now() where state = 'WAITING'");
    return identity;
  }

  private static ValidatableResponse push(String set, int status) {
    return Sets.push(set).then().statusCode(status);
  }

  private static void gateShows(Identity identity, String state) {
    gateShows(uuid(identity), state);
  }

  private static void gateShows(String uuid, String state) {
    String client =
        """
        {"uuid":"%s","clientId":"agent","enabled":true,"actsByItself":["client_credentials"],
         "permit":{"state":"%s","version":1}}"""
            .formatted(uuid, state);
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.endsWith("/clients/" + uuid)
                    ? new Answer(200, client)
                    : Gate.HOLDING.answer(method, path, body));
  }

  private static String uuid(Identity identity) {
    return Objects.requireNonNull(identity.client()).uuid();
  }

  private boolean isPresent(String person) {
    return Objects.requireNonNull(people.known(Set.of(person)).get(person)).present();
  }

  private String state(String jti) {
    return database
        .first("select state from signal where jti = ?", row -> row.text("state"), jti)
        .orElseThrow();
  }

  private long count(Map<String, Object> claims) {
    return database.number("select count(*) from signal where jti = ?", claims.get("jti"));
  }

  private void age(Map<String, Object> claims, int days) {
    update(
        "update signal set received_at = now() - make_interval(days => "
            + days
            + ") where jti = '"
            + claims.get("jti")
            + "'");
  }

  private void now() {
    update("update signal set next_attempt_at = now()");
  }

  private void update(String sql) {
    QuarkusTransaction.requiringNew().run(() -> database.update(sql));
  }
}
