package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with forty agents, no two alike, is deleted from Keycloak while the registry is dead;
 * one of the deputies is disabled with them, and the registry dies once more while it hands over.
 */
class MixedLeaverIT {

  private static final int AGENTS = 40;
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final List<String> TIERS = List.of("low", "medium", "high", "critical");
  private static final Map<String, Integer> DAYS =
      Map.of("low", 30, "medium", 14, "high", 7, "critical", 3);

  private static final String LEAVER = "mixed.lea";
  private static final String DEPUTY = "mixed.ben";
  private static final String GOING_TOO = "mixed.cy";
  private static final String SPONSOR = "mixed.spy";
  private static final String PARTNER = "mixed.pat";

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final Registry registry = stack.site().registry();
  private final Map<String, Integer> agents = new TreeMap<>();

  @AfterEach
  void everythingRunsAgain() {
    stack.heal();
  }

  private static String tier(int i) {
    return TIERS.get(i % TIERS.size());
  }

  /**
   * Every fifth has nobody else, every fifth the deputy who goes too, the others the one who stays.
   */
  private static Optional<String> deputy(int i) {
    return switch (i % 5) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(GOING_TOO);
      default -> Optional.of(DEPUTY);
    };
  }

  /** These have an owner who stays. */
  private static boolean isShared(int i) {
    return i % 8 == 7;
  }

  /** These the leaver never accepted. */
  private static boolean isUnanswered(int i) {
    return i % 8 == 6;
  }

  private static boolean isSuspended(int i) {
    return i % 8 == 5;
  }

  @Test
  void eachIsHandedOverAsItIsMeantToBe() throws Exception {
    List.of(LEAVER, DEPUTY, GOING_TOO, SPONSOR, PARTNER).forEach(stack::arrives);
    String leaver = stack.realm().personId(LEAVER);
    String deputy = stack.realm().personId(DEPUTY);
    for (int i = 0; i < AGENTS; i++) {
      register(i);
    }
    accept(LEAVER, i -> !isUnanswered(i));
    accept(DEPUTY, i -> deputy(i).filter(DEPUTY::equals).isPresent());
    accept(GOING_TOO, i -> deputy(i).filter(GOING_TOO::equals).isPresent());
    accept(PARTNER, MixedLeaverIT::isShared);
    suspend();
    Set<String> orphaned = ids(i -> !isShared(i));
    Instant before = Instant.now();

    stack.killService();
    admin.must("DELETE", "/demo/users/" + leaver, null);
    stack.realm().leaves(GOING_TOO);
    stack.heal();
    Patience.until("the first hand-over", SOON, () -> handOvers().keySet().stream().findFirst());
    stack.killService();
    stack.heal();

    Map<String, JsonNode> handOvers =
        Patience.until(
            "all hand-overs",
            SOON,
            () -> Optional.of(handOvers()).filter(all -> all.size() >= orphaned.size()));
    assertThat(handOvers.keySet()).isEqualTo(orphaned);
    Map<String, JsonNode> orphans = orphans(leaver);
    assertThat(orphans.keySet()).isEqualTo(orphaned);
    Set<String> asksDeputy = questions(DEPUTY);
    Set<String> asksSponsor = questions(SPONSOR);
    Set<String> asksPartner = questions(PARTNER);
    SoftAssertions all = new SoftAssertions();
    agents.forEach(
        (id, i) -> {
          String what = "agent %d, %s".formatted(i, tier(i));
          List<String> events = events(id);
          if (isShared(i)) {
            all.assertThat(events).as(what).doesNotContain("BeginHandOver");
            return;
          }
          JsonNode handOver = one(handOvers, id);
          boolean held = deputy(i).filter(DEPUTY::equals).isPresent();
          all.assertThat(handOver.path("custodian").asText(""))
              .as(what)
              .isEqualTo(held ? deputy : "");
          Instant began = Instant.parse(handOver.path("began").asText());
          all.assertThat(began).as(what).isAfter(before);
          all.assertThat(Duration.between(began, Instant.parse(handOver.path("deadline").asText())))
              .as(what)
              .isEqualTo(Duration.ofDays(days(i)));
          all.assertThat(events).as(what).containsOnlyOnce("BeginHandOver");
          all.assertThat(asksDeputy.contains(id)).as("deputy, " + what).isEqualTo(held);
          all.assertThat(asksSponsor).as("sponsor, " + what).contains(id);
          all.assertThat(asksPartner).as("siblings' owner, " + what).contains(id);
          JsonNode orphan = one(orphans, id);
          all.assertThat(orphan.path("reason").asText()).as(what).isEqualTo("owner-left");
          all.assertThat(orphan.path("riskTier").asText().toLowerCase(java.util.Locale.ROOT))
              .as(what)
              .isEqualTo(tier(i));
        });
    all.assertThat(events(ids(i -> i == 0).iterator().next())).contains("OwnersProposed");
    all.assertAll();
    assertThat(stack.ledgerIsValid()).isTrue();

    stack.site().travel(Duration.ofDays(4));
    Set<String> critical = ids(i -> tier(i).equals("critical") && !isShared(i) && !isSuspended(i));
    Patience.until(
        "those of the shortest deadline to be suspended",
        SOON,
        () ->
            Optional.of(critical)
                .filter(
                    some -> some.stream().allMatch(id -> events(id).contains("SuspendUnowned"))));
    assertThat(ids(i -> !tier(i).equals("critical") || isShared(i)))
        .noneMatch(id -> events(id).contains("SuspendUnowned"));
  }

  private static int days(int i) {
    Integer days = DAYS.get(tier(i));
    return days == null ? 0 : days;
  }

  private void register(int i) {
    String name = "mixed-" + i;
    ObjectNode agent =
        (ObjectNode)
            DemoRealm.resource(
                "story-agent.json",
                placeholder -> placeholder.equals("agent") ? name : stack.realm().personId(LEAVER));
    ObjectNode governance =
        (ObjectNode)
            agent.path("urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity");
    governance.remove("client");
    governance.put("riskTier", tier(i));
    governance.putObject("cadence").put("every", "P30D");
    ArrayNode owners = (ArrayNode) governance.path("owners");
    deputy(i).ifPresent(deputy -> owners.addObject().put("value", deputy).put("role", "backup"));
    owners.addObject().put("value", SPONSOR).put("role", "sponsor");
    if (isShared(i)) {
      owners.addObject().put("value", PARTNER).put("role", "owner");
    }
    agents.put(
        Registry.mustBeOk("Registering", registry.post("/scim/v2/Agents", provisioning(), agent))
            .body()
            .path("id")
            .asText(),
        i);
  }

  private void accept(String person, IntPredicate which) {
    String token = decide(person);
    ids(which).forEach(id -> Registry.mustBeOk("Accepting", registry.accept(id, token)));
  }

  private void suspend() {
    ids(MixedLeaverIT::isSuspended)
        .forEach(
            id ->
                Registry.mustBeOk(
                    "Suspending", registry.suspend("/scim/v2/Agents/" + id, provisioning())));
  }

  private Set<String> ids(IntPredicate which) {
    return agents.entrySet().stream()
        .filter(agent -> which.test(agent.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, JsonNode> handOvers() {
    return mine(read("/ownership/hand-overs?limit=1000", "carol", "reports:read", "handOvers"));
  }

  private Map<String, JsonNode> orphans(String owner) {
    return mine(
        read("/reports/orphans?limit=1000&owner=" + owner, "carol", "reports:read", "orphans"));
  }

  private Set<String> questions(String person) {
    return new TreeSet<>(
        read("/ownership/questions?limit=1000", person, Registry.DECIDE, "questions")
            .findValuesAsText("identity"));
  }

  private JsonNode read(String path, String person, String scope, String part) {
    return Registry.mustBeOk(
            "Reading " + path, registry.get(path, stack.site().tokens().ofPerson(person, scope)))
        .body()
        .path(part);
  }

  private Map<String, JsonNode> mine(JsonNode list) {
    return list.valueStream()
        .filter(one -> agents.containsKey(one.path("identity").asText()))
        .collect(Collectors.toMap(one -> one.path("identity").asText(), one -> one));
  }

  private List<String> events(String id) {
    return read("/ledger?identity=" + id, "carol", "evidence:read", "entries")
        .findValuesAsText("event");
  }

  private static JsonNode one(Map<String, JsonNode> all, String id) {
    JsonNode found = all.get(id);
    if (found == null) {
      throw new AssertionError("nothing is told of " + id);
    }
    return found;
  }

  private String decide(String person) {
    return stack.site().tokens().ofPerson(person, Registry.DECIDE);
  }

  private String provisioning() {
    return stack.site().tokens().ofClient(DemoRealm.PROVISIONING);
  }
}
