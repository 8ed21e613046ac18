package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is told, and what becomes, of what an export of a real site brings along. */
@TestInstance(Lifecycle.PER_CLASS)
class StrangeRealmIT extends MessySite {

  private static final int TWO_MINUTES = 120;

  private final StrangeRealm strange = new StrangeRealm(admin, secret);

  @BeforeAll
  void itIsImported() {
    strange.make();
  }

  @Test
  void everyClientThatActsOnItsOwnIsListedAndNoOther() {
    expectTheListToBeTheTruth(", seed " + NastyRealm.SEED);
  }

  @Test
  void eachIsToldAsKeycloakHasIt() {
    RealmTruth truth = RealmTruth.of(admin);
    SoftAssertions all = new SoftAssertions();
    awaitShadows()
        .forEach(
            (uuid, shadow) -> {
              JsonNode client = one(truth.clients(), uuid);
              compare(all, shadow, client);
              all.assertThat(shadow.path("authenticator"))
                  .as(client.path("clientId").asText())
                  .isEqualTo(client.path("clientAuthenticatorType"));
              all.assertThat(shadow.toString()).doesNotContain("an older secret");
            });
    all.assertAll();
  }

  @Test
  void whoeverIsNamedIsProposedAndNobodyElseIs() {
    Map<String, JsonNode> shadows = byName(awaitShadows());
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < StrangeRealm.OWNERS; i++) {
      Set<String> named = new TreeSet<>();
      for (JsonNode proposal : one(shadows, StrangeRealm.OWNED + i).path("proposals")) {
        if (proposal.path("evidence").toString().contains("CONTACT")) {
          named.add(proposal.path("person").asText());
        }
      }
      all.assertThat(named)
          .as(StrangeRealm.OWNED + i)
          .containsExactlyInAnyOrderElementsOf(
              StrangeRealm.meant(i).stream().map(strange::person).toList());
    }
    all.assertAll();
  }

  @Test
  void thePeopleOfAServiceAccountsGroupAreProposed() {
    Map<String, JsonNode> shadows = byName(awaitShadows());
    for (int i = 0; i < StrangeRealm.COLLEAGUES; i++) {
      JsonNode shadow = one(shadows, StrangeRealm.COLLEAGUE + i);
      assertThat(set(shadow.path("facts").path("groups"))).containsExactly(StrangeRealm.GROUP);
      JsonNode first = shadow.path("proposals").path(0);
      assertThat(first.path("person").asText()).isEqualTo(strange.person("strange.boss"));
      assertThat(first.path("evidence").path(0).path("source").asText()).isEqualTo("TEAM");
    }
  }

  @Test
  void rolesOfOtherClientsAreToldAlsoThoseWithinOthers() {
    JsonNode borrower = one(byName(awaitShadows()), HandmadeClients.BORROWER);

    assertThat(set(borrower.path("roles")))
        .contains(HandmadeClients.LENDER + ":outer", HandmadeClients.SOURCE + ":inner");
  }

  @Test
  void aPermitFromElsewhereStopsNobodyAndGivesWayToOurs() {
    List<String> leftovers = new ArrayList<>();
    for (int i = 0; i < StrangeRealm.LEFTOVERS; i++) {
      leftovers.add(StrangeRealm.LEFTOVER + i);
    }
    awaitShadows();
    for (String name : leftovers) {
      assertThat(ask(name, CREDENTIALS).status()).as(name).isEqualTo(200);
    }

    adopt(leftovers, MessyRealm.owner(3));

    awaitPermits(leftovers, CREDENTIALS);
  }

  @Test
  void whoCouldGetATokenStillCanOnceSomebodyAccepted() {
    Map<String, String> grants = new TreeMap<>();
    List<String> names = new ArrayList<>();
    byName(awaitShadows())
        .forEach(
            (name, shadow) -> {
              if (name.strip().matches("(?s)strange (\\d+|twin.*|chosen.*)|y+|Y+")) {
                names.add(name);
                for (String grant : List.of(CREDENTIALS, PASSWORD)) {
                  if (ask(name, grant).status() == 200) {
                    grants.put(name, grant);
                  }
                }
              }
            });
    assertThat(names).hasSizeGreaterThan(StrangeRealm.DRAWN / 3);
    assertThat(grants).hasSizeGreaterThan(10);
    assertThat(grants.keySet())
        .containsAll(
            HandmadeClients.CHOSEN_IDS.stream().map(HandmadeClients.CHOSEN::concat).toList());

    Map<String, Boolean> enabled = enabled(names);
    assertThat(enabled).containsValue(false);

    adopt(names, MessyRealm.owner(2));

    for (String grant : List.of(CREDENTIALS, PASSWORD)) {
      awaitPermits(
          grants.keySet().stream().filter(name -> grant.equals(grants.get(name))).toList(), grant);
    }
    assertThat(enabled(names)).isEqualTo(enabled);
  }

  @Test
  void aNameThatIsTheUuidOfAnotherClientMeansTheOther() {
    Map<String, JsonNode> shadows = byName(awaitShadows());
    JsonNode original = one(shadows, StrangeRealm.BEGIN + "original");
    String uuid = original.path("client").asText();
    assertThat(shadows).containsKey(uuid);

    Answer preview =
        registry.post(
            "/adoptions?preview=true",
            provisioning(),
            wish(List.of(uuid, one(shadows, uuid).path("client").asText()), MessyRealm.owner(1)));

    assertThat(preview.body().path("results").findValuesAsText("clientId"))
        .as(preview.toString())
        .containsExactly(StrangeRealm.BEGIN + "original", uuid);
  }

  private Map<String, Boolean> enabled(List<String> names) {
    Map<String, Boolean> enabled = new TreeMap<>();
    for (JsonNode client : RealmTruth.of(admin).clients().values()) {
      String name = client.path("clientId").asText();
      if (names.contains(name)) {
        enabled.put(name, client.path("enabled").asBoolean());
      }
    }
    return enabled;
  }

  private void adopt(List<String> names, String owner) {
    ObjectNode wish = wish(names, owner);
    ((ObjectNode) wish.path("template")).putObject("allowance").put("longestToken", "PT2M");
    Answer done = registry.post("/adoptions", provisioning(), wish);
    assertThat(done.body().path("asked").asInt()).as(done.toString()).isEqualTo(names.size());
    Map<String, String> adoptions = asked(owner);
    String token = decide(owner);
    for (String name : names) {
      Registry.mustBeOk(
          "Accepting " + name,
          registry.post(
              "/adoptions/%s/acceptance".formatted(adoptionOf(name, adoptions)), token, null));
    }
    assertThat(byName(shadows())).doesNotContainKeys(names.toArray(String[]::new));
  }

  private static String adoptionOf(String name, Map<String, String> all) {
    String found = all.get(name);
    assertThat(found).as(name).isNotNull();
    return String.valueOf(found);
  }

  /** The permits of all of them, seen by the shorter lives of their tokens. */
  private void awaitPermits(List<String> names, String grant) {
    for (String name : names) {
      Patience.until(
          "the permit of " + name,
          ONE_WALK,
          () ->
              Optional.of(ask(name, grant))
                  .filter(answer -> answer.status() == 200)
                  .filter(answer -> answer.body().path("expires_in").asInt() <= TWO_MINUTES));
    }
  }
}
