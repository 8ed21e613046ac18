package dev.steward.scim;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.registry.IdentityRegistry;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GroupsTest {

  @Inject IdentityRegistry identities;
  @Inject Database database;

  private ScimClient scim;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "g" + UUID.randomUUID();
  }

  @Test
  void tellsOfItsMembersWhatTheyAreAndWhere() {
    String ada = person("ada");
    String agent =
        identities
            .register(Sample.agent(Sample.person()), Sample.PROVISIONER)
            .identity()
            .id()
            .toString();
    String inner = group(ada).id();

    Answer created = group(ada, agent, inner, ada);

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    JsonNode members = created.json().path("members");
    assertThat(Samples.texts(members, "type")).containsExactly("User", "Agent", "Group");
    assertThat(Samples.texts(members, "display")).startsWith("ada " + run);
    assertThat(Samples.texts(members, "$ref"))
        .containsExactly(
            scim.base() + "/Users/" + ada,
            scim.base() + "/Agents/" + agent,
            scim.base() + "/Groups/" + inner);
    JsonNode groups = scim.get("/Users/" + ada).json().path("groups");
    assertThat(Samples.texts(groups, "value")).containsExactlyInAnyOrder(inner, created.id());
    assertThat(Samples.texts(groups, "type")).containsOnly("direct");
  }

  @Test
  void refusesAMemberWhoIsNotThereByName() {
    Answer refused = group("nobody-here");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(refused.json().path("detail").textValue()).contains("members", "nobody-here");
  }

  @Test
  void isFoundByWhoIsInIt() {
    String ada = person("ada");
    String bo = person("bo");
    String id = group(ada).id();

    assertThat(found("members eq \"%s\"".formatted(ada))).containsExactly(id);
    assertThat(found("members.value eq \"%s\" and members.type eq \"user\"".formatted(ada)))
        .containsExactly(id);
    assertThat(found("members[value eq \"%s\"]".formatted(bo))).isEmpty();
    assertThat(found("id eq \"%s\" and members eq \"%s\"".formatted(id, bo))).isEmpty();
    assertThat(
            Samples.texts(
                scim.filtered("/Users", "groups.value eq \"%s\"".formatted(id))
                    .json()
                    .path("Resources"),
                "id"))
        .containsExactly(ada);
  }

  @Test
  void findsWhoIsInItByItsIdAndItsName() {
    String ada = person("ada");
    String bo = person("bo");
    String agent = registered("/Agents", "agentUserName");
    String account = registered("/ServiceAccounts", "userName");
    String inner = group(ada, agent, account).id();
    group(inner, bo);

    for (String filter :
        List.of(
            "groups eq \"%s\"".formatted(inner),
            "groups.value eq \"%s\"".formatted(inner),
            "groups.display eq \"%s\" and groups.value eq \"%s\"".formatted(run, inner),
            "groups[value eq \"%s\" and display sw \"%s\"]".formatted(inner, run.toUpperCase(ROOT)),
            "groups[value eq \"%s\"].display co \"%s\"".formatted(inner, run))) {
      assertThat(found("/Users", filter)).as(filter).containsExactly(ada);
      assertThat(found("/Agents", filter)).as(filter).containsExactly(agent);
      assertThat(found("/ServiceAccounts", filter)).as(filter).containsExactly(account);
    }
    String byName = "groups.display eq \"%s\"".formatted(run);
    assertThat(found("/Users", byName)).containsExactlyInAnyOrder(ada, bo);
    String outside = "id eq \"%s\" and groups.display ne \"%s\"";
    assertThat(found("/Users", outside.formatted(ada, run))).isEmpty();
    assertThat(found("/Agents", outside.formatted(agent, "Others"))).containsExactly(agent);
    assertThat(found("/Agents", "id eq \"%s\" and not (groups pr)".formatted(agent))).isEmpty();
    assertThat(found("/Agents", "groups.type eq \"direct\"")).isEmpty();
    assertThat(
            Samples.texts(
                scim.get("/Agents?sortBy=groups.display&filter=id+eq+%22" + agent + "%22")
                    .json()
                    .path("Resources"),
                "id"))
        .containsExactly(agent);
  }

  private String registered(String endpoint, String handle) {
    return scim.post(
            endpoint,
            "{'%s': '%s', 'owners': [{'value': '%s'}]}"
                .formatted(handle, run + handle, Sample.person()))
        .id();
  }

  private List<String> found(String endpoint, String filter) {
    return Samples.texts(scim.filtered(endpoint, filter).json().path("Resources"), "id");
  }

  @Test
  void losesMembersInWhateverWayTheyAreNamed() {
    String ada = person("ada");
    String bo = person("bo");
    String cy = person("cy");
    String path = "/Groups/" + group(ada, bo, cy).id();

    scim.patch(
        path,
        "{'op': 'Remove', 'path': 'members[value eq QUOTE%sQUOTE]'}"
            .formatted(ada)
            .replace("QUOTE", "\\\""));
    scim.patch(
        path, "{'op': 'remove', 'path': 'members', 'value': [{'value': '%s'}]}".formatted(bo));
    assertThat(members(path)).containsExactly(cy);

    scim.patch(
        path,
        "{'op': 'Add', 'path': 'members', 'value': [{'$ref': null, 'value': '%s'}]}"
            .formatted(ada));
    assertThat(members(path)).containsExactly(cy, ada);
    scim.patch(path, "{'op': 'replace', 'path': 'members', 'value': []}");
    assertThat(members(path)).isEmpty();
  }

  @Test
  void leavesMembersOutWhenTheyAreNotAskedFor() {
    String path = "/Groups/" + group(person("ada")).id();

    assertThat(scim.get(path + "?excludedAttributes=members").json().has("members")).isFalse();
    assertThat(scim.get(path + "?attributes=displayName").json().has("members")).isFalse();
    assertThat(scim.get(path + "?attributes=members.value").json().at("/members/0").size())
        .isEqualTo(1);
    Answer patched =
        scim.patch(
            path + "?excludedAttributes=members",
            "{'op': 'replace', 'path': 'displayName', 'value': 'Renamed'}");
    assertThat(patched.json().has("members")).isFalse();
    assertThat(members(path)).hasSize(1);
  }

  @Test
  void changesAFewOfTenThousand() {
    List<String> many =
        IntStream.range(0, 11_000).mapToObj(i -> UUID.randomUUID().toString()).toList();
    database.update(
        """
        insert into person (id, user_name, feed, fed_at, created, modified)
        select id, 'crowd-' || id, 'ACTIVE', now(), now(), now() from unnest(?::text[]) as m (id)
        """,
        many);
    String path = "/Groups/" + group(many.subList(0, 10_000).toArray(String[]::new)).id();

    Answer more =
        scim.patch(
            path + "?attributes=id",
            "{'op': 'add', 'path': 'members', 'value': [%s]}"
                .formatted(values(many.subList(9_900, 11_000))));
    assertThat(more.status()).as(more.toString()).isEqualTo(200);
    Answer fewer =
        scim.patch(
            path + "?attributes=id",
            "{'op': 'remove', 'path': 'members', 'value': [%s]}"
                .formatted(values(many.subList(0, 1_000))));
    assertThat(fewer.status()).as(fewer.toString()).isEqualTo(200);

    assertThat(members(path)).hasSize(10_000).doesNotContain(many.getFirst());
    assertThat(fewer.header("ETag")).isEqualTo("W/\"3\"");
    Answer one =
        scim.patch(
            path,
            "{'op': 'add', 'path': 'members', 'value': [%s]}"
                .formatted(values(many.subList(0, 1))));
    assertThat(one.status()).as("an answer does not repeat ten thousand members").isEqualTo(204);
    assertThat(one.header("ETag")).isEqualTo("W/\"4\"");
    assertThat(members(path)).hasSize(10_001).endsWith(many.getFirst());
  }

  private String person(String name) {
    return scim.post(
            "/Users",
            "{'userName': '%s-%s', 'displayName': '%s %s'}".formatted(name, run, name, run))
        .id();
  }

  private Answer group(String... members) {
    return scim.post(
        "/Groups",
        "{'displayName': '%s', 'members': [%s]}".formatted(run, values(List.of(members))));
  }

  private static String values(List<String> ids) {
    return ids.stream().map("{'value': '%s'}"::formatted).collect(Collectors.joining(","));
  }

  private List<String> found(String filter) {
    return found("/Groups", filter);
  }

  private List<String> members(String path) {
    return Samples.texts(scim.get(path).json().path("members"), "value");
  }
}
