package dev.steward.adoption;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of clients about which people say nothing, or too much is asked of them. */
@QuarkusTest
class SilenceTest {

  @Inject Reconciler reconciler;
  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject Silence silence;
  @Inject Database database;

  private final String maker = Sample.person();
  private final String contact = Sample.person();
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(reconciler);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update adoption set state = 'WITHDRAWN', closed_at = now() where state = 'ASKED'"));
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
    travel("PT0S");
  }

  @Test
  void passesOnToTheNextWhenTheFirstSaysNothingUntilTheDeadlineOfTheTier() {
    String client = shadow();
    String adoption = adopted(client, "high");
    assertThat(site.mine(contact)).containsExactly(adoption);

    travel("P2D");
    silence.run();
    assertThat(site.mine(maker)).isEmpty();

    travel("P4D");
    silence.run();

    assertThat(site.mine(maker)).containsExactly(adoption);
    assertThat(site.mine(contact)).containsExactly(adoption);
    site.accept(adoption, contact).then().statusCode(200);
  }

  @Test
  void passesOnAtOnceWhenTheFirstIsNotHereAnyMore() {
    String adoption = adopted(shadow(), "low");

    KeycloakDouble.running().person(contact, false);
    people.refresh(Set.of(contact));
    silence.run();

    assertThat(site.mine(maker)).containsExactly(adoption);
  }

  @Test
  void tellsTheAdministratorsWhenNobodyIsLeftToAsk() {
    String adoption = adopted(shadow(), "critical");

    travel("P2D");
    silence.run();
    travel("P4D");
    silence.run();
    silence.run();

    given()
        .auth()
        .oauth2(Tokens.person(contact, "reviews:decide"))
        .get("/adoptions/" + adoption)
        .then()
        .statusCode(200)
        .body("state", equalTo("ASKED"));
    assertThat(
            database.number(
                "select count(*) from adoption where id = ?::uuid and unanswered_since is not null",
                adoption))
        .isEqualTo(1);
    assertThat(events(adoption)).containsExactly("AdoptionPassedOn", "AdoptionUnanswered");
  }

  @Test
  void warnsOfMoreThanOnePersonShouldAnswerForAndCountsWhatTheyAreAskedAlready() {
    limited(RiskTier.CRITICAL, 14);
    String one = site.shadow(Site.unique("one"), Map.of());
    String two = site.shadow(Site.unique("two"), Map.of());

    site.adopt(true, wish(List.of(one, two), contact))
        .then()
        .statusCode(200)
        .body("results[0].warnings.size()", equalTo(0))
        .body("results[1].warnings", hasItem(containsString("16 identities of critical risk")));
    site.adopt(false, wish(List.of(one), contact)).then().statusCode(200);
    site.adopt(true, wish(List.of(two), contact))
        .then()
        .body("results[0].warnings", hasItem(containsString("16 identities of critical risk")));
  }

  @Test
  void givesAClientANameOfItsOwnWhereOnlyTheCaseTellsItFromAnother() {
    String name = Site.unique("Ledger-Sync");
    String one = site.shadow(name, Map.of());
    String other = site.shadow(name.toUpperCase(Locale.ROOT), Map.of());
    String first = site.asked(one, contact);
    String second = site.asked(other, contact);

    site.accept(first, contact).then().statusCode(200);
    site.accept(second, contact).then().statusCode(200);

    assertThat(
            database.list(
                "select user_name from identity where lower(user_name) like lower(?) order by created",
                row -> row.text("user_name"),
                name + "%"))
        .containsExactly(name, name.toUpperCase(Locale.ROOT) + "-" + other.substring(0, 8));
  }

  /** A client whose contact is the likeliest and whose maker is the next. */
  private String shadow() {
    people.refresh(Set.of(contact, maker));
    return site.shadow(
        Site.unique("silent"),
        Site.and(Site.madeBy(maker), Map.of("contacts", List.of(contact + "@example.org"))));
  }

  private String adopted(String client, String tier) {
    return site.adopt(
            false, Map.of("clients", List.of(client), "template", Map.of("riskTier", tier)))
        .then()
        .statusCode(200)
        .body("results[0].candidates[0].person", equalTo(contact))
        .body("results[0].candidates[1].person", equalTo(maker))
        .extract()
        .jsonPath()
        .getString("results[0].adoption");
  }

  private static Map<String, Object> wish(List<String> clients, String owner) {
    return Map.of(
        "clients",
        clients,
        "template",
        Map.of("riskTier", "critical"),
        "owners",
        List.of(Map.of("person", owner)));
  }

  /** Has the contact own so many identities of a tier already. */
  private void limited(RiskTier tier, int owned) {
    for (int i = 0; i < owned; i++) {
      String uuid = site.registered(registry, Site.unique("owned"), contact);
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  database.update(
                      "update identity set risk_tier = ? where client_uuid = ?", tier, uuid));
    }
  }

  private List<String> events(String adoption) {
    return database.list(
        "select event from ledger_entry where text::jsonb -> 'detail' ->> 'adoption' = ?"
            + " and event in ('AdoptionPassedOn', 'AdoptionUnanswered') order by seq",
        row -> row.text("event"),
        adoption);
  }
}
