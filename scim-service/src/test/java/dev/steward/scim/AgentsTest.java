package dev.steward.scim;

import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AgentsTest {

  private static final String GOVERNANCE = Urn.GOVERNANCE;

  private ScimClient scim;
  private String ada;
  private String name;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    ada = Sample.person();
    name = "triage-" + UUID.randomUUID();
  }

  @Test
  void registersAnAgentWithEverythingThereIsToSay() {
    String body =
        """
        {'schemas': ['urn:ietf:params:scim:schemas:core:2.0:Agent', '%s'],
         'externalId': 'EXT-%s', 'agentUserName': '%s', 'displayName': 'Triage',
         'description': 'Sorts invoices', 'active': true, 'owners': [{'value': '%s'}],
         '%s': {'purpose': 'Saves an hour a day', 'environment': 'production', 'riskTier': 'high',
           'cadence': {'every': 'P60D', 'grace': 'P10D', 'brownout': 'P2D'},
           'controlLinks': ['iso42001:A.3.2'], 'validUntil': '2040-01-01T00:00:00Z',
           'client': {'realm': '%s', 'id': '%s'},
           'allowance': {'grants': ['client_credentials'], 'scopes': ['invoices:read'],
             'longestToken': 'PT5M'}}}
        """
            .formatted(
                GOVERNANCE, name, name, ada, GOVERNANCE, KeycloakDouble.REALM, UUID.randomUUID());

    Answer created = scim.post("/Agents", body);

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(scim.base() + "/Agents/" + created.id());
    assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(created.header("Content-Type")).startsWith(ScimJson.MEDIA_TYPE);
    Answer read = scim.get("/Agents/" + created.id());
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.json().path("meta").path("resourceType").textValue()).isEqualTo("Agent");
    assertThat(read.json().path("meta").path("location").textValue())
        .isEqualTo(created.header("Location"));
    assertThat(read.governance().path("standing").textValue()).isEqualTo("good");
    assertThat(read.governance().path("owners").path(0).path("accepted").booleanValue()).isFalse();
    assertThat(read.json().path("owners").path(0))
        .isEqualTo(
            json(
                "{'value': '%s', '$ref': '%s/Users/%s', 'display': 'Person %s'}"
                    .formatted(ada, scim.base(), ada, ada)));
    assertThat(read.json().retain("agentUserName", "displayName", "description", "active"))
        .isEqualTo(
            json(
                "{'agentUserName': '%s', 'displayName': 'Triage', 'description': 'Sorts invoices', 'active': true}"
                    .formatted(name)));
  }

  @Test
  void isAbsentFromEverywhereOnceDeleted() {
    String id = registered();

    assertThat(scim.delete("/Agents/" + id).status()).isEqualTo(204);

    assertThat(scim.get("/Agents/" + id).status()).isEqualTo(404);
    assertThat(scim.delete("/Agents/" + id).status()).isEqualTo(404);
    assertThat(scim.patch("/Agents/" + id, "{'op': 'add', 'value': {'active': true}}").status())
        .isEqualTo(404);
    assertThat(found("agentUserName eq \"" + name + "\"")).isEmpty();
    assertThat(registered()).isNotEqualTo(id);
  }

  @Test
  void isNoServiceAccount() {
    assertThat(scim.get("/ServiceAccounts/" + registered()).status()).isEqualTo(404);
  }

  @Test
  void isStoppedByAPatchInAnyClientsDialect() {
    String id = registered();

    Answer stopped =
        scim.patch("/Agents/" + id, "{'op': 'Replace', 'path': 'active', 'value': 'False'}");

    assertThat(stopped.status()).as(stopped.toString()).isEqualTo(200);
    assertThat(stopped.json().path("active").booleanValue()).isFalse();
    assertThat(stopped.governance().path("intent").textValue()).isEqualTo("suspended");
    assertThat(stopped.header("ETag")).isEqualTo("W/\"2\"");
    Answer resumed = scim.patch("/Agents/" + id, "{'op': 'add', 'value': {'active': true}}");
    assertThat(resumed.governance().path("standing").textValue()).isEqualTo("good");
  }

  @Test
  void keepsItsVersionWhenNothingChanges() {
    String id = registered();

    Answer put = scim.put("/Agents/" + id, scim.get("/Agents/" + id).json().toString());
    Answer patch =
        scim.patch("/Agents/" + id, "{'op': 'replace', 'path': 'active', 'value': true}");

    assertThat(put.header("ETag")).as(put.toString()).isEqualTo("W/\"1\"");
    assertThat(patch.header("ETag")).isEqualTo("W/\"1\"");
  }

  @Test
  void changesAllOrNothing() {
    String id = registered();

    Answer refused =
        scim.patch(
            "/Agents/" + id,
            "{'op': 'replace', 'path': 'displayName', 'value': 'Half'},"
                + "{'op': 'remove', 'path': 'owners'}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").textValue()).contains("OWNER_REQUIRED");
    assertThat(scim.get("/Agents/" + id).json().has("displayName")).isFalse();
  }

  @Test
  void takesChangesThatMeetOneAfterTheOther() {
    String path = "/Agents/" + registered();
    List<String> others = Stream.generate(Sample::person).limit(4).toList();

    List<Answer> answers =
        others.stream()
            .map(
                person ->
                    CompletableFuture.supplyAsync(
                        () ->
                            scim.patch(
                                path,
                                "{'op': 'add', 'path': 'owners', 'value': [{'value': '%s'}]}"
                                    .formatted(person)),
                        Thread::startVirtualThread))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(Samples.texts(scim.get(path).json().path("owners"), "value"))
        .contains(ada)
        .containsAll(others);
  }

  @Test
  void answersOnlyWhoHasNotSeenThisVersion() {
    String path = "/Agents/" + registered();

    assertThat(scim.get(path, "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
    assertThat(scim.get(path, "If-None-Match", "W/\"2\"").status()).isEqualTo(200);
    assertThat(scim.get(path, "If-Match", "W/\"2\"").status()).isEqualTo(412);
    assertThat(scim.get(path, "If-Match", "*").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"*, 412", "W/\"1\", 412", "'W/\"8\", \"1\"', 412", "W/\"2\", 200"})
  void changesNoVersionThatIsRuledOut(String ifNoneMatch, int status) {
    String path = "/Agents/" + registered();
    String operation = "{'op': 'add', 'path': 'displayName', 'value': 'x'}";

    assertThat(scim.patch(path, operation, "If-None-Match", ifNoneMatch).status())
        .isEqualTo(status);
    assertThat(scim.delete(path, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(scim.put(path, "{'agentUserName': 'x'}", "If-None-Match", "*").status())
        .isEqualTo(412);
  }

  @ParameterizedTest
  @CsvSource({"W/\"1\", 200", "\"1\", 200", "*, 200", "W/\"2\", 412", "garbage, 412"})
  void changesOnlyTheVersionThatIsMeant(String ifMatch, int status) {
    String path = "/Agents/" + registered();

    Answer answer =
        scim.patch(path, "{'op': 'add', 'path': 'displayName', 'value': 'x'}", "If-Match", ifMatch);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(scim.delete(path, "If-Match", "W/\"9\"").status()).isEqualTo(412);
    assertThat(scim.put(path, "{'agentUserName': 'x'}", "If-Match", "W/\"9\"").status())
        .isEqualTo(412);
  }

  @Test
  void keepsItsKindAndItsClient() {
    String id =
        scim.post(
                "/Agents",
                body(
                    ", '%s': {'client': {'realm': 'acme', 'id': '%s'}}"
                        .formatted(GOVERNANCE, UUID.randomUUID())))
            .id();

    Answer moved =
        scim.patch(
            "/Agents/" + id,
            "{'op': 'replace', 'path': '%s:client.id', 'value': 'other'}".formatted(GOVERNANCE));

    assertThat(moved.status()).isEqualTo(400);
    assertThat(moved.json().path("scimType").textValue()).isEqualTo("mutability");
    assertThat(moved.json().path("detail").textValue()).contains("FIXED");
  }

  @Test
  void sharesItsNameWithNobodyInAnyCase() {
    registered();

    Answer second = scim.post("/Agents", body("").replace(name, name.toUpperCase(Locale.ROOT)));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("scimType").textValue()).isEqualTo("uniqueness");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'agentUserName': 'x', 'active': true}                           | OWNER_REQUIRED",
        "{'agentUserName': 'x', 'owners': [{'value': 'nobody'}]}          | OWNER_REQUIRED",
        "{'agentUserName': 'x', 'owners': [{'value': 'ADA'}], 'GOV': {'riskTier': 'critical', 'cadence': {'every': 'P900D'}}} | TIER_EXCEEDED",
        "{'agentUserName': 'x', 'owners': [{'value': 'ADA'}], 'GOV': {'controlLinks': ['iso42001:A.99']}} | UNKNOWN_CONTROL",
      })
  void isRefusedWithTheNameOfTheRule(String body, String rule) {
    Answer refused = scim.post("/Agents", body.replace("ADA", ada).replace("GOV", GOVERNANCE));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(refused.json().path("detail").textValue()).startsWith(rule);
  }

  @Test
  void signsInWithAClientOfTheRealmThatIsGoverned() {
    Answer refused =
        scim.post(
            "/Agents",
            body(", '%s': {'client': {'realm': 'elsewhere', 'id': '7'}}".formatted(GOVERNANCE)));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(refused.json().path("detail").textValue())
        .isEqualTo("client.realm is acme, the realm that is governed here, not elsewhere");
  }

  @Test
  void isFoundByEveryAttributeThatCanBeAskedFor() {
    String client = UUID.randomUUID().toString();
    Answer created =
        scim.post(
            "/Agents",
            body(
                """
                , 'externalId': 'Ext%%_\\\\', 'displayName': 'Straße 50%%', '%s': {
                  'purpose': 'sorting', 'environment': 'production', 'riskTier': 'low',
                  'controlLinks': ['iso42001:A.3.2', 'iso42001:A.6.2.5'],
                  'client': {'realm': 'acme', 'id': '%s'}}
                """
                    .formatted(GOVERNANCE, client)));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String id = created.id();
    String g = GOVERNANCE + ":";

    for (String filter :
        new String[] {
          "id eq \"" + id + "\"",
          "id co \"" + id.substring(9, 20).toUpperCase(Locale.ROOT) + "\"",
          "id ew \"" + id.substring(20) + "\"",
          "not (id ew \"_" + id.substring(21) + "\")",
          "agentusername eq \"" + name.toUpperCase(Locale.ROOT) + "\"",
          "externalId eq \"Ext%_\\\\\"",
          "displayName co \"50%\"",
          "displayName sw \"straße\"",
          "displayName ew \"50%\"",
          "not (displayName ew \"_0%\")",
          "active eq true",
          "active eq \"True\"",
          "owners pr",
          "owners.value eq \"" + ada + "\"",
          "owners eq \"" + ada + "\"",
          "owners[value eq \"" + ada + "\"]",
          g + "owners[value eq \"" + ada + "\" and role eq \"owner\" and accepted eq false]",
          "not (" + g + "owners[role eq \"sponsor\"])",
          g + "owners.value ne \"somebody\"",
          "description ne \"x\"",
          "not (description pr)",
          "description eq null",
          "meta.created gt \"2020-01-01T00:00:00Z\"",
          "meta.lastModified lt \"2999-01-01T00:00:00+01:00\"",
          "meta.resourceType eq \"Agent\"",
          "schemas eq \"" + GOVERNANCE + "\"",
          g + "kind eq \"aiAgent\"",
          g + "riskTier eq \"LOW\"",
          g + "intent ne \"suspended\"",
          g + "purpose sw \"SORT\"",
          g + "environment eq \"Production\"",
          g + "controlLinks eq \"iso42001:A.3.2\"",
          g + "controlLinks sw \"iso42001:A.6\"",
          g + "controlLinks[value eq \"iso42001:A.3.2\"]",
          g + "client pr",
          g + "client.id eq \"" + client + "\"",
          g + "client.realm eq \"acme\"",
          g + "validUntil eq null",
          g + "reviewDue gt \"2020-01-01\"",
          g + "goodUntil gt \"2020-01-01T00:00:00Z\"",
        }) {
      assertThat(found("id eq \"" + id + "\" and (" + filter + ")")).as(filter).containsExactly(id);
      assertThat(found("id eq \"" + id + "\" and not (" + filter + ")"))
          .as("not " + filter)
          .isEmpty();
    }
  }

  @Test
  void isNotFoundByWhatItIsNot() {
    String id = registered();

    for (String filter :
        new String[] {
          "displayName eq \"x\"",
          "displayName ne null",
          "externalId pr",
          "active eq false",
          "owners.value eq \"somebody\"",
          "owners[value eq \"" + ada + "\" and value eq \"somebody\"]",
          GOVERNANCE + ":owners[role eq \"backup\"]",
          GOVERNANCE + ":controlLinks pr",
          "meta.resourceType eq \"User\"",
          "agentUserName co \"%\"",
          "agentUserName eq \"' or 1=1 --\"",
        }) {
      assertThat(found("id eq \"" + id + "\" and (" + filter + ")")).as(filter).isEmpty();
    }
  }

  @Test
  void isListedPageByPage() {
    for (int i = 0; i < 5; i++) {
      scim.post("/Agents", body("").replace(name, name + "-" + i));
    }
    String filter = "filter=agentUserName+sw+%22" + name + "%22";
    List<String> seen = new ArrayList<>();
    for (int start = 1; start <= 5; start += 2) {
      Answer page = scim.get("/Agents?%s&startIndex=%d&count=2".formatted(filter, start));
      assertThat(page.json().path("totalResults").intValue()).isEqualTo(5);
      assertThat(page.json().path("startIndex").intValue()).isEqualTo(start);
      assertThat(page.json().path("itemsPerPage").intValue())
          .isEqualTo(page.json().path("Resources").size());
      page.json().path("Resources").forEach(one -> seen.add(one.path("id").textValue()));
    }
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    assertThat(scim.get("/Agents?" + filter + "&count=0").json().path("Resources")).isEmpty();
    assertThat(scim.get("/Agents?" + filter + "&count=-1").json().path("totalResults").intValue())
        .isEqualTo(5);
    assertThat(scim.get("/Agents?" + filter + "&startIndex=99").json().path("Resources")).isEmpty();
    assertThat(scim.get("/Agents?count=ten").status()).isEqualTo(400);
  }

  @Test
  void isListedByASearchInTheBody() {
    String id = registered();

    Answer found =
        scim.post(
            "/Agents/.search",
            "{'schemas': ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], 'attributes': ['agentUserName'], 'filter': 'agentUserName eq \\'%s\\'', 'count': 10}"
                .formatted(name)
                .replace("\\'", "\\\""));

    assertThat(found.json().path("Resources"))
        .as(found.toString())
        .isEqualTo(
            json("{'r': [{'schemas': ['%s', '%s'], 'id': '%s', 'agentUserName': '%s'}]}"
                    .formatted(AgentDraft.URN, GOVERNANCE, id, name))
                .get("r"));
  }

  @Test
  void showsOnlyWhatIsAskedFor() {
    String path = "/Agents/" + registered() + "?attributes=AGENTUSERNAME,%20meta.version";

    assertThat(scim.get(path).json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("schemas", "id", "agentUserName", "meta");
    assertThat(
            scim.patch(path, "{'op': 'add', 'path': 'displayName', 'value': 'x'}")
                .json()
                .has("displayName"))
        .isFalse();
  }

  private String registered() {
    Answer created = scim.post("/Agents", body(""));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.id();
  }

  private String body(String more) {
    return "{'agentUserName': '%s', 'active': true, 'owners': [{'value': '%s'}]%s}"
        .formatted(name, ada, more);
  }

  private List<String> found(String filter) {
    Answer answer = scim.filtered("/Agents", filter);
    assertThat(answer.status()).as(filter + ": " + answer).isEqualTo(200);
    return Samples.texts(answer.json().path("Resources"), "id");
  }
}
