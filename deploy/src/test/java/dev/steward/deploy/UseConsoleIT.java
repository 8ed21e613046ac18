package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was used of what was granted, before somebody at a browser, after real tokens. */
class UseConsoleIT {

  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";
  private static final Duration SOON = Duration.ofSeconds(90);

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final String name = "seldom-" + UUID.randomUUID().toString().substring(0, 8);
  private final String secret = DemoEnv.randomSecret();

  @Test
  void tellsOfEachScopeAndRoleWhetherItWasUsedAndOnWhichDay() {
    String client = client();
    String identity = registered(client);
    LocalDate before = LocalDate.now(ZoneOffset.UTC);
    Patience.until(
        "a token of " + name,
        SOON,
        () ->
            Optional.of(stack.site().tokens().ask(name, secret, "documents:read"))
                .filter(answer -> answer.status() == 200)
                .map(Answer::body));

    try (Visit visit = Visit.of("grace")) {
      Locator used =
          Patience.until(
              "the use to be told",
              SOON,
              () -> {
                visit.open("/console/identities/" + identity);
                return Optional.of(row(visit, "documents:read"))
                    .filter(row -> row.count() == 1)
                    .filter(row -> row.innerText().startsWith("documents:read\tUsed"));
              });
      assertThat(LocalDate.parse(used.locator("time").getAttribute("datetime")))
          .isBetween(before, LocalDate.now(ZoneOffset.UTC));
      assertThat(row(visit, "mail:draft").innerText()).contains("Never used").endsWith("–");
      assertThat(row(visit, "auditor").innerText()).contains("(role)", "Used");
      assertThat(row(visit, "auditor").locator("time").count()).isOne();
      visit.check().checkReflow();

      admin.must(
          "POST",
          "/demo/users/%s/role-mappings/realm".formatted(account(client)),
          List.of(admin.must("GET", "/demo/roles/reviewer", null)));
      Patience.until(
          "the new role to be told of",
          SOON,
          () -> {
            visit.open("/console/identities/" + identity);
            return Optional.of(row(visit, "reviewer"))
                .filter(row -> row.count() == 1)
                .filter(row -> row.innerText().contains("Never used"));
          });
    }
  }

  private static Locator row(Visit visit, String name) {
    return visit
        .page()
        .locator("tr", new Page.LocatorOptions().setHasText(name))
        .filter(new Locator.FilterOptions().setHas(visit.page().locator("td")));
  }

  /** A client with a role that its tokens carry, and two scopes that it may ask for. */
  private String client() {
    ObjectNode client =
        DemoRealm.JSON
            .createObjectNode()
            .put("clientId", name)
            .put("secret", secret)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false);
    client.putArray("defaultClientScopes").add("basic").add("service_account").add("roles");
    client.putArray("optionalClientScopes").add("documents:read").add("mail:draft");
    String uuid = admin.create("/demo/clients", client);
    admin.must(
        "POST",
        "/demo/users/%s/role-mappings/realm".formatted(account(uuid)),
        List.of(admin.must("GET", "/demo/roles/auditor", null)));
    return uuid;
  }

  private String account(String client) {
    return admin
        .must("GET", "/demo/clients/%s/service-account-user".formatted(client), null)
        .path("id")
        .asText();
  }

  private String registered(String client) {
    JsonNode agent =
        DemoRealm.JSON.valueToTree(
            Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
                "agentUserName",
                name,
                "displayName",
                name,
                "active",
                true,
                GOVERNANCE,
                Map.of(
                    "owners",
                    List.of(Map.of("value", "alice", "role", "owner")),
                    "client",
                    Map.of("realm", DemoRealm.NAME, "id", client),
                    "allowance",
                    Map.of(
                        "grants",
                        List.of("client_credentials"),
                        "scopes",
                        List.of("documents:read", "mail:draft")))));
    String id =
        Registry.mustBeOk(
                "Registering " + name,
                stack
                    .site()
                    .registry()
                    .post(
                        "/scim/v2/Agents",
                        stack.site().tokens().ofClient(DemoRealm.PROVISIONING, "scim:write"),
                        agent))
            .body()
            .path("id")
            .asText();
    Registry.mustBeOk(
        "Accepting",
        stack
            .site()
            .registry()
            .accept(id, stack.site().tokens().ofPerson("alice", Registry.DECIDE)));
    return id;
  }
}
