package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BulkReferencesTest {

  private ScimClient scim;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "r" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void leadBackward() {
    List<JsonNode> answers = bulk(user("ada"), group("team", "ada"));

    assertThat(statuses(answers)).containsExactly("201", "201");
    assertThat(members(answers.get(1))).containsExactly(id(answers.get(0)));
    assertHolds(answers);
  }

  @Test
  void leadForward() {
    List<JsonNode> answers =
        bulk(group("all", "team", "ada"), group("team", "ada"), user("ada"), agent("bot", "ada"));

    assertThat(statuses(answers)).containsExactly("201", "201", "201", "201");
    assertThat(members(answers.get(0)))
        .containsExactlyInAnyOrder(id(answers.get(1)), id(answers.get(2)));
    assertThat(shown(answers.get(3)).path("owners").path(0).path("value").textValue())
        .isEqualTo(id(answers.get(2)));
    assertHolds(answers);
  }

  @Test
  void leadInCircles() {
    List<JsonNode> answers =
        bulk(
            group("a", "b", "ada"),
            group("b", "c"),
            group("c", "a"),
            user("ada", "ben"),
            user("ben", "ada"),
            group("itself", "itself"));

    assertThat(statuses(answers)).containsOnly("201");
    assertThat(members(answers.get(0)))
        .containsExactlyInAnyOrder(id(answers.get(1)), id(answers.get(3)));
    assertThat(members(answers.get(1))).containsExactly(id(answers.get(2)));
    assertThat(members(answers.get(2))).containsExactly(id(answers.get(0)));
    assertThat(manager(answers.get(3))).isEqualTo(id(answers.get(4)));
    assertThat(manager(answers.get(4))).isEqualTo(id(answers.get(3)));
    assertThat(members(answers.get(5))).containsExactly(id(answers.get(5)));
    assertHolds(answers);
  }

  @Test
  void makeAllOfACircleOrNothing() {
    List<JsonNode> answers =
        bulk(
            group("a", "b"),
            operation(
                "POST",
                "/Groups",
                "{'displayName': '%s-b', 'members': [{'value': 'bulkId:a'}, {'value': '%s'}]}"
                    .formatted(run, UUID.randomUUID()),
                "b"),
            user("ada"));

    assertThat(statuses(answers).get(0)).isEqualTo("409");
    assertThat(statuses(answers).get(1)).startsWith("4");
    assertThat(statuses(answers).get(2)).isEqualTo("201");
    assertThat(answers.get(0).path("response").path("detail").textValue()).contains("bulkId:b");
    Answer found = scim.filtered("/Groups", "displayName sw \"%s\"".formatted(run));
    assertThat(found.json().path("totalResults").intValue()).isZero();
  }

  @Test
  void leadFromPatches() {
    List<JsonNode> answers =
        bulk(
            operation(
                "PATCH",
                "/Groups/bulkId:team",
                """
                {'schemas': ['%s'], 'Operations': [
                  {'op': 'add', 'path': 'members', 'value': [{'value': 'bulkId:ben'}]},
                  {'op': 'remove', 'path': 'members[value eq \\"bulkId:ada\\"]'}]}
                """
                    .formatted(Urn.PATCH_OP),
                null),
            group("team", "ada"),
            user("ada"),
            user("ben"));

    assertThat(statuses(answers)).containsExactly("200", "201", "201", "201");
    assertThat(members(answers.get(1))).containsExactly(id(answers.get(3)));
    assertThat(answers.get(0).path("version").textValue()).isEqualTo("W/\"2\"");
  }

  @Test
  void nameWhatDoesNotExist() {
    List<JsonNode> answers = bulk(group("team", "nobody"), user("ada"));

    assertThat(statuses(answers)).containsExactly("409", "201");
    assertThat(answers.get(0).path("response").path("detail").textValue())
        .contains("bulkId:nobody");
  }

  /** Keycloak knows them already; the registry is to see that they are the same people. */
  @Test
  void leadToPeopleWhomKeycloakKnows() {
    String known = UUID.randomUUID().toString();
    KeycloakDouble.running().person(known, true);

    List<JsonNode> answers =
        bulk(
            operation("POST", "/Users", "{'userName': 'user-%s'}".formatted(known), "known"),
            agent("bot", "known"),
            operation("POST", "/Users", "{'userName': 'user-%s'}".formatted(known), "again"),
            group("team", "known"));

    assertThat(statuses(answers)).containsExactly("201", "201", "409", "201");
    assertThat(members(answers.get(3))).containsExactly(id(answers.get(0)));
  }

  @Test
  void leadToPeopleWhomOnlyKeycloakKnows() {
    String stranger = Sample.person();

    List<JsonNode> answers =
        bulk(
            group("first"),
            operation(
                "POST",
                "/Groups",
                "{'displayName': '%s-second', 'members': [{'value': '%s'}]}"
                    .formatted(run, stranger),
                "second"),
            group("third", "second"));

    assertThat(statuses(answers)).containsExactly("201", "201", "201");
    assertThat(members(answers.get(1))).containsExactly(stranger);
  }

  /** What a bulk answers is what is there. */
  private void assertHolds(List<JsonNode> answers) {
    for (JsonNode answer : answers) {
      assertThat(answer.path("version").textValue())
          .as(answer.toString())
          .isEqualTo(scim.get(path(answer)).header("ETag"));
    }
  }

  private String user(String name) {
    return operation("POST", "/Users", "{'userName': '%s-%s'}".formatted(run, name), name);
  }

  private String user(String name, String manager) {
    return operation(
        "POST",
        "/Users",
        "{'userName': '%s-%s', '%s': {'manager': {'value': 'bulkId:%s'}}}"
            .formatted(run, name, EnterpriseSchema.URN, manager),
        name);
  }

  private String group(String name, String... members) {
    String all =
        String.join(
            ", ", List.of(members).stream().map("{'value': 'bulkId:%s'}"::formatted).toList());
    return operation(
        "POST",
        "/Groups",
        "{'displayName': '%s-%s', 'members': [%s]}".formatted(run, name, all),
        name);
  }

  private String agent(String name, String owner) {
    return operation(
        "POST",
        "/Agents",
        "{'agentUserName': '%s-%s', 'owners': [{'value': 'bulkId:%s'}]}"
            .formatted(run, name, owner),
        name);
  }

  private static String operation(
      String method, String path, String data, @Nullable String bulkId) {
    return "{'method': '%s', 'path': '%s', 'data': %s%s}"
        .formatted(method, path, data, bulkId == null ? "" : ", 'bulkId': '%s'".formatted(bulkId));
  }

  private List<JsonNode> bulk(String... operations) {
    Answer answer =
        scim.post(
            "/Bulk",
            "{'schemas': ['%s'], 'Operations': [%s]}"
                .formatted(Urn.BULK_REQUEST, String.join(",", operations)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    List<JsonNode> answers = answer.json().path("Operations").valueStream().toList();
    assertThat(answers).as(answer.toString()).hasSameSizeAs(operations);
    return answers;
  }

  private static List<String> statuses(List<JsonNode> answers) {
    return answers.stream().map(answer -> answer.path("status").textValue()).toList();
  }

  private String path(JsonNode answer) {
    return answer.path("location").textValue().substring(scim.base().toString().length());
  }

  private String id(JsonNode answer) {
    String path = path(answer);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private JsonNode shown(JsonNode answer) {
    return scim.get(path(answer)).json();
  }

  private List<String> members(JsonNode answer) {
    return Samples.texts(shown(answer).path("members"), "value");
  }

  private String manager(JsonNode answer) {
    return shown(answer).path(EnterpriseSchema.URN).path("manager").path("value").asText();
  }
}
