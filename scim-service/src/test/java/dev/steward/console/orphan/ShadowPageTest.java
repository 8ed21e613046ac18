package dev.steward.console.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.Reconciler;
import dev.steward.evidence.Sealing;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The page of clients that nobody registered. */
@QuarkusTest
class ShadowPageTest {

  private static final String LIST = "form[action='/console/shadows/adoptions/preview']";
  private static final String PREVIEW = "form[action='/console/shadows/adoptions']";

  @Inject Reconciler reconciler;
  @Inject Database database;
  @Inject GateConfig config;
  @Inject Sealing sealing;

  private final String name = "billing-" + UUID.randomUUID().toString().substring(0, 8);
  private final String owner = Sample.person();
  private final String analyst = Sample.person();
  private final Browser security = Browser.of(analyst, "steward-security");
  private Realm realm;
  private String client = "";

  @BeforeEach
  void meetAShadow() {
    realm = new Realm();
    KeycloakDouble.running().gate(realm);
    client = realm.client(name, Map.of("roles", List.of("realm-management:manage-users")));
    reconciler.run();
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void showsWhatItIsAndWhatItCanDo() {
    Page page = security.open("/console/shadows?name=" + name);

    assertThat(page.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(name)
        .contains("client_credentials")
        .contains("never seen");
  }

  @Test
  void tellsWhatPeopleCallItAndWhoMadeItWhen() {
    realm.client(
        name + "-b7",
        Map.of(
            "name",
            "Month end",
            "description",
            "Books what came in over night",
            "createdAt",
            "2019-03-04T10:00:00Z",
            "origin",
            Map.of("how", "admin", "by", Map.of("username", "mallory"))));
    realm.client(name + "-c8", Map.of("name", "${client_c8}"));
    reconciler.run();

    List<String> rows = security.open("/console/shadows?name=" + name + "-").texts("tbody th");

    assertThat(rows)
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains("Month end", "Books what came in over night")
                    .contains("made 4 Mar 2019, by mallory"))
        .anySatisfy(row -> assertThat(row).contains("first seen").doesNotContain("${"));
  }

  @Test
  void namesTheRoleFirstThatGivesItAllAway() {
    realm.client(
        name + "-root",
        Map.of(
            "roles",
            List.of(
                "default-roles-acme",
                "reader",
                "realm-management:create-client",
                "realm-management:manage-users",
                "realm-management:realm-admin",
                "writer")));
    reconciler.run();

    assertThat(security.open("/console/shadows?name=" + name + "-root").texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(
            "Roles realm-management:realm-admin, realm-management:manage-users,"
                + " realm-management:create-client, reader, and 2 more");
  }

  @Test
  void marksTheRegistrysOwnClientAndOffersNothingToDoWithIt() {
    realm.client(config.clientId(), Map.of());
    reconciler.run();

    Page page = security.open("/console/shadows?name=" + config.clientId());

    assertThat(page.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains("this is Steward itself");
    assertThat(page.html().select("main > p").text())
        .startsWith("0 found, of 1 in all, beside Steward's own client");
    assertThat(page.html().select("input[name=client]")).isEmpty();
    assertThat(security.open("/console/shadows?name=" + name).texts("tbody tr"))
        .singleElement()
        .asString()
        .doesNotContain("Steward itself");
    assertThat(security.open("/console/orphans?reason=shadow").texts("tbody th"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(config.clientId()));
  }

  @Test
  void standsAmongOrphansOnlyWhereItIsAskedFor() {
    assertThat(security.open("/console/orphans").texts("tbody th")).noneMatch(this::isOurs);
    assertThat(security.open("/console/orphans?reason=shadow").texts("tbody th"))
        .anyMatch(this::isOurs);
  }

  @Test
  void refusesAChoiceThatIsTheNameOfNothing() {
    Browser admin = Browser.of(Sample.person(), "steward-admin");
    admin.open("/console/shadows");

    for (String chosen : List.of("x\0", client + "\0")) {
      Page page =
          admin.post("/console/shadows/adoptions/preview", Map.of("client", chosen, "tier", "low"));

      assertThat(page.texts("[role=alert]"))
          .singleElement()
          .asString()
          .contains("Nothing was chosen");
    }
  }

  @Test
  void showsThoseFirstThatCanDoMost() {
    realm.client(name + "-weak", Map.of("roles", List.of("reader")));
    realm.client(name + "-strong", Map.of("roles", List.of("reader", "writer", "teller")));
    realm.client(
        name + "-off", Map.of("enabled", false, "roles", List.of("realm-management:manage-realm")));
    reconciler.run();

    assertThat(security.open("/console/shadows?name=" + name).texts("tbody th"))
        .satisfiesExactly(
            one -> assertThat(one).startsWith(name + " "),
            one -> assertThat(one).startsWith(name + "-strong"),
            one -> assertThat(one).startsWith(name + "-weak"),
            one -> assertThat(one).startsWith(name + "-off"));
    assertThat(security.open("/console/shadows?after=yesterday").status()).isEqualTo(400);
  }

  @Test
  void leadsFromALaterPageToTheFirstOfTheSameFilter() {
    String filter = "/console/shadows?name=" + name + "&unasked=yes";

    for (String place : List.of("9999_0", "0_z")) {
      assertThat(
              security
                  .open(filter + "&after=" + place)
                  .html()
                  .select("main a:contains(first page)")
                  .attr("href"))
          .as(place)
          .isEqualTo(filter);
    }
  }

  @Test
  void saysHowManyOfAllTheFilterFinds() {
    assertThat(security.open("/console/shadows?name=" + name).html().select("main > p").text())
        .matches("1 found, of [1-9].* in all.*");
    assertThat(security.open("/console/shadows").html().select("main > p").text())
        .doesNotContain("found");
  }

  @Test
  void findsNoneByAnotherName() {
    assertThat(security.open("/console/shadows?name=nothing-like-it").texts("h2"))
        .contains("No shadows here");
  }

  @Test
  void refusesAFlagThatIsNone() {
    assertThat(security.open("/console/shadows?flag=striped").status()).isEqualTo(400);
  }

  @Test
  void opensInASpreadsheet() {
    assertThat(security.open("/console/shadows/table.csv").html().wholeText()).contains(name);
  }

  @Test
  void asksNobodyBeforeThePreviewWasConfirmed() {
    Page preview = preview(Map.of("owners", "user-" + owner, "tier", "high"));

    assertThat(preview.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(name)
        .contains("high risk")
        .contains("user-" + owner);
    assertThat(adoptions()).isZero();
  }

  @Test
  void leadsBackToTheFormAsItWasLeft() {
    Page preview =
        preview(
            Map.of(
                "owners",
                "user-" + owner,
                "tier",
                "high",
                "purpose",
                "Pays <all> salaries & more",
                "reason",
                "not asked for here"));

    Page form = security.open(preview.html().select("a[data-back]").attr("href"));

    assertThat(form.html().select("input[name=client][checked]").val()).isEqualTo(client);
    assertThat(form.html().select("#tier option[selected]").val()).isEqualTo("high");
    assertThat(form.html().select("#purpose").val()).isEqualTo("Pays <all> salaries & more");
    assertThat(form.html().select("#owners").val()).isEqualTo("user-" + owner);
    assertThat(form.html().select("#reason").val()).isEqualTo("not asked for here");
    assertThat(form.texts("tbody th")).singleElement().asString().contains(name);
  }

  @Test
  void isFoundFromAmongTheOrphansWhateverItIsCalled() {
    String odd = name + "&x=1+1#%41";
    realm.client(odd, Map.of());
    reconciler.run();

    String href =
        security
            .open("/console/orphans?reason=shadow")
            .html()
            .select("tbody a:containsOwn(" + name + "&)")
            .attr("href");

    assertThat(security.open(href).texts("tbody th")).singleElement().asString().startsWith(odd);
  }

  @Test
  void asksThemOnceHoweverOftenOneClicks() {
    Page preview = preview(Map.of("owners", "user-" + owner));

    Page first = confirmed(preview);
    Page second = confirmed(preview);

    assertThat(first.html().text()).contains("1 done, 0 unchanged, 0 refused");
    assertThat(first.texts("tbody tr")).singleElement().asString().contains("asked: user-" + owner);
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(second.html().text()).contains("1 done, 0 unchanged, 0 refused");
    assertThat(adoptions()).isEqualTo(1);
  }

  @Test
  void tellsWhoIsAskedAndTakesTheQuestionBack() {
    confirmed(preview(Map.of("owners", "user-" + owner)));
    String path =
        security
            .open("/console/shadows?name=" + name)
            .html()
            .select("tbody a[href^='/console/shadows/asked/']")
            .attr("href");

    Page page = security.open(path);
    assertThat(page.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(owner, "is asked", "named when this was proposed");
    assertThat(Browser.of(Sample.person(), "steward-auditor").open(path).html().select("main form"))
        .isEmpty();
    assertThat(Browser.of(owner).open(path).status()).isEqualTo(403);
    String form = "form[action$=withdrawal]";
    assertThat(security.submit(page, form, Map.of("reason", " ")).texts("[role=alert]"))
        .singleElement()
        .asString()
        .startsWith("Say why");
    Page back = security.submit(page, form, Map.of("reason", "asked the wrong one"));

    assertThat(back.message()).contains("Nobody is asked about " + name);
    assertThat(security.open(path).html().select("main").text()).contains("was taken back");
    assertThat(security.submit(page, form, Map.of("reason", "once more")).status()).isEqualTo(200);
    assertThat(Browser.of(owner).open("/console/work").texts("h2"))
        .containsExactly("Nothing waits for you");
  }

  @Test
  void saysWhyOneCannotBeAdopted() {
    Page preview = preview(Map.of("owners", "nobody-at-all"));

    assertThat(preview.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains("refused:")
        .contains("nobody-at-all");
    assertThat(preview.html().select(PREVIEW)).isEmpty();
  }

  @Test
  void saysFirstOfManyWhichCannotBeAskedAbout() {
    Page list = security.open("/console/shadows?name=" + name);
    Page preview =
        security.submitTicked(
            list,
            LIST,
            "client",
            List.of(client, "no-such-client"),
            Map.of("owners", "user-" + owner));

    assertThat(preview.texts(".st-tally li"))
        .containsExactly(
            "1 client somebody would be asked about",
            "0 somebody is asked about already",
            "1 cannot be asked about");
    assertThat(preview.texts("tbody tr").getFirst()).contains("no-such-client", "refused");
    assertThat(confirmed(preview).texts("tbody tr").getFirst())
        .contains("no-such-client", "refused");
  }

  @Test
  void isLinkedToTheControlsThatItsReviewsWillBeEvidenceFor() {
    Page preview =
        preview(Map.of("owners", "user-" + owner, "controls", "iso42001:A.3.2, iso42001:A.4.2"));

    assertThat(preview.texts("tbody tr").getFirst()).contains("iso42001:A.3.2, iso42001:A.4.2");
    confirmed(preview);
    assertThat(
            database.number(
                "select jsonb_array_length(draft -> 'controlLinks') from adoption where client_uuid = ?",
                client))
        .isEqualTo(2);
  }

  @Test
  void isToldAtTheFormHowAControlIsWritten() {
    Page form = preview(Map.of("owners", "user-" + owner, "controls", "A.3.2"));

    assertThat(form.texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("reads framework:control", "A.3.2");
    assertThat(form.html().select("#controls").val()).isEqualTo("A.3.2");
  }

  @Test
  void offersAuditorsNothingToDoAndTakesNothingFromThem() {
    Page preview = preview(Map.of("owners", "user-" + owner));
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    assertThat(
            auditor
                .open("/console/shadows?name=" + name)
                .html()
                .select("main form[method=post], main input[name=client]"))
        .isEmpty();
    assertThat(auditor.submitTicked(preview, PREVIEW, "client", List.of(), Map.of()).status())
        .isEqualTo(403);
    assertThat(adoptions()).isZero();
  }

  @Nested
  class StoppedByASecurityAnalyst {

    private static final String STOPS = "/console/shadows/stops/preview";
    private static final String STOP = "form[action='/console/shadows/stops']";
    private static final String WHY = "seen from two networks at once";

    @Test
    void isSuspendedAndRegisteredAtOnceWithTheirNameBesideIt() {
      Page preview = chosen("suspend");
      assertThat(preview.heading()).startsWith("Suspend clients that nobody registered");
      assertThat(preview.texts("main button")).containsExactly("Suspend: 1 client");
      assertThat(preview.texts("tbody tr"))
          .singleElement()
          .asString()
          .contains(name, "client_credentials");
      assertThat(identities()).isZero();

      Page done = security.submit(preview, STOP, Map.of());

      assertThat(done.html().text()).contains("1 done, 0 unchanged, 0 refused");
      assertThat(intent()).isEqualTo("SUSPENDED");
      assertThat(permit()).isEqualTo("SUSPENDED 2");
      assertThat(events())
          .containsExactlyInAnyOrder(
              "Register " + analyst, "Suspend " + analyst, "ShadowStopped " + analyst);
      assertThat(security.open("/console/shadows?name=" + name).texts("h2"))
          .contains("No shadows here");
    }

    @Test
    void leadsFromWhatBecameOfItToItsEntriesInTheLedger() {
      Page done = security.submit(chosen("suspend"), STOP, Map.of());
      sealing.seal();

      Page ledger = security.open(done.html().select("a:contains(in the ledger)").attr("href"));

      assertThat(ledger.html().select("tbody tr")).hasSize(3);
      assertThat(ledger.texts("tbody").getFirst()).contains(name, "Suspended");
      assertThat(ledger.texts("form p").getFirst()).contains("Only what came of one answer");
      String none = "/console/ledger?with=" + UUID.randomUUID();
      assertThat(security.open(none).texts("[role=alert]"))
          .singleElement()
          .asString()
          .startsWith("Nothing was done at once under");
    }

    @Test
    void isRevokedOnlyAfterItsNameWasTyped() {
      Page preview = chosen("revoke");
      assertThat(preview.texts("label[for=typed]"))
          .containsExactly("To end for good, type " + name);

      Page refused = security.submit(preview, STOP, Map.of("typed", "1"));
      assertThat(refused.texts("[role=alert]")).singleElement().asString().contains(name);
      assertThat(identities()).isZero();
      security.submit(refused, STOP, Map.of("typed", name));
      assertThat(security.open(refused.address().toString()).texts("[role=alert]")).isEmpty();

      assertThat(intent()).isEqualTo("REVOKED");
      assertThat(permit()).isEqualTo("REVOKED 2");
    }

    @Test
    void isStoppedOnceHoweverOftenOneClicks() {
      Page preview = chosen("suspend");

      security.submit(preview, STOP, Map.of());
      Page second = security.submit(preview, STOP, Map.of());

      assertThat(second.html().text()).contains("1 done, 0 unchanged, 0 refused");
      assertThat(events()).hasSize(3);
    }

    @Test
    void keepsWhoWasAskedBeforeAsAnOwnerWhoMaySayYes() {
      confirmed(ShadowPageTest.this.preview(Map.of("owners", "user-" + owner)));

      security.submit(chosen("suspend"), STOP, Map.of());

      assertThat(
              database.list(
                  """
                  select o.person || ' ' || (o.accepted_at is not null) as owner
                  from identity_owner o join identity i on i.id = o.identity_id
                  where i.client_uuid = ?
                  """,
                  row -> row.text("owner"),
                  client))
          .containsExactlyInAnyOrder(analyst + " true", owner + " false");
      assertThat(
              database.number(
                  "select count(*) from adoption where closed_at is null and client_uuid = ?",
                  client))
          .isZero();
    }

    @Test
    void takesAnotherNameWhereItsOwnIsTaken() {
      realm.client(name.toUpperCase(Locale.ROOT), Map.of());
      reconciler.run();
      Page list = security.open("/console/shadows?name=" + name);
      List<String> both = list.html().select("input[name=client]").eachAttr("value");
      assertThat(both).hasSize(2);

      Page preview = choose(both, "suspend", WHY);
      Page done = security.submit(preview, STOP, Map.of());

      assertThat(done.html().text()).contains("2 done, 0 unchanged, 0 refused");
    }

    @Test
    void isLeftAloneWhenItIsTheRegistrysOwn() {
      String own = realm.client(config.clientId(), Map.of());
      reconciler.run();

      Page preview = choose(List.of(own), "revoke", WHY);

      assertThat(preview.html().select(STOP)).isEmpty();
      assertThat(preview.html().text()).contains("the registry itself signs in with it");
      assertThat(
              security
                  .post("/console/shadows/stops", Map.of("ticket", ticket(preview), "typed", "0"))
                  .status())
          .isLessThan(500);
      assertThat(database.number("select count(*) from identity where client_uuid = ?", own))
          .isZero();
    }

    @Test
    void needsAReasonAndAHowAndKeepsWhatIsThere() {
      Page noReason = choose(List.of(client), "suspend", " ");
      Page noHow = choose(List.of(client), "", WHY);

      assertThat(noReason.texts("[role=alert]")).singleElement().asString().contains("Say why");
      assertThat(noReason.html().select("input[name=client][checked]").val()).isEqualTo(client);
      assertThat(noReason.html().select("input[name=stop][checked]").val()).isEqualTo("suspend");
      assertThat(noHow.texts("[role=alert]")).singleElement().asString().contains("Choose whether");
      assertThat(noHow.html().select("textarea[name=reason]").val()).isEqualTo(WHY);
    }

    @Test
    void isNotForAuditorsNorOwners() {
      Page preview = chosen("suspend");
      String ticket = preview.html().select(STOP + " input[name=ticket]").val();

      for (Browser other :
          List.of(Browser.of(Sample.person()), Browser.of(Sample.person(), "steward-auditor"))) {
        other.open("/console/identities");
        assertThat(
                other
                    .post(STOPS, Map.of("client", client, "stop", "suspend", "reason", WHY))
                    .status())
            .isEqualTo(403);
        assertThat(other.post("/console/shadows/stops", Map.of("ticket", ticket)).status())
            .isEqualTo(404);
      }
      assertThat(identities()).isZero();
    }

    private Page chosen(String stop) {
      return choose(List.of(client), stop, WHY);
    }

    private Page choose(List<String> clients, String stop, String why) {
      Page list = security.open("/console/shadows?name=" + name);
      assertThat(list.html().select(LIST + " button[formaction]").attr("formaction"))
          .isEqualTo(STOPS);
      list.html().select(LIST).attr("action", STOPS);
      return security.submitTicked(
          list,
          "form[action='" + STOPS + "']",
          "client",
          clients,
          Map.of("stop", stop, "reason", why));
    }

    private static String ticket(Page preview) {
      String path = preview.address().getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }

    private long identities() {
      return database.number("select count(*) from identity where client_uuid = ?", client);
    }

    private String intent() {
      return database
          .first(
              "select intent from identity where client_uuid = ?",
              row -> row.text("intent"),
              client)
          .orElseThrow();
    }

    private String permit() {
      return database
          .first(
              "select intent || ' ' || version as permit from parcel where client_uuid = ?",
              row -> row.text("permit"),
              client)
          .orElseThrow();
    }

    private List<String> events() {
      return database.list(
          """
          select l.event || ' ' || (l.text::jsonb -> 'actor' ->> 'subject') as said
          from ledger_entry l join identity i on i.id = l.identity_id where i.client_uuid = ?
          """,
          row -> row.text("said"),
          client);
    }
  }

  private Page preview(Map<String, String> fields) {
    return security.submitTicked(
        security.open("/console/shadows?name=" + name), LIST, "client", List.of(client), fields);
  }

  private Page confirmed(Page preview) {
    return security.submitTicked(preview, PREVIEW, "client", List.of(), Map.of());
  }

  private long adoptions() {
    return database.number("select count(*) from adoption where client_uuid = ?", client);
  }

  private boolean isOurs(String row) {
    return row.contains(name);
  }
}
