package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is told of clients that are drawn by lot, beside what Keycloak says about them. */
@TestInstance(Lifecycle.PER_CLASS)
class NastyRealmIT extends MessySite {

  private final NastyRealm nasty = new NastyRealm(admin, secret);

  @BeforeAll
  void lotsAreDrawn() {
    nasty.make();
    assertThat(nasty.made())
        .as("%s", nasty.refused())
        .hasSizeGreaterThan(NastyRealm.CLIENTS * 9 / 10);
  }

  @Test
  void everyClientThatActsOnItsOwnIsListedAndNoOther() {
    expectTheListToBeTheTruth(", seed " + NastyRealm.SEED);
  }

  @Test
  void eachIsToldAsKeycloakHasIt() {
    RealmTruth truth = RealmTruth.of(admin);
    SoftAssertions all = new SoftAssertions();
    mine(awaitShadows())
        .forEach(
            (uuid, shadow) -> {
              JsonNode client = one(truth.clients(), uuid);
              all.assertThat(shadow.path("clientId").asText())
                  .isEqualTo(client.path("clientId").asText());
              compare(all, shadow, client);
            });
    all.assertAll();
  }

  @Test
  void rolesAreToldHoweverTheyCameToAClient() {
    RealmTruth truth = RealmTruth.of(admin);
    SoftAssertions all = new SoftAssertions();
    List<String> administer = new ArrayList<>();
    mine(awaitShadows())
        .forEach(
            (uuid, shadow) -> {
              JsonNode client = one(truth.clients(), uuid);
              String name = client.path("clientId").asText();
              Set<String> told = set(shadow.path("roles"));
              Set<String> has = truth.effectiveRoles(client);
              all.assertThat(has).as(name).containsAll(told);
              Set<String> untold = new TreeSet<>(has);
              untold.removeAll(told);
              all.assertThat(untold)
                  .as("what %s has without being told of", name)
                  .isSubsetOf(truth.everybodysRoles());
              boolean manages = has.stream().anyMatch(role -> role.startsWith("realm-management:"));
              all.assertThat(set(shadow.path("flags")).contains("administers"))
                  .as(name)
                  .isEqualTo(manages);
              if (manages) {
                administer.add(name);
              }
            });
    all.assertAll();
    assertThat(administer).isNotEmpty();
  }

  @Test
  void whoeverIsNamedInWhateverWayIsProposed() {
    SoftAssertions all = new SoftAssertions();
    mine(awaitShadows())
        .forEach(
            (uuid, shadow) -> {
              int number = nasty.made().getOrDefault(uuid, 0);
              String owner = stack.realm().personId(MessyRealm.owner(number % MessyRealm.OWNERS));
              all.assertThat(shadow.path("proposals").findValuesAsText("person"))
                  .as("%s: %s", shadow.path("clientId"), NastyRealm.contact(number))
                  .contains(owner);
            });
    all.assertAll();
  }

  @Test
  void allOfThemCanBeAskedAboutAndAdopted() {
    List<String> clients = new ArrayList<>(mine(awaitShadows()).keySet());
    Answer preview =
        registry.post(
            "/adoptions?preview=true", provisioning(), wish(clients, MessyRealm.owner(1)));
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    List<String> willing = new ArrayList<>();
    for (JsonNode result : preview.body().path("results")) {
      if (result.path("outcome").asText().equals("would-ask")) {
        willing.add(result.path("client").asText());
      } else {
        assertThat(result.path("detail").asText()).as(result.toString()).isNotBlank();
      }
    }
    assertThat(willing).as(preview.toString()).hasSizeGreaterThan(clients.size() * 9 / 10);
  }

  @Test
  void aBulkOfAnExistingListIsTakenInOperationByOperation() {
    ObjectNode bulk = DemoRealm.JSON.createObjectNode();
    bulk.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkRequest");
    ArrayNode operations = bulk.putArray("Operations");
    Map<String, JsonNode> shadows = mine(awaitShadows());
    List<String> expected = new ArrayList<>();
    int i = 0;
    for (JsonNode shadow : shadows.values()) {
      String owner =
          switch (i % 4) {
            case 0 -> MessyRealm.owner(3);
            case 1 -> MessyRealm.owner(3).toUpperCase(Locale.ROOT) + "@EXAMPLE.org";
            case 2 -> "nobody.at.all@example.org";
            default -> "messy.gone@example.org";
          };
      expected.add(i % 4 < 2 ? "201" : "400");
      ObjectNode operation =
          operations
              .addObject()
              .put("method", "POST")
              .put("path", "/ServiceAccounts")
              .put("bulkId", "row" + i);
      ObjectNode data = operation.putObject("data");
      data.put("userName", "taken over %d%s".formatted(i, NastyRealm.END));
      data.put("active", false);
      data.putArray("owners").addObject().put("value", owner);
      data.putObject("urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity")
          .putObject("client")
          .put("realm", DemoRealm.NAME)
          .put("id", shadow.path("client").asText());
      if (++i == 40) {
        break;
      }
    }

    Answer preview = registry.post("/scim/v2/Bulk?preview=true", provisioning(), bulk);
    assertThat(statuses(preview)).as(preview.toString()).isEqualTo(expected);
    assertThat(registered()).doesNotContainAnyElementsOf(shadows.keySet());

    Answer done = registry.post("/scim/v2/Bulk", provisioning(), bulk);
    assertThat(statuses(done)).as(done.toString()).isEqualTo(expected);
    for (JsonNode operation : done.body().path("Operations")) {
      if (operation.path("status").asText().equals("400")) {
        assertThat(operation.path("response").path("detail").asText())
            .containsAnyOf("nobody.at.all@example.org", "messy.gone@example.org");
      }
    }
    assertThat(statuses(registry.post("/scim/v2/Bulk", provisioning(), bulk)))
        .containsOnly("409", "400");
  }

  private static List<String> statuses(Answer answer) {
    return answer
        .body()
        .path("Operations")
        .valueStream()
        .map(operation -> operation.path("status").asText())
        .toList();
  }

  private Map<String, JsonNode> mine(Map<String, JsonNode> shadows) {
    shadows.keySet().retainAll(nasty.made().keySet());
    return shadows;
  }
}
