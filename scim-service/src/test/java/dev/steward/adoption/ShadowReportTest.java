package dev.steward.adoption;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.group.GroupRegistry;
import dev.steward.group.Turnover;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ShadowReportTest {

  @Inject ShadowReport report;
  @Inject Reconciler reconciler;
  @Inject IdentityRegistry registry;
  @Inject GroupRegistry groups;
  @Inject Database database;
  @Inject People people;
  @Inject Clock clock;

  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(reconciler);
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void saysWhatAClientSeemsToBeAndWhatItCanDo() {
    String maker = Sample.person();
    String client =
        site.shadow(
            Site.unique("invoice-agent"),
            Site.and(
                Site.madeBy(maker),
                Map.of(
                    "authenticator",
                    "client-secret",
                    "secretCreatedAt",
                    "2020-01-01T00:00:00Z",
                    "createdAt",
                    "2020-01-01T00:00:00Z",
                    "roles",
                    List.of("realm-management:manage-users"),
                    "defaultScopes",
                    List.of("roles"),
                    "optionalScopes",
                    List.of("orders:read"))));

    Map<String, Object> line = site.line(client);

    assertThat(line)
        .containsEntry("kind", "AI_AGENT")
        .containsEntry("reasons", List.of("its name contains agent"))
        .containsEntry("roles", List.of("realm-management:manage-users"))
        .containsEntry("optionalScopes", List.of("orders:read"))
        .containsEntry("secretSince", "2020-01-01T00:00:00Z")
        .containsEntry("flags", List.of("administers", "secret-old"))
        .containsEntry(
            "created", Map.of("how", "admin", "at", "2020-01-01T00:00:00Z", "user", maker));
  }

  @Test
  void saysWhenAClientWasUsedAndWhatEnforcementWouldHaveStopped() {
    String client = site.shadow(Site.unique("orders"), Map.of());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database.update(
                  """
                  insert into use_of_client (realm, client_uuid, day, issued, denied,
                    would_have_denied, reasons, grants, methods, networks)
                  values (?, ?, ?, 3, 0, 2, '{}', '{}', '{}', '{}')
                  """,
                  KeycloakDouble.REALM,
                  client,
                  today);
              database.update(
                  """
                  insert into last_use (realm, client_uuid, first_day, last_day)
                  values (?, ?, ?, ?)
                  """,
                  KeycloakDouble.REALM,
                  client,
                  today,
                  today);
              database.update(
                  """
                  insert into use_of_part (realm, client_uuid, kind, name, asked, granted,
                    last_granted)
                  values (?, ?, 'SCOPE', 'orders:read', 3, 3, ?)
                  """,
                  KeycloakDouble.REALM,
                  client,
                  today);
            });

    assertThat(site.line(client))
        .containsEntry("lastUsed", today.toString())
        .containsEntry("scopesUsed", List.of("orders:read"))
        .containsEntry("wouldHaveDenied", 2);
  }

  @Test
  void takesAGateThatSaysLittle() {
    String client = site.shadow(Site.unique("orders"), Map.of("origin", 7, "contacts", "x"));

    assertThat(site.line(client))
        .containsEntry("kind", "SERVICE_ACCOUNT")
        .containsEntry("proposals", List.of())
        .containsEntry("flags", List.of("no-proposal"))
        .containsEntry("created", Map.of("how", "unknown"));
  }

  @Test
  void proposesWhomItsContactsAndItsDescriptionName() {
    String contact = Sample.person();
    String described = Sample.person();
    String client =
        site.shadow(
            Site.unique("orders"),
            Map.of(
                "contacts",
                List.of("mailto:" + contact.toUpperCase(Locale.ROOT) + "@EXAMPLE.org"),
                "description",
                "ask " + described + "@example.org."));

    assertThat(proposed(client)).containsExactly(contact, described);
    assertThat(site.line(client))
        .extracting("proposals")
        .asString()
        .contains("its contacts name", "its description names " + described + "@example.org");
  }

  @Test
  void proposesWhoMadeIt() {
    String maker = Sample.person();
    String client = site.shadow(Site.unique("orders"), Site.madeBy(maker));

    assertThat(proposed(client)).containsExactly(maker);
    assertThat(site.line(client))
        .extracting("proposals")
        .asString()
        .contains("made it at 2026-01-02T03:04:05Z");
  }

  @Test
  void proposesWhoseUserNameIsInItsName() {
    String userName = "jo" + UUID.randomUUID().toString().substring(0, 8);
    String person = Site.fed(userName);
    String client = site.shadow("report-" + userName + "-bot", Map.of());

    assertThat(proposed(client)).containsExactly(person);
  }

  @Test
  void proposesNobodyWhoIsNotPresent() {
    String gone = Sample.person();
    KeycloakDouble.running().person(gone, false);
    String client = site.shadow(Site.unique("orders"), Site.madeBy(gone));

    assertThat(proposed(client)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Seán O'Brien <%s@example.org>",
        "'%s@example.org'",
        "{'owner': '%s@example.org'}",
        "[\"%s\"]",
        "{\"owner\": \"%s\"}",
        "user-%s",
        "@user-%s",
        "CORP\\user-%s",
        "uid=user-%s",
        "owner: user-%s",
        "Ada Lovelace (user-%s)"
      })
  void proposesWhomItsContactsNameInWhateverForm(String contact) {
    String person = Sample.person();
    String client =
        site.shadow(Site.unique("orders"), Map.of("contacts", List.of(contact.formatted(person))));

    assertThat(proposed(client)).containsExactly(person);
  }

  @Test
  void proposesEachOfAFewAccountsThatShareAnAddressAndNoneOfMany() {
    String address = Site.unique("Noor.Haddad") + "@example.org";
    List<String> accounts = new ArrayList<>();
    String client = site.shadow(Site.unique("orders"), Map.of("contacts", List.of(address)));
    for (int i = 0; i < 3; i++) {
      String id = UUID.randomUUID().toString();
      String spelt = i == 1 ? address.toLowerCase(Locale.ROOT) : address;
      KeycloakDouble.running().person(id, "user-" + id, spelt, true);
      accounts.add(id);
    }

    assertThat(proposed(client)).containsExactlyInAnyOrderElementsOf(accounts);

    String fourth = UUID.randomUUID().toString();
    KeycloakDouble.running().person(fourth, "user-" + fourth, address, true);
    people.refresh(Set.of(fourth));

    assertThat(proposed(client)).isEmpty();
  }

  @Test
  void proposesNoneOfManyStrangersWhoShareAnAddress() {
    String address = Site.unique("team") + "@example.org";
    String client = site.shadow(Site.unique("orders"), Map.of("contacts", List.of(address)));
    for (int i = 0; i < 10; i++) {
      String id = UUID.randomUUID().toString();
      KeycloakDouble.running().person(id, "user-" + id, address, true);
    }

    assertThat(proposed(client)).isEmpty();
  }

  @Test
  void readsAddressesOfEveryAlphabet() {
    for (String name : List.of("seán.o'brien", "jörg", "δοκιμή")) {
      String userName = Site.unique(name);
      String person = Site.fed(userName);
      String client =
          site.shadow(
              Site.unique("orders"), Map.of("contacts", List.of(userName + "@fed.example")));

      assertThat(proposed(client)).as(userName).containsExactly(person);
    }
  }

  @Test
  void proposesThePeopleWhomKeycloakHasInItsGroup() {
    String one = Sample.person();
    String other = Sample.person();
    String client =
        site.shadow(
            Site.unique("orders"),
            Map.of(
                "groups",
                List.of("/payments/robots"),
                "teams",
                List.of(Map.of("group", "/payments/robots", "people", List.of(one, other)))));

    assertThat(proposed(client)).containsExactlyInAnyOrder(one, other);
    assertThat(site.line(client))
        .extracting("proposals")
        .asString()
        .contains("its service account is in /payments/robots, a team of 2");
  }

  @Test
  void proposesThePeopleOfATeamThatIsCalledLikeItsGroup() {
    String member = Sample.person();
    registry.register(Sample.agent(member), Sample.PROVISIONER);
    String team = Site.unique("Payments");
    groups.add(
        new GroupRegistry.Facts(team, null), new Turnover.All(List.of(member)), Sample.PROVISIONER);
    String client =
        site.shadow(
            Site.unique("orders"),
            Map.of("groups", List.of("/teams/" + team.toLowerCase(Locale.ROOT))));

    assertThat(proposed(client)).containsExactly(member);
  }

  @Test
  void proposesWhoAnswersForThoseThatAreCalledAlike() {
    String owner = Sample.person();
    String family = Site.unique("ledger");
    site.registered(registry, family + "-export", owner);
    site.registered(registry, family + "-import", owner);
    String client = site.shadow(family + "-audit", Map.of());

    assertThat(proposed(client)).containsExactly(owner);
    assertThat(site.line(client))
        .extracting("proposals")
        .asString()
        .contains("answers for 2 of 2 registered clients called " + family + "-*");
  }

  @Test
  void proposesWhoAnswersForThoseThatEndAlike() {
    String owner = Sample.person();
    String end = UUID.randomUUID().toString().substring(0, 8);
    site.registered(registry, "north-" + end, owner);
    String client = site.shadow("south-" + end, Map.of());

    assertThat(proposed(client)).containsExactly(owner);
  }

  @Test
  void proposesWhoAnswersForOthersOfTheSameMaker() {
    String maker = UUID.randomUUID().toString();
    String owner = Sample.person();
    String sibling = Site.unique("alpha");
    String uuid = site.registered(registry, sibling, owner);
    site.realm.client(uuid, sibling, Site.madeBy(maker));
    String client = site.shadow(Site.unique("omega"), Site.madeBy(maker));

    assertThat(proposed(client)).containsExactly(owner);
  }

  @Test
  void comesAsATableThatDoesNothingInASpreadsheet() {
    String maker = Sample.person();
    String name = Site.unique("=cmd-agent");
    site.shadow(name, Site.madeBy(maker));

    String table =
        given()
            .auth()
            .oauth2(Tokens.person("carol", "reports:read"))
            .get("/reports/shadows?format=csv")
            .then()
            .statusCode(200)
            .contentType("text/csv;charset=UTF-8")
            .extract()
            .asString();

    assertThat(table.lines().filter(line -> line.contains(name)))
        .singleElement()
        .asString()
        .contains("'" + name, "AI_AGENT", "Person " + maker, "made it at");
  }

  @Test
  void comesInPages() {
    site.shadow(Site.unique("a"), Map.of());
    site.shadow(Site.unique("b"), Map.of());
    String token = Tokens.person("carol", "reports:read");

    var first = given().auth().oauth2(token).get("/reports/shadows?limit=1").jsonPath();
    var second =
        given()
            .auth()
            .oauth2(token)
            .queryParam("after", first.getString("next"))
            .get("/reports/shadows?limit=1")
            .jsonPath();

    assertThat(second.getString("shadows[0].client"))
        .isGreaterThan(first.getString("shadows[0].client"));
  }

  @Test
  void findsByAPartOfTheNameWhatLeafingThroughAllFinds() {
    String word = Site.unique("Nightly_%\\");
    for (int i = 0; i < 5; i++) {
      site.realm.client(Site.unique("the-" + word), Map.of("publicClient", i % 2 == 0));
      site.realm.client(Site.unique("another"), Map.of("publicClient", i % 2 == 0));
    }
    site.shadow(word.toUpperCase(Locale.ROOT), Map.of("publicClient", true));
    List<ShadowLine> all = leafed(new Filter(null, Set.of()));

    for (Filter filter :
        List.of(
            new Filter(word, Set.of()),
            new Filter(word.toLowerCase(Locale.ROOT), Set.of()),
            new Filter(word, Set.of(Flag.PUBLIC_CLIENT)),
            new Filter("e", Set.of()),
            new Filter("nothing-like-it", Set.of()))) {
      String part = String.valueOf(filter.name()).toLowerCase(Locale.ROOT);

      assertThat(leafed(filter))
          .as(filter.toString())
          .isEqualTo(
              all.stream()
                  .filter(line -> line.clientId().toLowerCase(Locale.ROOT).contains(part))
                  .filter(line -> line.flags().containsAll(filter.flags()))
                  .toList());
    }
    assertThat(leafed(new Filter(word, Set.of()))).hasSize(6);
    assertThat(leafed(new Filter(word, Set.of(Flag.PUBLIC_CLIENT)))).hasSize(4);
  }

  /** Two at a time. */
  private List<ShadowLine> leafed(Filter filter) {
    List<ShadowLine> lines = new ArrayList<>();
    ShadowReport.Part part = report.part(filter, null, 2);
    lines.addAll(part.lines());
    while (part.next() != null) {
      part = report.part(filter, part.next(), 2);
      lines.addAll(part.lines());
    }
    return lines;
  }

  private List<String> proposed(String client) {
    return ((List<?>) Objects.requireNonNull(site.line(client).get("proposals")))
        .stream().map(proposal -> String.valueOf(((Map<?, ?>) proposal).get("person"))).toList();
  }
}
