package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Connections;
import dev.steward.testing.KeycloakDouble;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SortingTest {

  private static final String G = Urn.GOVERNANCE;

  @Inject Connections connections;

  private ScimClient scim;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = UUID.randomUUID().toString().substring(0, 13);
  }

  /**
   * Four agents: {@code a} has the least of everything, {@code d} the most or nothing at all. What
   * is the same for several is in the order in which they came.
   */
  @ParameterizedTest
  @CsvSource({
    "agentUserName, a b c d, d c b a",
    "AGENTUSERNAME, a b c d, d c b a",
    "urn:ietf:params:scim:schemas:core:2.0:Agent:agentUserName, a b c d, d c b a",
    "displayName, a b c d, d c b a",
    "externalId, b a c d, d c a b",
    "description, a b c d, d c b a",
    "active, c a b d, d b a c",
    "id, a b c d, d c b a",
    "meta.created, a b c d, d c b a",
    "meta.lastModified, a b c d, d c b a",
    "meta.resourceType, a b c d, d c b a",
    "schemas, a b c d, d c b a",
    "owners, a b c d, d c b a",
    "owners.value, a b c d, d c b a",
    "G:riskTier, a b c d, d c b a",
    "G:intent, c a b d, d b a c",
    "G:kind, a b c d, d c b a",
    "G:validUntil, a b c d, d c b a",
    "G:reviewDue, d c b a, a b c d",
    "G:owners, a b c d, d c b a",
    "G:owners.role, a b c d, d c b a",
    "G:owners.accepted, a b c d, d c b a",
    "G:controlLinks, b a c d, d c a b",
    "G:client.realm, a b c d, d c b a",
    "G:client, a b c d, d c b a",
    "'', a b c d, d c b a",
  })
  void keepsTheOrderThatIsAskedFor(String by, String ascending, String descending) {
    agent(
        "a",
        "'displayName': 'Alpha', 'externalId': 'b', 'description': 'D'",
        "'riskTier': 'low', 'validUntil': '2040-01-01T00:00:00Z', 'controlLinks': ['iso42001:A.9.2', 'iso42001:A.3.2']");
    agent(
        "b",
        "'displayName': 'alpha', 'externalId': 'B', 'description': 'd'",
        "'riskTier': 'medium', 'validUntil': '2040-01-01T00:00:01Z', 'controlLinks': ['iso27001:5.2']");
    agent(
        "c",
        "'displayName': 'Épsilon', 'externalId': 'é', 'description': 'e', 'active': false",
        "'riskTier': 'high', 'controlLinks': ['iso42001:A.4.2']");
    agent("d", "'active': true", "'riskTier': 'critical'");
    String sortBy = by.replace("G:", G + ":");

    assertThat(sorted(sortBy, "")).as("ascending by " + by).isEqualTo(ascending);
    assertThat(sorted(sortBy, "&sortOrder=Descending"))
        .as("descending by " + by)
        .isEqualTo(descending);
    assertThat(walked(sortBy, "")).as("walked by " + by).isEqualTo(ascending);
    assertThat(walked(sortBy, "&sortOrder=descending"))
        .as("walked back by " + by)
        .isEqualTo(descending);
  }

  /**
   * Who answers for it is read for all of a page at once, and so is what else there is several of.
   */
  @Test
  void readsAPageByTheSameStatementsHoweverLongItIs() {
    for (int i = 0; i < 30; i++) {
      agent("x" + i, "'displayName': 'x'", "'controlLinks': ['iso42001:A.3.2']");
    }

    long few = statements("&count=2&cursor=");
    assertThat(few).isLessThanOrEqualTo(5);
    assertThat(statements("&count=30&cursor=")).isEqualTo(few);
    assertThat(statements("&count=40")).isEqualTo(few);
    assertThat(statements("&count=20")).as("counts them, too").isEqualTo(few + 1);
    assertThat(statements("&sortBy=displayName&count=40")).isEqualTo(few);
  }

  /**
   * Outside of a transaction, every statement asks for a connection of its own. Jobs ask for some,
   * too, so that the fewest of several tries are those of the page.
   */
  private long statements(String parameters) {
    return LongStream.generate(() -> lentFor(parameters)).limit(5).min().orElseThrow();
  }

  private long lentFor(String parameters) {
    long before = connections.lent();
    assertThat(scim.get(path(parameters)).status()).isEqualTo(200);
    return connections.lent() - before;
  }

  private void agent(String name, String said, String governance) {
    String owner = name + run;
    KeycloakDouble.running().person(owner, true);
    Answer created =
        scim.post(
            "/Agents",
            "{'agentUserName': '%s-%s', 'owners': [{'value': '%s'}], %s, '%s': {%s}}"
                .formatted(run, name, owner, said, G, governance));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
  }

  private String sorted(String by, String order) {
    Answer list = scim.get(path("&sortBy=" + by + order));
    assertThat(list.status()).as(list.toString()).isEqualTo(200);
    return names(list.json());
  }

  /** One by one. */
  private String walked(String by, String order) {
    List<String> names = new ArrayList<>();
    for (String cursor = ""; cursor != null; ) {
      Answer list = scim.get(path("&count=1&sortBy=" + by + order + "&cursor=" + cursor));
      assertThat(list.status()).as(list.toString()).isEqualTo(200);
      names.add(names(list.json()));
      cursor = list.json().path("nextCursor").textValue();
    }
    return String.join(" ", names);
  }

  private String names(ObjectNode list) {
    List<String> names = new ArrayList<>();
    for (JsonNode one : list.path("Resources")) {
      names.add(one.path("agentUserName").textValue().substring(run.length() + 1));
    }
    return String.join(" ", names);
  }

  private String path(String parameters) {
    String filter = "agentUserName sw \"%s\"".formatted(run);
    return "/Agents?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + parameters;
  }
}
