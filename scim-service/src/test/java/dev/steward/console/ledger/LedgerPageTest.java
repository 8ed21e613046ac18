package dev.steward.console.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.evidence.LedgerBrowser;
import dev.steward.evidence.Sealing;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.Hash;
import dev.steward.ledger.InclusionProof;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in a browser. */
@QuarkusTest
class LedgerPageTest {

  @Inject IdentityRegistry registry;
  @Inject LedgerBrowser ledger;
  @Inject Sealing sealing;

  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");
  private final String owner = Sample.person();
  private Identity identity;

  @BeforeEach
  void happen() {
    identity =
        registry
            .register(Sample.agent(owner), new Actor(Actor.Type.PERSON, owner, "steward-console"))
            .identity();
    sealing.seal();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void showsWhatHappenedToAnIdentityAndWhoDidIt(boolean byName) {
    String named = byName ? identity.profile().userName() : identity.id().toString();
    Page page = auditor.open("/console/ledger?identity=" + named);

    assertThat(page.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains("Register")
        .contains("user-" + owner)
        .contains("steward-console")
        .contains("Invoice matcher")
        .doesNotContain(identity.id().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"event=Register", "event=Register&from=2020-01-01", "until=2099-01-01"})
  void isNarrowedByWhatWhoAndWhen(String filter) {
    Page page = auditor.open("/console/ledger?actor=user-" + owner + "&" + filter);

    assertThat(page.html().select("tbody tr")).hasSize(1);
  }

  @Test
  void saysWhenAFilterLeavesNothing() {
    Page page = auditor.open("/console/ledger?actor=user-" + owner + "&event=Revoke");

    assertThat(page.texts("h2")).contains("No entries here");
  }

  @Test
  void saysWhatIsWrongWithAFilterWhereItWasFilledIn() {
    Page page = auditor.open("/console/ledger?actor=user-" + owner + "&identity=no-such-one");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.texts("[role=alert]"))
        .containsExactly("No identity has the user name or id no-such-one.");
    assertThat(page.html().select("#actor").val()).isEqualTo("user-" + owner);
    assertThat(page.html().select("#identity").val()).isEqualTo("no-such-one");
    assertThat(page.html().select("tbody tr")).isEmpty();
  }

  @Test
  void leadsFromOneEntryToAllThatWasDoneAtOnceWithIt() {
    Actor alone = new Actor(Actor.Type.PERSON, owner, "steward-console");
    Actor several = alone.inBulk(UUID.randomUUID().toString());
    Identity other = registry.register(Sample.agent(owner), several).identity();
    registry.change(identity.id(), null, List.of(new Change.Suspend("leak")), several);
    registry.change(other.id(), null, List.of(new Change.Suspend("leak")), alone.inBulk("another"));
    sealing.seal();
    Page all = auditor.open("/console/ledger?actor=user-" + owner);
    Page one =
        auditor.open(
            all.html().select("tbody tr:contains(Suspended) th a").eachAttr("href").getLast());

    Page together = auditor.open(one.html().select("dd a[href*=with]").attr("href"));

    assertThat(together.texts("tbody tr"))
        .satisfiesExactly(
            row -> assertThat(row).contains("Suspended"),
            row -> assertThat(row).contains("Registered"));
    assertThat(together.texts("form p").getFirst()).contains("Only what was done at once with");
    assertThat(
            auditor
                .open(together.address().toString() + "&event=Suspend")
                .html()
                .select("tbody tr"))
        .hasSize(1);
    assertThat(auditor.open("/console/ledger?with=x").status()).isEqualTo(400);
    long first = Long.parseLong(all.texts("tbody tr th").getLast());
    assertThat(auditor.open("/console/ledger/" + first).html().select("a[href*=with]")).isEmpty();
    assertThat(auditor.open("/console/ledger?with=" + first).texts("main").toString())
        .contains("Nothing was done at once with entry " + first);
  }

  @Test
  void opensInASpreadsheetAsItIsNarrowed() {
    Page page = auditor.open("/console/ledger?actor=user-" + owner + "&event=Register");
    String table = page.html().select("main a:contains(Download as CSV)").attr("href");

    assertThat(auditor.open(table).html().wholeText().lines())
        .satisfiesExactly(
            heads -> assertThat(heads).startsWith("place,at,event,by,"),
            entry ->
                assertThat(entry)
                    .contains(",Register,")
                    .contains("user-" + owner)
                    .contains(identity.id().toString())
                    .contains("Invoice matcher"));
    assertThat(auditor.open("/console/ledger/table.csv?from=yesterday-ish").status())
        .isEqualTo(400);
    assertThat(Browser.of(owner).open(table).status()).isEqualTo(403);
  }

  @Test
  void provesAnEntryToWhoeverChecksItThemselves() {
    long position = newest();

    assertThat(auditor.open("/console/ledger/" + position).texts(".st-chip"))
        .containsExactly("in the tree");

    JsonPath proof =
        JsonPath.from(
            auditor.open("/console/ledger/" + position + "/proof.json").html().wholeText());
    InclusionProof inclusion =
        new InclusionProof(
            proof.getLong("position"),
            proof.getLong("size"),
            proof.<String>getList("path").stream().map(Hash::ofBase64).toList());
    Checkpoint checkpoint = ledger.newest().orElseThrow();
    assertThat(inclusion.proves(Hash.ofLeaf(proof.getString("entry")), checkpoint)).isTrue();
  }

  @Test
  void isCheckedWhenAnAuditorAsks() {
    Page page =
        auditor.submit(
            auditor.open("/console/ledger"), "form[action='/console/ledger/checks']", Map.of());

    assertThat(page.texts("#check [role=status]"))
        .singleElement()
        .asString()
        .contains("proven")
        .contains("were read again");
  }

  @Test
  void isCheckedBesideTheEntriesThatAreLookedAt() {
    String filter = "?event=Register&actor=user-" + owner;

    Page page =
        auditor.submit(
            auditor.open("/console/ledger" + filter),
            "form[action^='/console/ledger/checks']",
            Map.of());

    assertThat(page.address().toString()).endsWith("/console/ledger" + filter + "#check");
    assertThat(page.html().select("tbody tr")).hasSize(1);
    assertThat(page.texts("#check [role=status]").getFirst()).contains("proven");
  }

  @Test
  void leadsBackFromAnEntryToTheEntriesThatWereLookedAt() {
    String filter = "/console/ledger?event=Register";
    auditor.open(filter);

    Page page =
        auditor.get("Referer", auditor.address(filter).toString(), "/console/ledger/" + newest());

    assertThat(page.html().select("nav[aria-label=Breadcrumb] a").attr("href")).isEqualTo(filter);
    assertThat(
            auditor
                .open("/console/ledger/" + newest())
                .html()
                .select("nav[aria-label=Breadcrumb] a")
                .attr("href"))
        .isEqualTo("/console/ledger");
  }

  @Test
  void handsOutTheCheckpointThatProgramsGet() {
    String note =
        given()
            .auth()
            .oauth2(Tokens.person("carol", "evidence:read"))
            .get("/ledger/checkpoint")
            .asString();

    Page page = auditor.open("/console/ledger/checkpoint.txt");

    assertThat(page.header("Content-Disposition")).contains("checkpoint.txt");
    assertThat(page.html().wholeText().strip()).isEqualTo(note.strip());
  }

  @Test
  void goesBackPageByPage() {
    Page page = auditor.open("/console/ledger");
    long before = newest();

    assertThat(auditor.open("/console/ledger?before=" + before).texts("tbody th"))
        .doesNotContain(String.valueOf(before));
    assertThat(page.texts("tbody th").getFirst()).isEqualTo(String.valueOf(before));
  }

  @Test
  void leadsFromALaterPageToTheFirstOfTheSameFilter() {
    String filter = "/console/ledger?event=Register&until=2099-01-01";

    assertThat(
            auditor
                .open(filter + "&before=" + (newest() + 1))
                .html()
                .select("nav[aria-label=Pages] a:contains(First page)")
                .attr("href"))
        .isEqualTo(filter);
  }

  @Test
  void isNotForOwners() {
    Browser other = Browser.of(owner);

    assertThat(other.open("/console/ledger").status()).isEqualTo(403);
    assertThat(other.open("/console/ledger/0").status()).isEqualTo(403);
    assertThat(other.open("/console/ledger/0/proof.json").status()).isEqualTo(403);
    assertThat(other.open("/console/ledger/checkpoint.txt").status()).isEqualTo(403);
    assertThat(other.post("/console/ledger/checks", Map.of()).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity=x", "before=-1", "from=yesterday", "until=later"})
  void refusesWhatItCannotRead(String filter) {
    assertThat(auditor.open("/console/ledger?" + filter).status()).isEqualTo(400);
  }

  @Test
  void hasNoEntryInAPlaceToCome() {
    assertThat(auditor.open("/console/ledger/999999999999").status()).isEqualTo(404);
  }

  private long newest() {
    return ledger.page(LedgerBrowser.Filter.ALL, null, 1).getFirst().position();
  }
}
