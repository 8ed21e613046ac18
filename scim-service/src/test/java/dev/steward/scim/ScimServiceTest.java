package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ScimServiceTest {

  private static final String ID = new UUID(0, 7).toString();

  private ScimClient scim;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
  }

  /** Every route there is. A route that is added without a permission fails here. */
  @ParameterizedTest
  @CsvSource({
    "GET, /Agents, scim:read",
    "POST, /Agents, scim:write",
    "POST, /Agents/.search, scim:read",
    "GET, /Agents/ID, scim:read",
    "PUT, /Agents/ID, scim:write",
    "PATCH, /Agents/ID, scim:write",
    "DELETE, /Agents/ID, scim:write",
    "GET, /ServiceAccounts, scim:read",
    "POST, /ServiceAccounts, scim:write",
    "POST, /ServiceAccounts/.search, scim:read",
    "GET, /ServiceAccounts/ID, scim:read",
    "PUT, /ServiceAccounts/ID, scim:write",
    "PATCH, /ServiceAccounts/ID, scim:write",
    "DELETE, /ServiceAccounts/ID, scim:write",
    "GET, /Users, scim:read",
    "POST, /Users, scim:write",
    "POST, /Users/.search, scim:read",
    "GET, /Users/ID, scim:read",
    "PUT, /Users/ID, scim:write",
    "PATCH, /Users/ID, scim:write",
    "DELETE, /Users/ID, scim:write",
    "GET, /Groups, scim:read",
    "POST, /Groups, scim:write",
    "POST, /Groups/.search, scim:read",
    "GET, /Groups/ID, scim:read",
    "PUT, /Groups/ID, scim:write",
    "PATCH, /Groups/ID, scim:write",
    "DELETE, /Groups/ID, scim:write",
    "GET, /, scim:read",
    "POST, /.search, scim:read",
    "POST, /Bulk, scim:write",
    "GET, /Me, scim:read",
    "GET, /Me, scim:me",
    "POST, /Me, scim:write",
    "PUT, /Me, scim:write",
    "PATCH, /Me, scim:write",
    "DELETE, /Me, scim:write",
    "GET, /ServiceProviderConfig, scim:read",
    "GET, /ResourceTypes, scim:read",
    "GET, /ResourceTypes/Agent, scim:read",
    "GET, /Schemas, scim:read",
    "GET, /Schemas/urn:x, scim:read",
    "GET, /nowhere, scim:read",
    "DELETE, /nowhere/at/all, scim:write",
  })
  void isOpenToNobodyWithoutTheScope(String method, String path, String scope) {
    String target = path.replace("ID", ID);
    String body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
    String other = scope.equals("scim:write") ? "scim:read" : "scim:write";

    Answer anonymous = new ScimClient(null).send(method, target, body);
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.header("WWW-Authenticate")).startsWithIgnoringCase("Bearer");
    assertThat(new ScimClient("no.real.token").send(method, target, body).status()).isEqualTo(401);
    if (!path.startsWith("/nowhere")) {
      Answer other403 = ScimClient.allowed(other).send(method, target, body);
      assertThat(other403.status()).isEqualTo(403);
      assertThat(other403.json().path("status").textValue()).isEqualTo("403");
    }
    assertThat(ScimClient.allowed(scope).send(method, target, body).status())
        .isNotIn(401, 403)
        .matches(status -> status < 500 || status == 501);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /Agents/7                       |      | application/scim+json | 404",
        "GET    | /Agents/abc%00def               |      | application/scim+json | 404",
        "GET    | /nowhere                        |      | application/scim+json | 404",
        "GET    | /Me                             |      | application/scim+json | 404",
        "POST   | /Me                             | {}   | application/scim+json | 501",
        "GET    | /?filter=nothing%20pr           |      | application/scim+json | 400",
        "PATCH  | /Agents                         | {}   | application/scim+json | 405",
        "POST   | /Agents                         | {    | application/scim+json | 400",
        "POST   | /Agents                         | []   | application/scim+json | 400",
        "POST   | /Agents                         | {}   | text/plain            | 415",
        "GET    | /Agents?filter=a%20eq%20%5B%5D  |      | application/scim+json | 400",
        "GET    | /Agents?filter=%00              |      | application/scim+json | 400",
        "GET    | /Agents?startIndex=x            |      | application/scim+json | 400",
        "GET    | /Agents?attributes=id&excludedAttributes=id | | application/scim+json | 400",
        "GET    | /Schemas?filter=id%20pr         |      | application/scim+json | 403",
        "GET    | /Schemas/urn:x                  |      | application/scim+json | 404",
        "GET    | /ResourceTypes/Nothing          |      | application/scim+json | 404",
      })
  void tellsErrorsInTheFormOfScim(
      String method, @Nullable String path, @Nullable String body, String type, int status) {
    Answer answer = scim.send(method, path == null ? "" : path, body, "Content-Type", type);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith(ScimJson.MEDIA_TYPE);
    assertThat(answer.json().path("schemas").path(0).textValue()).isEqualTo(Urn.ERROR);
    assertThat(answer.json().path("status").textValue()).isEqualTo(Integer.toString(status));
    assertThat(answer.json().path("detail").textValue()).isNotBlank();
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    Answer answer = scim.post("/Agents", " ".repeat(1_100_000));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("status").textValue()).isEqualTo("413");
  }

  @Test
  void takesPlainJsonAndAnyAccept() {
    String body =
        "{'agentUserName': 'x-%s', 'owners': [{'value': '%s'}]}"
            .formatted(UUID.randomUUID(), Sample.person());

    assertThat(
            scim.post("/Agents", body, "Content-Type", "application/json; charset=UTF-8").status())
        .isEqualTo(201);
    assertThat(scim.get("/Agents", "Accept", "*/*").status()).isEqualTo(200);
    assertThat(scim.get("/Agents", "Accept", "application/json").status()).isEqualTo(200);
    assertThat(scim.get("/Agents", "X-HTTP-Method-Override", "DELETE").status()).isEqualTo(200);
  }

  @Test
  void registersWorkloadsAmongServiceAccounts() {
    Answer created =
        scim.post(
            "/ServiceAccounts",
            "{'userName': 'batch-%s', 'owners': [{'value': '%s'}], '%s': {'kind': 'workload'}}"
                .formatted(UUID.randomUUID(), Sample.person(), Urn.GOVERNANCE));

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.governance().path("kind").textValue()).isEqualTo("workload");
    assertThat(created.governance().path("standing").textValue()).isEqualTo("good");
    assertThat(scim.get("/ServiceAccounts/" + created.id()).status()).isEqualTo(200);
    assertThat(scim.get("/Agents/" + created.id()).status()).isEqualTo(404);
  }

  @Test
  void tellsItsTypesAndSchemas() {
    JsonNode types = scim.get("/ResourceTypes").json().path("Resources");
    assertThat(Samples.texts(types, "endpoint"))
        .containsExactly("/Users", "/Groups", "/Agents", "/ServiceAccounts");

    List<String> urns = Samples.texts(scim.get("/Schemas").json().path("Resources"), "id");
    assertThat(urns)
        .containsExactlyInAnyOrder(
            AgentDraft.URN,
            Urn.SERVICE_ACCOUNT,
            Urn.GOVERNANCE,
            UserSchema.URN,
            EnterpriseSchema.URN,
            GroupSchema.URN);
    for (JsonNode type : types) {
      assertThat(urns).contains(type.path("schema").textValue());
      assertThat(scim.get("/ResourceTypes/" + type.path("id").textValue()).json()).isEqualTo(type);
    }
    for (String urn : urns) {
      JsonNode schema = scim.get("/Schemas/" + urn).json();
      assertThat(schema.path("meta").path("location").textValue())
          .isEqualTo(scim.base() + "/Schemas/" + urn);
      for (JsonNode attribute : schema.path("attributes")) {
        for (String property :
            new String[] {
              "name", "type", "multiValued", "required", "mutability", "returned", "description"
            }) {
          assertThat(attribute.has(property)).as(urn + " " + attribute).isTrue();
        }
      }
    }
  }

  @Test
  void tellsWhatItCanDo() {
    JsonNode config = scim.get("/ServiceProviderConfig").json();

    assertThat(config.path("patch").path("supported").booleanValue()).isTrue();
    assertThat(config.path("etag").path("supported").booleanValue()).isTrue();
    assertThat(config.path("filter").path("supported").booleanValue()).isTrue();
    assertThat(config.path("bulk").path("supported").booleanValue()).isTrue();
    assertThat(config.path("authenticationSchemes").path(0).path("type").textValue())
        .isEqualTo("oauthbearertoken");
  }
}
