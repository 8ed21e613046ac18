package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person who owns forty agents leaves while the registry is down. */
class LeaverIT {

  private static final int AGENTS = 40;
  private static final Duration SOON = Duration.ofSeconds(90);

  /** They own all, and no one else owns anything of it. */
  private static final String LEAVER = "forty.lea";

  private static final String DEPUTY = "forty.ben";
  private static final String SPONSOR = "forty.spy";

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final Registry registry = stack.site().registry();
  private final Map<String, String> agents = new TreeMap<>();

  @AfterEach
  void everythingRunsAgain() {
    stack.heal();
  }

  @Test
  void allFortyAreHandedOverAndWhoeverFindsNobodyStopsByTheDeadline() throws Exception {
    arrive();
    registerAll();
    acceptAll(LEAVER);
    acceptAll(DEPUTY);
    assertThat(orphans()).isEmpty();

    stack.killService();
    stack.realm().leaves(LEAVER);
    stack.realm().returns(LEAVER);
    stack.realm().leaves(LEAVER);
    stack.heal();

    Map<String, JsonNode> orphans =
        Patience.until(
            "forty orphans",
            SOON,
            () -> Optional.of(orphans()).filter(all -> all.size() == AGENTS));
    assertThat(orphans.keySet()).isEqualTo(agents.keySet());
    assertThat(orphans.values())
        .allSatisfy(
            orphan -> {
              assertThat(orphan.path("reason").asText()).isEqualTo("owner-disabled");
              assertThat(Instant.parse(orphan.path("since").asText())).isBefore(Instant.now());
              assertThat(orphan.path("scopes").toString()).contains("documents:read");
            });
    String deputy = stack.realm().personId(DEPUTY);
    Map<String, JsonNode> waiting =
        Patience.until(
            "forty hand-overs",
            SOON,
            () -> Optional.of(handOvers()).filter(all -> all.size() == AGENTS));
    assertThat(waiting.values())
        .allSatisfy(
            one -> {
              assertThat(one.path("custodian").asText()).isEqualTo(deputy);
              assertThat(
                      Duration.between(
                          Instant.parse(one.path("began").asText()),
                          Instant.parse(one.path("deadline").asText())))
                  .isEqualTo(Duration.ofDays(7));
            });
    assertThat(questions(DEPUTY)).containsAll(agents.keySet());
    assertThat(questions(SPONSOR)).containsAll(agents.keySet());
    assertThat(events(agents.keySet().iterator().next())).containsOnlyOnce("BeginHandOver");
    Instant meanwhile = Instant.now();

    List<String> kept = new ArrayList<>(agents.keySet()).subList(0, AGENTS - 2);
    List<String> left = new ArrayList<>(agents.keySet()).subList(AGENTS - 2, AGENTS);
    String token = decide(DEPUTY);
    kept.forEach(id -> Registry.mustBeOk("Taking over " + id, registry.accept(id, token)));
    assertThat(handOvers().keySet()).isEqualTo(Set.copyOf(left));
    assertThat(orphans().keySet()).isEqualTo(Set.copyOf(left));
    awaitPermits(kept);
    assertThat(why(reported("&at=" + meanwhile))).isEqualTo(why(orphans));

    Instant deadline = Instant.parse(one(waiting, left.getFirst()).path("deadline").asText());
    Instant hour = deadline.minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.HOURS);
    travelKeycloakTo(hour.plus(Duration.ofMinutes(5)));
    assertThat(left)
        .allSatisfy(
            id ->
                assertThat(refusal(id))
                    .startsWith("BROWNOUT: nobody answers for the identity")
                    .contains("for good from " + one(waiting, id).path("deadline").asText()));
    assertThat(kept).allSatisfy(id -> assertThat(ask(id).status()).isEqualTo(200));
    travelKeycloakTo(hour.plus(Duration.ofMinutes(45)));
    assertThat(left).allSatisfy(id -> assertThat(ask(id).status()).isEqualTo(200));

