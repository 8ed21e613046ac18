package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.DocumentedClient;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What becomes of clients that were made by many hands once people are asked about them. */
@TestInstance(Lifecycle.PER_CLASS)
class MessyAdoptionIT extends MessySite {

  @Test
  void adoptedClientsAreGovernedOnceSomebodyAccepts() {
    List<String> wanted = new ArrayList<>();
    for (int i = 6; i < 26; i++) {
      wanted.add(MessyRealm.LEGACY + i);
    }
    awaitShadows();
    ObjectNode wish = wish(wanted, MessyRealm.owner(1));
    ((ObjectNode) wish.path("template")).putObject("allowance").put("longestToken", "PT2M");

    Answer preview = registry.post("/adoptions?preview=true", provisioning(), wish);
    assertThat(preview.body().path("asked").asInt()).as(preview.toString()).isEqualTo(20);
    assertThat(asked(MessyRealm.owner(1))).isEmpty();
    Answer done = registry.post("/adoptions", provisioning(), wish);
    assertThat(done.body().path("asked").asInt()).as(done.toString()).isEqualTo(20);

    assertThat(ask(wanted.getFirst(), CREDENTIALS).body().path("expires_in").asInt())
        .isGreaterThan(120);
    Map<String, String> adoptions = asked(MessyRealm.owner(1));
    assertThat(adoptions.keySet()).containsAll(wanted);
    String token = decide(MessyRealm.owner(1));
    wanted
        .subList(0, 19)
        .forEach(
            client ->
                Registry.mustBeOk(
                    "Accepting " + client,
                    registry.post(
                        "/adoptions/%s/acceptance".formatted(adoptions.get(client)), token, null)));

    Patience.until(
        "the permits at the gate",
        ONE_WALK,
        () ->
            Optional.of(wanted.subList(0, 19))
                .filter(
                    all ->
                        all.stream()
                            .map(client -> ask(client, CREDENTIALS).body().path("expires_in"))
                            .allMatch(seconds -> seconds.isInt() && seconds.asInt() <= 120)));
    assertThat(ask(wanted.getLast(), CREDENTIALS).body().path("expires_in").asInt())
        .isGreaterThan(120);
    assertThat(byName(shadows()).keySet())
        .contains(wanted.getLast())
        .doesNotContainAnyElementsOf(wanted.subList(0, 19));
  }

  @Test
  void aGrantThatWasNotAdoptedIsRefused() {
    String bot = MessyRealm.BOT + 7;
    awaitShadows();
    ObjectNode wish = wish(List.of(bot), MessyRealm.owner(2));
    ((ObjectNode) wish.path("template"))
        .putObject("allowance")
        .putArray("grants")
        .add("authorization_code");

    Answer done = registry.post("/adoptions", provisioning(), wish);
    assertThat(done.body().path("results").path(0).path("warnings").toString())
        .contains("could no longer use the grants password");
    assertThat(ask(bot, PASSWORD).status()).isEqualTo(200);
    accept(bot, MessyRealm.owner(2));

    Answer refused =
        Patience.until(
            "the permit to bite",
            ONE_WALK,
            () ->
                Optional.of(ask(bot, PASSWORD))
                    .filter(answer -> refusal(answer).contains("GRANT")));
    assertThat(refusal(refused)).startsWith("GRANT_NOT_ALLOWED");
  }

  @Test
  void twoClientsOfOneNameButForTheCaseAreBothAdopted() {
    String one = MessyRealm.TWIN + 4;
    String other = one.toUpperCase(Locale.ROOT);
    awaitShadows();

    Answer done =
        registry.post("/adoptions", provisioning(), wish(List.of(one, other), MessyRealm.owner(3)));
    assertThat(done.body().path("asked").asInt()).as(done.toString()).isEqualTo(2);
    accept(one, MessyRealm.owner(3));
    accept(other, MessyRealm.owner(3));

    assertThat(byName(shadows())).doesNotContainKeys(one, other);
  }

