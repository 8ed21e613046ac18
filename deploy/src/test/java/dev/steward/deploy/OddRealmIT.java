package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
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

/**
 * Whether every report tells the same, and what Keycloak tells, of clients that nobody meant so.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OddRealmIT extends MessySite {

  @BeforeAll
  void itIsImported() {
    new OddRealm(admin, stack.site().env()).make();
  }

  @Test
  void everyClientThatActsOnItsOwnIsListedAndNoOther() {
    assertThat(OddRealm.among(whoActs())).hasSizeGreaterThan(OddRealm.CLIENTS / 2);
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
              String name = client.path("clientId").asText();
              all.assertThat(shadow.path("name").asText("")).as(name).isEqualTo(labelOf(client));
              all.assertThat(shadow.path("authenticator").asText(""))
                  .as(name)
                  .isEqualTo(client.path("clientAuthenticatorType").asText(""));
              all.assertThat(shadow.toString()).as(name).doesNotContain(OddRealm.SECRET);
              all.assertThat(shadow.path("facts").path("publicClient").asBoolean())
                  .as(name)
                  .isEqualTo(client.path("publicClient").asBoolean());
            });
    all.assertAll();
  }

  /** A label of nothing but blanks is none. */
  private static String labelOf(JsonNode client) {
    String label = client.path("name").asText("");
    return label.isBlank() ? "" : label;
  }

  @Test
  void rolesThatContainEachOtherAreToldOnce() {
    JsonNode circling = one(byName(awaitShadows()), "odd circle 2");

    assertThat(set(circling.path("roles"))).contains("odd circle 1:a/b:c d", "odd circle 2:second");
  }

  @Test
  void whoeverIsNamedAmongRubbishIsProposedAndNobodyWhoIsNot() {
    Map<String, Integer> odd = OddRealm.among(whoActs());
    String ann = stack.realm().personId(OddRealm.ANN);
    String ben = stack.realm().personId(OddRealm.BEN);
    SoftAssertions all = new SoftAssertions();
    awaitShadows()
        .forEach(
            (uuid, shadow) -> {
              Integer number = odd.get(uuid);
              if (number != null && number < OddRealm.CLIENTS) {
                Set<String> meant =
                    number % 8 == 0 ? Set.of(ann) : number % 4 == 0 ? Set.of(ben) : Set.of();
                all.assertThat(namedByContacts(shadow))
                    .as("%d %s", number, shadow.path("clientId"))
                    .isEqualTo(new TreeSet<>(meant));
              }
            });
    all.assertAll();
  }

  private static Set<String> namedByContacts(JsonNode shadow) {
    Set<String> named = new TreeSet<>();
    for (JsonNode proposal : shadow.path("proposals")) {
      if (proposal.path("evidence").toString().contains("\"CONTACT\"")) {
        named.add(proposal.path("person").asText());
      }
    }
    return named;
  }

  @Test
  void theOrphanReportAndItsMetricTellTheSame() {
    Map<String, JsonNode> found = awaitShadows();
    found.values().removeIf(shadow -> shadow.path("ourOwn").asBoolean());
    Set<String> shadows = found.keySet();

    RealmTruth truth = RealmTruth.of(admin);
    Map<String, String> orphans = new TreeMap<>();
    SoftAssertions all = new SoftAssertions();
    String after = "";
    do {
      JsonNode page =
          read(
              "/reports/orphans?reason=shadow&limit=90&after="
                  + URLEncoder.encode(after, StandardCharsets.UTF_8));
      page.path("orphans")
          .forEach(
              one -> {
                String uuid = one.path("client").asText();
                orphans.put(uuid, one.path("reason").asText());
                JsonNode client = one(truth.clients(), uuid);
                all.assertThat(one.path("mayAct").asBoolean())
                    .as(client.path("clientId").asText())
                    .isEqualTo(truth.mayAct(client));
              });
      after = page.path("next").asText("");
    } while (!after.isEmpty() && !after.equals("null"));
    assertThat(orphans.keySet()).isEqualTo(shadows);
    assertThat(orphans.values()).containsOnly("shadow");
    all.assertAll();
    Patience.until(
        "the metric to be counted again",
        ONE_WALK.multipliedBy(2),
        () -> Optional.of(metric()).filter(count -> count == shadows.size()));
  }

  @Test
  void theTableHasARowForEach() {
    Map<String, JsonNode> shadows = awaitShadows();
    String table = text("/reports/shadows?format=csv");

    assertThat(CsvRows.of(table).stream().skip(1).map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(shadows.keySet());
    assertThat(CsvRows.of(table)).allSatisfy(row -> assertThat(row).hasSize(23));
    assertThat(CsvRows.of(table).stream().skip(1).map(row -> row.get(1)))
        .allSatisfy(name -> assertThat(name).doesNotStartWith("=").doesNotStartWith("@"));
  }

  private double metric() {
    return registry.metrics().stream()
        .filter(line -> line.startsWith("steward_orphans{"))
        .filter(line -> line.contains("reason=\"shadow\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private JsonNode read(String path) {
    return Registry.mustBeOk(path, registry.get(path, reading())).body();
  }

  private String text(String path) {
    return Registry.mustBeOk(
            path,
            RealmAdmin.exchange(
                "GET",
                HttpRequest.newBuilder(URI.create(stack.site().service() + path))
                    .header("Authorization", "Bearer " + reading()),
                "text/plain",
                null))
        .text();
  }

  private String reading() {
    return stack.site().tokens().ofPerson("carol", "reports:read");
  }
}