    stack.site().travelKeycloak(Duration.ofDays(8));
    assertThat(kept).allSatisfy(id -> assertThat(ask(id).status()).isEqualTo(200));
    assertThat(left).allSatisfy(id -> assertThat(refusal(id)).startsWith("OWNER_GONE"));
    stack.site().travel(Duration.ofDays(8));
    Patience.until(
        "the two to be suspended",
        SOON,
        () ->
            left.stream().allMatch(id -> events(id).contains("SuspendUnowned"))
                ? Optional.of(true)
                : Optional.empty());
  }

  private void arrive() {
    List.of(LEAVER, DEPUTY, SPONSOR).forEach(stack::arrives);
  }

  private void registerAll() {
    for (int i = 0; i < AGENTS; i++) {
      admin.create(
          "/demo/clients",
          Map.of(
              "clientId",
              "forty-" + i,
              "secret",
              secret(),
              "serviceAccountsEnabled",
              true,
              "standardFlowEnabled",
              false,
              "optionalClientScopes",
              List.of(StoryAgent.SCOPE)));
    }
    String token = stack.site().tokens().ofClient(DemoRealm.PROVISIONING);
    for (int i = 0; i < AGENTS; i++) {
      String name = "forty-" + i;
      Answer made = registry.post("/scim/v2/Agents", token, agent(name));
      agents.put(Registry.mustBeOk("Registering " + name, made).body().path("id").asText(), name);
    }
  }

  private JsonNode agent(String name) {
    ObjectNode agent =
        (ObjectNode)
            DemoRealm.resource(
                "story-agent.json",
                placeholder ->
                    switch (placeholder) {
                      case "agent" -> name;
                      case "realm" -> DemoRealm.NAME;
                      case "client" -> stack.realm().clientUuid(name);
                      default -> stack.realm().personId(LEAVER);
                    });
    ObjectNode governance =
        (ObjectNode)
            agent.path("urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity");
    governance
        .putObject("cadence")
        .put("every", "P90D")
        .put("grace", "P14D")
        .put("brownout", "P3D");
    ArrayNode owners = (ArrayNode) governance.path("owners");
    owners.addObject().put("value", DEPUTY + "@example.org").put("role", "backup");
    owners.addObject().put("value", SPONSOR).put("role", "sponsor");
    return agent;
  }

  private void acceptAll(String person) {
    String token = decide(person);
    agents.keySet().forEach(id -> Registry.mustBeOk("Accepting " + id, registry.accept(id, token)));
  }

  /** Those of the forty that stand on the report. */
  private Map<String, JsonNode> orphans() {
    return reported("");
  }

  private static Map<String, List<JsonNode>> why(Map<String, JsonNode> orphans) {
    Map<String, List<JsonNode>> why = new TreeMap<>();
    orphans.forEach(
        (id, one) ->
            why.put(id, List.of(one.path("reason"), one.path("since"), one.path("scopes"))));
    return why;
  }

  private Map<String, JsonNode> reported(String when) {
    return byIdentity(
        registry
            .get(
                "/reports/orphans?limit=1000&owner=" + stack.realm().personId(LEAVER) + when,
                stack.site().tokens().ofPerson("carol", "reports:read"))
            .body()
            .path("orphans"));
  }

  private Map<String, JsonNode> handOvers() {
    return byIdentity(
        registry
            .get(
                "/ownership/hand-overs?limit=1000",
                stack.site().tokens().ofPerson("carol", "reports:read"))
            .body()
            .path("handOvers"));
  }

  private List<String> questions(String person) {
    return registry
        .get("/ownership/questions?limit=1000", decide(person))
        .body()
        .path("questions")
        .valueStream()
        .map(one -> one.path("question").path("identity").asText())
        .toList();
  }

  private Map<String, JsonNode> byIdentity(JsonNode list) {
    return list.valueStream()
        .filter(one -> agents.containsKey(one.path("identity").asText()))
        .collect(Collectors.toMap(one -> one.path("identity").asText(), one -> one));
  }

  private void awaitPermits(List<String> ids) {
    Patience.until(
        "the permits at the gate",
        SOON,
        () -> Optional.of(ids).filter(all -> all.stream().allMatch(this::isDelivered)));
  }

  private boolean isDelivered(String id) {
    String version =
        registry
            .get("/scim/v2/Agents/" + id, stack.site().tokens().ofClient(DemoRealm.PROVISIONING))
            .body()
            .at("/meta/version")
            .asText()
            .replaceAll("\\D", "");
    return admin
        .must("GET", "/demo/clients/" + stack.realm().clientUuid(name(id)), null)
        .at("/attributes/steward.version")
        .asText()
        .equals(version);
  }

  private void travelKeycloakTo(Instant then) {
    stack.site().travelKeycloak(Duration.between(Instant.now(), then));
  }

  private String refusal(String id) {
    return ask(id).body().path("error_description").asText();
  }

  private static JsonNode one(Map<String, JsonNode> all, String id) {
    JsonNode found = all.get(id);
    if (found == null) {
      throw new AssertionError("nothing is told of " + id);
    }
    return found;
  }

  private Answer ask(String id) {
    return stack.site().tokens().ask(name(id), secret(), StoryAgent.SCOPE);
  }

  private String name(String id) {
    String name = agents.get(id);
    if (name == null) {
      throw new AssertionError(id + " is none of the forty");
    }
    return name;
  }

  private List<String> events(String id) {
    return registry
        .get("/ledger?identity=" + id, stack.site().tokens().ofPerson("carol", "evidence:read"))
        .body()
        .path("entries")
        .findValuesAsText("event");
  }

  private String secret() {
    return stack.site().env().clientSecret("forty");
  }

  private String decide(String person) {
    return stack.site().tokens().ofPerson(person, Registry.DECIDE);
  }
}