  @Test
  void whateverClientsAreCalledTheyCanBeAdopted() {
    List<String> odd =
        byName(awaitShadows()).entrySet().stream()
            .filter(
                one ->
                    one.getValue().path("facts").path("description").asText().startsWith("Made by"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(odd).hasSizeGreaterThan(20);

    Answer done = registry.post("/adoptions", provisioning(), wish(odd, MessyRealm.owner(4)));
    assertThat(done.body().path("asked").asInt()).as(done.toString()).isEqualTo(odd.size());
    odd.forEach(client -> accept(client, MessyRealm.owner(4)));

    assertThat(byName(shadows())).doesNotContainKeys(odd.toArray(String[]::new));
  }

  @Test
  void aListWithOwnersIsTakenInRowByRow() {
    awaitShadows();
    String list =
        """
        Client ID;Owner e-mail;Deputy;Criticality;Purpose
        langgraph-agent-1;MESSY.OWNER5@example.org;messy.owner4;High;"Answers; politely"
        langgraph-agent-2;messy.owner5;;high;
        langgraph-agent-4;nobody.at.all@example.org;;high;Lost
        langgraph-agent-5;messy.gone@example.org;;high;Left
        langgraph-agent-6;messy.owner5;;enormous;Wrong
        spa-1;messy.owner5;;low;Not one that acts
        LANGGRAPH-AGENT-1;messy.owner5;;low;Another to Keycloak
        langgraph-agent-1;messy.owner5;;low;Again
        """;

    JsonNode preview = imported("/imports?preview=true", list);
    assertThat(outcomes(preview))
        .containsExactly(
            "2 would-ask",
            "3 would-ask",
            "4 refused INVALID",
            "5 refused INVALID",
            "6 refused INVALID",
            "7 refused NO_SUCH_SHADOW",
            "8 refused NO_SUCH_SHADOW",
            "9 refused DUPLICATE_ROW");
    assertThat(asked(MessyRealm.owner(5))).isEmpty();

    JsonNode done = imported("/imports", list);
    assertThat(outcomes(done).subList(0, 2)).containsExactly("2 asked", "3 asked");
    assertThat(outcomes(imported("/imports", list)).subList(0, 2))
        .containsExactly("2 unchanged", "3 unchanged");
    assertThat(asked(MessyRealm.owner(5)).keySet())
        .containsExactlyInAnyOrder(MessyRealm.AGENT + 1, MessyRealm.AGENT + 2);

    JsonNode taken = accept(MessyRealm.AGENT + 1, MessyRealm.owner(5));
    assertThat(taken.path("adoption").path("identity").path("riskTier").asText()).isEqualTo("HIGH");
    assertThat(taken.path("adoption").path("identity").path("purpose").asText())
        .isEqualTo("Answers; politely");
  }

  @Test
  void aBulkWithOwnersIsAListThatGovernsNothingBeforeSomebodyAccepts() {
    awaitShadows();
    List<String> clients = List.of(MessyRealm.AGENT + 11, MessyRealm.AGENT + 12);
    ObjectNode bulk = DemoRealm.JSON.createObjectNode();
    ArrayNode operations = bulk.putArray("Operations");
    for (String client : clients) {
      ObjectNode operation =
          operations.addObject().put("method", "POST").put("path", "/Agents").put("bulkId", client);
      ObjectNode data = operation.putObject("data").put("agentUserName", "listed " + client);
      data.putArray("owners").addObject().put("value", "Messy.Owner5@EXAMPLE.org");
      ObjectNode governance =
          data.putObject("urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity");
      governance.put("riskTier", "high").putObject("client").put("id", client);
      governance.putObject("allowance").put("longestToken", "PT2M");
    }

    JsonNode preview = taken("/imports?preview=true", bulk);
    assertThat(outcomes(preview)).containsExactly("1 would-ask", "2 would-ask");
    assertThat(outcomes(taken("/imports", bulk))).containsExactly("1 asked", "2 asked");
    for (String client : clients) {
      assertThat(ask(client, CREDENTIALS).body().path("expires_in").asInt()).isGreaterThan(120);
    }

    JsonNode accepted = accept(clients.getFirst(), MessyRealm.owner(5));
    assertThat(accepted.path("adoption").path("identity").path("userName").asText())
        .isEqualTo("listed " + clients.getFirst());
    Patience.until(
        "the permit of the one",
        ONE_WALK,
        () ->
            Optional.of(ask(clients.getFirst(), CREDENTIALS).body().path("expires_in"))
                .filter(seconds -> seconds.isInt() && seconds.asInt() <= 120));
    assertThat(ask(clients.getLast(), CREDENTIALS).body().path("expires_in").asInt())
        .isGreaterThan(120);
  }

  @Test
  void aClientThatDescribesItselfByADocumentStaysGovernedWhenItsDocumentIsReadAgain()
      throws IOException {
    String address =
        byName(awaitShadows()).keySet().stream()
            .filter(name -> name.startsWith(DocumentedClient.ADDRESS))
            .findFirst()
            .orElseThrow();
    Registry.mustBeOk(
        "Asking",
        registry.post("/adoptions", provisioning(), wish(List.of(address), MessyRealm.owner(2))));
    String identity = accept(address, MessyRealm.owner(2)).path("identity").asText();
    String permit = awaitPermit(address, "");

    assertThat(comesBack(address, Duration.ofHours(2), "An agent with a new name").status())
        .isLessThan(400);
    JsonNode client = RealmTruth.of(admin).client(address);
    assertThat(client.path("name").asText()).isEqualTo("An agent with a new name");
    assertThat(client.at("/attributes/steward.permit").asText()).isEqualTo(permit);

    Registry.mustBeOk(
        "Suspending", registry.suspend("/scim/v2/Agents/" + identity, provisioning()));
    String suspended = awaitPermit(address, permit);
    assertThat(comesBack(address, Duration.ofHours(5), "An agent that would go on").status())
        .isGreaterThanOrEqualTo(400);
    client = RealmTruth.of(admin).client(address);
    assertThat(client.at("/attributes/steward.permit").asText()).isEqualTo(suspended);
    assertThat(client.path("enabled").asBoolean()).isFalse();
  }

  private JsonNode taken(String path, ObjectNode bulk) {
    return Registry.mustBeOk("Importing", registry.post(path, provisioning(), bulk)).body();
  }

  /** Its permit at Keycloak, as soon as it is not the one from before. */
  private String awaitPermit(String client, String before) {
    return Patience.until(
        "a permit of " + client,
        ONE_WALK,
        () ->
            Optional.of(
                    RealmTruth.of(admin).client(client).at("/attributes/steward.permit").asText())
                .filter(permit -> !permit.isEmpty() && !permit.equals(before)));
  }

  /** The client asks for a login when Keycloak has to read its document anew. */
  private Answer comesBack(String address, Duration later, String name) throws IOException {
    stack.site().travelKeycloak(later);
    try {
      return DocumentedClient.comesBack(stack.site().keycloak(), DemoRealm.NAME, address, name);
    } finally {
      stack.site().travelKeycloak(Duration.ZERO);
    }
  }
}
