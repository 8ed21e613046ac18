package dev.steward.scim;

import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What identities declare, over SCIM. */
@QuarkusTest
class DeclaredFactsTest {

  private static final String MODEL = "sha256:" + "ab".repeat(32);

  private ScimClient scim;
  private String ada;
  private String name;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    ada = Sample.person();
    name = "declared-" + UUID.randomUUID();
  }

  @Test
  void areKeptAsTheyWereSaid() {
    String parent = registered("");
    name += "-child";
    Answer created =
        scim.post(
            "/Agents",
            body(
                """
                , 'agentType': 'assistant', 'subject': 'urn:agent:7',
                'protocols': [{'type': 'A2A', 'specificationUrl': 'https://a.example/card.json'}],
                'parent': {'value': '%s'},
                'GOV': {'autonomy': 'Bounded', 'digests': {'model': '%s'},
                  'sponsor': {'value': '%s'}}
                """
                    .formatted(parent, MODEL.toUpperCase(java.util.Locale.ROOT), ada)));

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    JsonNode read = scim.get("/Agents/" + created.id()).json();
    assertThat(read).isEqualTo(created.json());
    assertThat(read.get("protocols").get(0))
        .isEqualTo(json("{'type': 'A2A', 'specificationUrl': 'https://a.example/card.json'}"));
    assertThat(read.get("parent").get("$ref").textValue())
        .isEqualTo(scim.base() + "/Agents/" + parent);
    assertThat(created.governance().path("autonomy").textValue()).isEqualTo("bounded");
    assertThat(created.governance().path("digests")).isEqualTo(json("{'model': '" + MODEL + "'}"));
    assertThat(created.governance().path("sponsor").path("value").textValue()).isEqualTo(ada);
  }

  @Test
  void changeOneByOne() {
    String path =
        "/Agents/"
            + registered(", 'agentType': 'bot', 'GOV': {'digests': {'model': '" + MODEL + "'}}");

    Answer patched =
        scim.patch(
            path,
            """
            {'op': 'add', 'path': 'GOV:digests.prompt', 'value': 'sha256:%s'},
            {'op': 'remove', 'path': 'agentType'},
            {'op': 'add', 'path': 'protocols', 'value': [{'type': 'OpenAPI'}]},
            {'op': 'replace', 'path': 'GOV:autonomy', 'value': 'autonomous'}
            """
                .formatted("cd".repeat(32))
                .replace("GOV", Urn.GOVERNANCE));

    assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
    assertThat(patched.json().has("agentType")).isFalse();
    assertThat(patched.governance().path("digests").size()).isEqualTo(2);
    assertThat(patched.governance().path("autonomy").textValue()).isEqualTo("autonomous");
    assertThat(Samples.texts(patched.json().path("protocols"), "type")).containsExactly("OpenAPI");
    Answer silent =
        scim.put(path, "{'agentUserName': '%s', 'owners': [{'value': '%s'}]}".formatted(name, ada));
    assertThat(silent.json().has("protocols")).isFalse();
    assertThat(silent.governance().path("autonomy").textValue()).isEqualTo("autonomous");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'parent': {'value': 'none'}                                 | parent: there is no agent",
        "'parent': {'value': '00000000-0000-0000-0000-000000000001'} | NOT_A_PARENT",
        "'parent': 'none'                                            | parent: there is no agent",
        "'x509Certificates': [{'value': 'bm90IGEgY2VydA=='}]         | x509Certificates: a certificate",
        "'protocols': [{'specificationUrl': 'javascript:alert(1)'}]  | protocols: a protocol's",
        "'protocols': [{}]                                           | protocols: a protocol has",
        "'GOV': {'digests': {'model': 'md5:00'}}                     | digests.model: a digest",
        "'GOV': {'digests': {'prompt': 'sha256:00'}}                 | digests.prompt: a sha256",
        "'GOV': {'autonomy': 'total'}                                | autonomy is one of",
        "'owners': [{'$ref': 'x/Groups/7'}]                          | owners: x/Groups/7 is a group",
      })
  void areRefusedByNameWhenTheyCannotBe(String said, String detail) {
    String body =
        said.startsWith("'owners'")
            ? "{'agentUserName': '%s', %s}".formatted(name, said)
            : body(", " + said);
    Answer refused = scim.post("/Agents", body);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(refused.json().path("detail").textValue()).contains(detail);
  }

  @Test
  void doNotPointAtAParentThatIsGone() {
    String parent = registered("");
    name += "-child";
    String child = registered(", 'parent': {'value': '%s'}".formatted(parent));

    assertThat(scim.delete("/Agents/" + parent).status()).isEqualTo(204);

    JsonNode shown = scim.get("/Agents/" + child).json();
    assertThat(shown.get("parent")).isEqualTo(json("{'value': '" + parent + "'}"));
    Answer put = scim.put("/Agents/" + child, shown.toString().replace('\'', '"'));
    assertThat(put.header("ETag")).as(put.toString()).isEqualTo("W/\"1\"");
  }

  @Nested
  class AFilter {

    private String id;
    private String parent;

    @BeforeEach
    void register() {
      parent = registered("");
      name += "-child";
      id =
          registered(
              """
              , 'agentType': 'Assistant', 'subject': 'Urn:7', 'parent': {'value': '%s'},
              'protocols': [{'type': 'A2A', 'specificationUrl': 'https://a.example/Card'},
                {'type': 'MCP-Server'}],
              'GOV': {'autonomy': 'supervised', 'digests': {'model': '%s'},
                'sponsor': {'value': '%s'}}
              """
                  .formatted(parent, MODEL, ada));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "agentType eq \"assistant\"",
          "agenttype pr",
          "subject eq \"Urn:7\"",
          "not (subject eq \"urn:7\")",
          "parent.value eq \"PARENT\"",
          "parent eq \"PARENT\"",
          "parent pr",
          "protocols pr",
          "protocols.type eq \"a2a\"",
          "protocols[type eq \"A2A\" and specificationUrl sw \"https://a.\"]",
          "not (protocols[type eq \"MCP-Server\" and specificationUrl pr])",
          "GOV:autonomy eq \"supervised\"",
          "GOV:digests.model eq \"MODEL\"",
          "GOV:digests.model sw \"SHA256:\"",
          "GOV:digests pr",
          "not (GOV:digests.prompt pr)",
          "GOV:sponsor.value eq \"ADA\"",
          "GOV:sponsor eq \"ADA\"",
          "GOV:sponsor pr",
          "GOV:sponsor[value eq \"ADA\"]",
          "GOV:standing eq \"good\"",
          "GOV:standing ne \"lapsed\"",
          "GOV:standing sw \"g\"",
          "GOV:standing pr",
        })
    void findsThem(String filter) {
      String asked =
          filter
              .replace("GOV", Urn.GOVERNANCE)
              .replace("MODEL", MODEL)
              .replace("PARENT", parent)
              .replace("ADA", ada);
      assertThat(found("id eq \"" + id + "\" and (" + asked + ")")).containsExactly(id);
      assertThat(found("id eq \"" + id + "\" and not (" + asked + ")")).isEmpty();
    }

    @Test
    void doesNotTakeAnOwnerForASponsor() {
      name += "-unsponsored";
      String unsponsored = registered("");

      for (String filter :
          List.of("sponsor eq \"ADA\"", "sponsor[value eq \"ADA\"]", "sponsor pr")) {
        assertThat(
                found(
                    "id eq \"%s\" and %s:%s"
                        .formatted(unsponsored, Urn.GOVERNANCE, filter.replace("ADA", ada))))
            .isEmpty();
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "GOV:findings pr                      | standing and reviewDue can be",
          "GOV:findings.reason eq \"x\"         | standing and reviewDue can be",
          "GOV:credentials pr                   | Keycloak's",
          "GOV:client.clientId eq \"x\"         | client.id can be",
          "roles.value eq \"x\"                 | Keycloak's",
          "x509Certificates pr                  | only shown",
          "parent.display eq \"x\"              | follows from value",
          "GOV:cadence.every eq \"P90D\"        | reviewDue can be",
          "GOV:digests eq \"x\"                 | by its parts",
          "GOV:standing gt \"good\"             | has no order",
        })
    void saysWhyItCannotFindThem(String filter, String why) {
      Answer refused = scim.filtered("/Agents", filter.replace("GOV", Urn.GOVERNANCE));

      assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
      assertThat(refused.json().path("scimType").textValue()).isEqualTo("invalidFilter");
      assertThat(refused.json().path("detail").textValue()).contains(why);
    }
  }

  @Nested
  class InTheOlderDraft {

    private final ScimClient abbey =
        new ScimClient(Tokens.service("abbey", "scim:read scim:write"));

    @Test
    void anAgentGoesByItsName() {
      Answer created = abbey.post("/Agents", body("").replace("agentUserName", "name"));

      assertThat(created.status()).as(created.toString()).isEqualTo(201);
      assertThat(created.json().path("name").textValue()).isEqualTo(name);
      assertThat(created.json().has("agentUserName")).isFalse();
      assertThat(scim.get("/Agents/" + created.id()).json().path("agentUserName").textValue())
          .isEqualTo(name);
    }

    @Test
    void whatNobodyOwnsIsProposedAndWaitsForAnOwner() {
      Answer created = abbey.post("/Agents", "{'name': '%s', 'active': true}".formatted(name));
      String path = "/Agents/" + created.id();
      String approve = "{'op': 'replace', 'path': 'active', 'value': true}";

      assertThat(created.status()).as(created.toString()).isEqualTo(201);
      assertThat(created.json().path("active").booleanValue()).isFalse();
      assertThat(created.governance().path("standing").textValue()).isEqualTo("proposed");
      Answer refused = abbey.patch(path, approve);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("detail").textValue()).startsWith("OWNER_REQUIRED");
      Answer owned =
          abbey.patch(
              path,
              "{'op': 'add', 'path': 'owners', 'value': [{'value': '%s'}]}, %s"
                  .formatted(Sample.person(), approve));
      assertThat(owned.status()).as(owned.toString()).isEqualTo(200);
      assertThat(owned.governance().path("standing").textValue()).isEqualTo("good");
    }

    @Test
    void bothNamesOfTheHandleAreKnown() {
      Answer created = abbey.post("/Agents", body(""));
      String path = "/Agents/" + created.id();

      assertThat(created.json().path("name").textValue()).isEqualTo(name);
      for (String handle : List.of("name", "agentUserName", "Name", AgentDraft.URN + ":name")) {
        assertThat(
                Samples.texts(
                    abbey
                        .filtered("/Agents", handle + " eq \"" + name + "\"")
                        .json()
                        .path("Resources"),
                    "id"))
            .as(handle)
            .containsExactly(created.id());
        assertThat(abbey.get(path + "?attributes=" + handle).json().path("name").textValue())
            .as(handle)
            .isEqualTo(name);
        name += "-" + handle.length();
        Answer patched =
            abbey.patch(
                path, "{'op': 'replace', 'path': '%s', 'value': '%s'}".formatted(handle, name));
        assertThat(patched.json().path("name").textValue()).as(handle).isEqualTo(name);
      }
    }

    @Test
    void theHandleHasOneValueUnderBothNames() {
      assertThat(abbey.post("/Agents", body(", 'name': '" + name + "'")).status()).isEqualTo(201);
      Answer refused = abbey.post("/Agents", body(", 'name': 'another'"));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("detail").textValue()).contains("name");
    }

    @Test
    void discoveryTellsWhatIsSpoken() {
      JsonNode schema = abbey.get("/Schemas/" + AgentDraft.URN).json();
      JsonNode extension = abbey.get("/ServiceProviderConfig").json().path("agentExtension");

      assertThat(Samples.texts(schema.path("attributes"), "name"))
          .contains("name")
          .doesNotContain("agentUserName");
      assertThat(extension)
          .isEqualTo(
              json(
                  "{'supported': true, 'agentsSupported': true,"
                      + " 'agenticApplicationsSupported': false}"));
      assertThat(
              Samples.texts(
                  scim.get("/Schemas/" + AgentDraft.URN).json().path("attributes"), "name"))
          .contains("agentUserName")
          .doesNotContain("name");
      assertThat(scim.get("/ServiceProviderConfig").json().has("agentExtension")).isFalse();
    }

    @Test
    void nobodyElseMaySpeakIt() {
      Answer refused = scim.post("/Agents", body("").replace("agentUserName", "name"));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(scim.filtered("/Agents", "name eq \"x\"").status()).isEqualTo(400);
    }
  }

  private String body(String more) {
    return "{'agentUserName': '%s', 'owners': [{'value': '%s'}]%s}"
        .formatted(name, ada, more.replace("GOV", Urn.GOVERNANCE));
  }

  private String registered(String more) {
    Answer created = scim.post("/Agents", body(more));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.id();
  }

  private List<String> found(String filter) {
    Answer answer = scim.filtered("/Agents", filter);
    assertThat(answer.status()).as(filter + ": " + answer).isEqualTo(200);
    return Samples.texts(answer.json().path("Resources"), "id");
  }
}
