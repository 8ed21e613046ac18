package dev.steward.adoption;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdoptionTest {

  @Inject Reconciler reconciler;
  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Database database;
  @Inject GateConfig gate;

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
  void tellsBeforehandWhatWouldBeDoneAndDoesNothing() {
    String maker = Sample.person();
    String name = Site.unique("invoice-agent");
    String client =
        site.shadow(
            name,
            Site.and(
                Site.madeBy(maker),
                Map.of("roles", List.of("admin"), "defaultScopes", List.of("roles"))));

    site.adopt(
            true,
            Map.of(
                "clients", List.of(client),
                "template", Map.of("riskTier", "low", "purpose", "Reads invoices")))
        .then()
        .statusCode(200)
        .body("preview", equalTo(true))
        .body("asked", equalTo(1))
        .body("results[0].outcome", equalTo("would-ask"))
        .body("results[0].clientId", equalTo(name))
        .body("results[0].identity.kind", equalTo("AI_AGENT"))
        .body("results[0].identity.riskTier", equalTo("LOW"))
        .body("results[0].identity.scopes", equalTo(List.of("roles")))
        .body("results[0].candidates[0].person", equalTo(maker))
        .body("results[0].warnings", hasItem(containsString("administer Keycloak")));

    assertThat(site.mine(maker)).isEmpty();
    assertThat(adoptionEvents(client)).isEmpty();
  }

  @Test
  void governsNothingBeforeSomebodyAccepts() {
    String owner = Sample.person();
    String client = site.shadow(Site.unique("orders"), Map.of());

    String adoption = site.asked(client, owner);

    assertThat(site.mine(owner)).containsExactly(adoption);
    assertThat(identity(client)).isEmpty();
    assertThat(parcels(client)).isZero();
    assertThat(site.line(client)).containsEntry("adoption", adoption);
    assertThat(adoptionEvents(client)).containsExactly("AdoptionProposed");
  }

  @Test
  void registersTheClientAsItWasObservedWhenItsOwnerAccepts() {
    String owner = Sample.person();
    String backup = Sample.person();
    String name = Site.unique("orders");
    String client =
        site.shadow(
            name,
            Map.of(
                "grants", List.of("client_credentials", "refresh_token"),
                "defaultScopes", List.of("roles"),
                "optionalScopes", List.of("orders:read")));
    site.adopt(
            false,
            Map.of(
                "clients",
                List.of(name),
                "template",
                Map.of(
                    "kind",
                    "workload",
                    "riskTier",
                    "high",
                    "environment",
                    "production",
                    "controlLinks",
                    List.of("iso42001:A.3.2"),
                    "cadence",
                    Map.of("every", "P60D"),
                    "allowance",
                    Map.of("longestToken", "PT10M")),
                "owners",
                List.of(
                    Map.of("person", owner + "@example.org"),
                    Map.of("person", "user-" + backup, "role", "backup"))))
        .then()
        .statusCode(200)
        .body("results[0].outcome", equalTo("asked"));

    String adoption = site.mine(owner).getFirst();
    site.accept(adoption, owner)
        .then()
        .statusCode(200)
        .body("adoption.state", equalTo("ACCEPTED"))
        .body("version", equalTo(1));

    Identity identity = identity(client).orElseThrow();
    assertThat(identity.intent()).isEqualTo(Intent.APPROVED);
    assertThat(identity.profile().userName()).isEqualTo(name);
    assertThat(identity.profile().kind()).isEqualTo(Identity.Kind.WORKLOAD);
    assertThat(identity.profile().environment()).isEqualTo("production");
    assertThat(identity.cadence().every()).isEqualTo(Period.ofDays(60));
    assertThat(identity.allowance().grants())
        .containsExactlyInAnyOrder("client_credentials", "refresh_token");
    assertThat(identity.allowance().scopes()).containsExactlyInAnyOrder("roles", "orders:read");
    assertThat(identity.allowance().longestToken()).isEqualTo(Duration.ofMinutes(10));
    assertThat(identity.owners())
        .filteredOn(Owner::accepted)
        .extracting(Owner::person)
        .containsExactly(owner);
    assertThat(identity.owners())
        .filteredOn(one -> one.role() == Owner.Role.BACKUP)
        .extracting(Owner::person)
        .containsExactly(backup);
    assertThat(parcels(client)).isEqualTo(1);
    assertThat(site.line(client)).isNull();
    assertThat(adoptionEvents(client)).containsExactly("AdoptionProposed", "AdoptionAccepted");
  }

  @Test
  void isAcceptedOnceHoweverOftenAndHoweverManyAcceptAtTheSameTime() {
    List<String> owners = List.of(Sample.person(), Sample.person(), Sample.person());
    String client = site.shadow(Site.unique("orders"), Map.of());
    String adoption = site.asked(client, owners.toArray(String[]::new));

    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (String owner : owners) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> site.accept(adoption, owner).statusCode(), Thread::startVirtualThread));
      }
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    Identity identity = identity(client).orElseThrow();
    assertThat(identity.owners()).hasSize(3).allMatch(Owner::accepted);
    assertThat(identity.version()).isEqualTo(3);
    assertThat(adoptionEvents(client)).containsExactly("AdoptionProposed", "AdoptionAccepted");
  }

  @Test
  void goesToTheNextWhenSomebodyDeclines() {
    String maker = Sample.person();
    String contact = Sample.person();
    String client =
        site.shadow(
            Site.unique("orders"),
            Site.and(Site.madeBy(maker), Map.of("contacts", List.of(contact + "@example.org"))));
    String adoption = site.asked(client);
    assertThat(site.mine(contact)).containsExactly(adoption);
    assertThat(site.mine(maker)).isEmpty();

    site.decline(adoption, contact, Map.of("reason", "I left that team")).then().statusCode(200);

    assertThat(site.mine(contact)).isEmpty();
    assertThat(site.mine(maker)).containsExactly(adoption);

    site.decline(adoption, maker, Map.of("reason", "I only made it"))
        .then()
        .statusCode(200)
        .body("adoption.state", equalTo("DECLINED"));

    assertThat(site.line(client))
        .containsEntry("proposals", List.of())
        .doesNotContainKey("adoption");
    site.accept(adoption, maker).then().statusCode(409).body("reason", equalTo("ADOPTION_CLOSED"));
    assertThat(identity(client)).isEmpty();
  }

  @Test
  void goesToWhomSomebodyNamesInstead() {
    String asked = Sample.person();
    String instead = Sample.person();
    String client = site.shadow(Site.unique("orders"), Map.of());
    String adoption = site.asked(client, asked);

    site.decline(adoption, asked, Map.of("reason", "not mine", "instead", "nobody@example.org"))
        .then()
        .statusCode(400)
        .body("detail", containsString("nobody@example.org"));
    site.decline(adoption, asked, Map.of("reason", "not mine", "instead", instead + "@example.org"))
        .then()
        .statusCode(200);

    assertThat(site.mine(instead)).containsExactly(adoption);
    site.accept(adoption, instead).then().statusCode(200);
    assertThat(identity(client).orElseThrow().owners())
        .extracting(Owner::person)
        .containsExactly(instead);
  }

  @Test
  void isNobodyElsesToAnswer() {
    String owner = Sample.person();
    String stranger = Sample.person();
    String adoption = site.asked(site.shadow(Site.unique("orders"), Map.of()), owner);

    site.accept(adoption, stranger).then().statusCode(404);
    site.decline(adoption, stranger, Map.of("reason", "x")).then().statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.person(stranger, "reviews:decide"))
        .get("/adoptions/{id}", adoption)
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.service("orders", "reviews:decide"))
        .post("/adoptions/{id}/acceptance", adoption)
        .then()
        .statusCode(403);
    assertThat(site.mine(stranger)).isEmpty();
    given()
        .auth()
        .oauth2(Tokens.person(stranger, "reviews:decide", "steward-admin"))
        .queryParam("limit", 500)
        .get("/adoptions")
        .then()
        .body("adoptions.id", hasItem(adoption));
    assertThat(site.decline(adoption, owner, Map.of()).statusCode()).isEqualTo(400);
  }

  @Test
  void canBeTakenBackUntilItIsAnswered() {
    String owner = Sample.person();
    String client = site.shadow(Site.unique("orders"), Map.of());
    String adoption = site.asked(client, owner);

    withdraw(adoption).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
    withdraw(adoption).then().statusCode(200);

    site.accept(adoption, owner).then().statusCode(409);
    String again = site.asked(client, owner);
    assertThat(again).isNotEqualTo(adoption);
    site.accept(again, owner).then().statusCode(200);
    withdraw(again).then().statusCode(409).body("reason", equalTo("ADOPTION_CLOSED"));
  }

  @Test
  void isProposedOnceHoweverOftenItIsAskedFor() {
    String owner = Sample.person();
    String client = site.shadow(Site.unique("orders"), Map.of());
    String adoption = site.asked(client, owner);

    assertThat(site.asked(client, owner)).isEqualTo(adoption);
    assertThat(adoptionEvents(client)).containsExactly("AdoptionProposed");
  }

  @Test
  void saysOfEachClientWhyItCannotBe() {
    String owner = Sample.person();
    String orphan = site.shadow(Site.unique("orders"), Map.of());
    String known = Site.unique("known");
    site.registered(registry, known, owner);
    String own = site.shadow(gate.clientId(), Map.of());

    site.adopt(false, Map.of("clients", List.of(orphan, known, "no-such-client", own)))
        .then()
        .statusCode(200)
        .body("refused", equalTo(4))
        .body(
            "results.reason",
            equalTo(List.of("NO_PROPOSAL", "REGISTERED", "NO_SUCH_SHADOW", "OUR_OWN")))
        .body("results[0].adoption", nullValue());
    site.adopt(
            false,
            Map.of(
                "clients", List.of(orphan),
                "owners", List.of(Map.of("person", owner)),
                "template",
                    Map.of("riskTier", "critical", "allowance", Map.of("longestToken", "P1D"))))
        .then()
        .statusCode(200)
        .body("results[0].reason", equalTo("TIER_EXCEEDED"));
    site.adopt(
            false,
            Map.of(
                "clients",
                List.of(orphan),
                "owners",
                List.of(Map.of("person", "nobody@example.org"))))
        .then()
        .statusCode(200)
        .body("results[0].reason", equalTo("INVALID"))
        .body("results[0].detail", containsString("nobody@example.org"));
    assertThat(adoptionEvents(orphan)).isEmpty();
  }

  @Test
  void refusesATemplateThatNoClientCouldBecome() {
    for (Map<String, Object> template :
        List.<Map<String, Object>>of(
            Map.of("kind", "toaster"),
            Map.of("riskTier", "7"),
            Map.of("cadence", Map.of("every", "soon")),
            Map.of("controlLinks", List.of("A.3.2")),
            Map.of("allowance", Map.of("longestToken", "long")))) {
      site.adopt(false, Map.of("clients", List.of("x"), "template", template))
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    site.adopt(false, Map.of("clients", List.of())).then().statusCode(400);
    site.adopt(false, Map.of()).then().statusCode(400);
  }

  private Response withdraw(String adoption) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType(ContentType.JSON)
        .body(Map.of("reason", "too early"))
        .post("/adoptions/{id}/withdrawal", adoption);
  }

  private Optional<Identity> identity(String client) {
    return identities.of(new Client(KeycloakDouble.REALM, client)).map(Recorded::identity);
  }

  private long parcels(String client) {
    return database.number("select count(*) from parcel where client_uuid = ?", client);
  }

  private List<String> adoptionEvents(String client) {
    return database.list(
        """
        select event from ledger_entry
        where event like 'Adoption%' and text::jsonb -> 'detail' ->> 'client' = ? order by seq
        """,
        row -> row.text("event"), client);
  }
}
