package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectorsTest {

  private final ScimClient anybody = ScimClient.allowed("scim:read scim:write");

  @Test
  void refuseWhatNobodyKnowsOfAnIdentity() {
    Answer answer = anybody.post("/Agents", agent(", 'riskTeir': 'high'"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(answer.json().path("detail").textValue()).contains("riskTeir");
  }

  @Test
  void leaveOutWhatNobodyKnowsOfAPersonWhoIsFed() {
    Answer answer = anybody.post("/Users", person(", 'shoeSize': 44, 'urn:x:y': {'z': 1}"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().has("shoeSize")).isFalse();
    assertThat(answer.json().has("urn:x:y")).isFalse();
  }

  @Test
  void meetEachClientByItsOwnSwitches() {
    ScimClient precise = client("precise");

    assertThat(precise.post("/Users", person(", 'shoeSize': 44")).status()).isEqualTo(400);
    assertThat(precise.post("/Users", person(", 'active': 'True'")).status()).isEqualTo(400);
    Answer created = precise.post("/Users", person(", 'active': true"));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String path = "/Users/" + created.id();
    String rename = "{'op': 'replace', 'path': 'displayName', 'value': 'Ada'}";
    assertThat(precise.patch(path, rename).status()).isEqualTo(428);
    assertThat(precise.patch(path, rename, "If-Match", created.header("ETag")).status())
        .isEqualTo(200);
    assertThat(anybody.post("/Users", person(", 'active': 'True'")).status()).isEqualTo(201);
  }

  @Test
  void makeTheValueThatAReplaceDoesNotFindForWhoWantsIt() {
    String path = "/Users/" + anybody.post("/Users", person("")).id();
    String mail =
        "{'op': 'Replace', 'path': 'emails[type eq QworkQ].value', 'value': 'ada@acme.example'}"
            .replace("Q", "\\\"");

    Answer refused = anybody.patch(path, mail);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().path("scimType").textValue()).isEqualTo("noTarget");

    Answer made = client("entra").patch(path, mail);
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(made.json().path("emails").path(0).path("type").textValue()).isEqualTo("work");
    assertThat(made.json().path("emails").path(0).path("value").textValue())
        .isEqualTo("ada@acme.example");
  }

  @Test
  void showNothingAfterAPatchToWhoAsksForNothing() {
    ScimClient terse = client("terse");
    Answer person = terse.post("/Users", person(""));
    String path = "/Users/" + person.id();
    String rename = "{'op': 'replace', 'path': 'displayName', 'value': 'Ada'}";

    Answer patched = terse.patch(path, rename);
    assertThat(patched.status()).isEqualTo(204);
    assertThat(patched.header("ETag"))
        .isEqualTo(anybody.get(path).header("ETag"))
        .isNotEqualTo(person.header("ETag"));

    Answer shown = terse.patch(path + "?attributes=displayName", rename);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().path("displayName").textValue()).isEqualTo("Ada");
    assertThat(anybody.patch(path, rename).status()).isEqualTo(200);
  }

  @Test
  void letAFeedOfPeopleWriteNothingElse() {
    ScimClient feed = client("feed");
    Answer person = feed.post("/Users", person(""));
    assertThat(person.status()).as(person.toString()).isEqualTo(201);

    Answer refused = feed.post("/Agents", agent(""));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("detail").textValue())
        .isEqualTo("this client may write User, not Agent; steward.scim.connectors says so");

    String id = anybody.post("/Agents", agent("")).id();
    assertThat(feed.get("/Agents/" + id).status()).isEqualTo(200);
    assertThat(feed.delete("/Agents/" + id).status()).isEqualTo(403);
    assertThat(
            feed.patch("/Agents/" + id, "{'op': 'replace', 'path': 'active', 'value': false}")
                .status())
        .isEqualTo(403);
    Answer bulk =
        feed.post(
            "/Bulk",
            "{'schemas': ['%s'], 'Operations': [{'method': 'DELETE', 'path': '/Agents/%s'}]}"
                .formatted("urn:ietf:params:scim:api:messages:2.0:BulkRequest", id));
    assertThat(bulk.json().path("Operations").path(0).path("status").textValue()).isEqualTo("403");
    assertThat(anybody.get("/Agents/" + id).json().path("active").booleanValue()).isTrue();
  }

  private static ScimClient client(String name) {
    return new ScimClient(Tokens.service(name, "scim:read scim:write"));
  }

  private static String agent(String more) {
    return "{'agentUserName': 'a-%s', 'owners': [{'value': '%s'}]%s}"
        .formatted(UUID.randomUUID(), Sample.person(), more);
  }

  private static String person(String more) {
    return "{'userName': 'p-%s'%s}".formatted(UUID.randomUUID(), more);
  }
}
