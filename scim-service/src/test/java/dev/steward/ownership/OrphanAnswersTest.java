package dev.steward.ownership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import dev.steward.testing.Traces;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One answer to many orphans. */
@QuarkusTest
class OrphanAnswersTest {

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Database database;
  @Inject Traces traces;

  @Test
  void isOnlyShownUntilItIsConfirmed() {
    List<Identity> orphans = orphans(2);

    answer(quarantine(orphans), 200)
        .body("preview", equalTo(true))
        .body("found", equalTo(2))
        .body("orphans.size()", equalTo(2));

    assertThat(intents(orphans)).containsOnly(Intent.APPROVED);
  }

  @Test
  void isNotGivenWhenTheNumberIsAnother() {
    List<Identity> orphans = orphans(2);

    answer(confirmed(quarantine(orphans), 3), 409).body("reason", equalTo("NOT_CONFIRMED"));

    assertThat(intents(orphans)).containsOnly(Intent.APPROVED);
  }

  @Test
  void stopsAllOfThem() {
    List<Identity> orphans = orphans(3);

    answer(confirmed(quarantine(orphans), 3), 200)
        .body("preview", equalTo(false))
        .body("outcomes.done", equalTo(3));

    assertThat(intents(orphans)).containsOnly(Intent.SUSPENDED);
    assertThat(traces.events(orphans.getFirst())).containsExactly("Register", "Suspend");
  }

  @Test
  void endsAllOfThem() {
    List<Identity> orphans = orphans(2);
    Map<String, Object> answer = confirmed(quarantine(orphans), 2);
    answer.put("answer", "revoke");

    answer(answer, 200).body("outcomes.done", equalTo(2));

    assertThat(intents(orphans)).containsOnly(Intent.REVOKED);
  }

  @Test
  void asksPeopleWhoOwnNothingBeforeTheyAccept() {
    List<Identity> orphans = orphans(2);
    String proposed = Sample.person();
    Map<String, Object> answer = about(orphans);
    answer.put("answer", "propose-owners");
    answer.put("owners", List.of(proposed + "@Example.org", proposed));

    answer(confirmed(answer, 2), 200).body("outcomes.done", equalTo(2));

    for (Identity orphan : orphans) {
      assertThat(now(orphan).owners())
          .anySatisfy(
              owner -> {
                assertThat(owner.person()).isEqualTo(proposed);
                assertThat(owner.accepted()).isFalse();
              })
          .hasSize(2);
    }
  }

  @Test
  void isNotAboutThoseWhoAreNoOrphans() {
    List<Identity> orphans = orphans(1);
    String owner = Sample.person();
    Identity owned = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    given()
        .auth()
        .oauth2(Tokens.person(owner, "reviews:decide"))
        .post("/identities/" + owned.id() + "/acceptance")
        .then()
        .statusCode(200);

    answer(quarantine(Stream.concat(orphans.stream(), Stream.of(owned)).toList()), 200)
        .body("found", equalTo(1));
  }

  @Test
  void saysOfEachWhatBecameOfIt() {
    List<Identity> orphans = orphans(1);
    answer(confirmed(quarantine(orphans), 1), 200);

    answer(confirmed(quarantine(orphans), 1), 200)
        .body("outcomes.unchanged", equalTo(1))
        .body("results[0].identity", equalTo(orphans.getFirst().id().toString()));
  }

  @Test
  void canBeAboutWhatAFilterLeaves() {
    String owner = Sample.person();
    Identity orphan = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    Map<String, Object> answer = new HashMap<>();
    answer.put("answer", "quarantine");
    answer.put("reason", "nobody answered");
    answer.put("filter", Map.of("reason", List.of("owner-never-accepted"), "owner", owner));

    answer(confirmed(answer, 1), 200).body("outcomes.done", equalTo(1));

    assertThat(now(orphan).intent()).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void isGivenByAdministratorsOnlyAndWithAReason() {
    List<Identity> orphans = orphans(1);
    post(quarantine(orphans), Tokens.person("carol", "reviews:decide"), 403);
    post(quarantine(orphans), Tokens.service("provisioner", "reviews:decide"), 403);
    Map<String, Object> silent = quarantine(orphans);
    silent.remove("reason");

    answer(silent, 400);
    answer(Map.of("answer", "quarantine", "reason", "all of them"), 400);
    Map<String, Object> unknown = quarantine(orphans);
    unknown.put("answer", "forget");
    answer(unknown, 400);
    Map<String, Object> stranger = about(orphans);
    stranger.put("answer", "propose-owners");
    stranger.put("owners", List.of("nobody"));
    answer(stranger, 400);
  }

  private List<Identity> orphans(int many) {
    return Stream.generate(
            () -> registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity())
        .limit(many)
        .toList();
  }

  private static Map<String, Object> about(List<Identity> orphans) {
    Map<String, Object> answer = new HashMap<>();
    answer.put("identities", orphans.stream().map(orphan -> orphan.id().toString()).toList());
    return answer;
  }

  private static Map<String, Object> quarantine(List<Identity> orphans) {
    Map<String, Object> answer = about(orphans);
    answer.put("answer", "quarantine");
    answer.put("reason", "nobody answers for it");
    return answer;
  }

  private static Map<String, Object> confirmed(Map<String, Object> answer, int many) {
    answer.put("confirm", many);
    return answer;
  }

  private static ValidatableResponse answer(Map<String, Object> answer, int status) {
    return post(answer, Tokens.person("alice", "reviews:decide", "steward-admin"), status);
  }

  private static ValidatableResponse post(Map<String, Object> answer, String token, int status) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(answer)
        .post("/reports/orphans/answers")
        .then()
        .statusCode(status);
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private List<Intent> intents(List<Identity> orphans) {
    return orphans.stream().map(orphan -> now(orphan).intent()).toList();
  }
}
