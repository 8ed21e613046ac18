package dev.steward.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.OwnerTally;
import dev.steward.registry.Recorded;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentitiesTest {

  @Inject IdentityRegistry registry;
  @Inject OwnerTally tally;

  private final String owner = Sample.person();
  private final String family = "fam" + UUID.randomUUID().toString().substring(0, 8);
  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");

  @Test
  void findsByAnyPartOfANameAndByWords() {
    register("reader", RiskTier.LOW);
    register("writer", RiskTier.HIGH);

    assertThat(names(auditor.open(found("q=" + family.substring(3)))))
        .containsExactly(family + "-reader", family + "-writer");
    assertThat(names(auditor.open(found("q=" + family + "+ader"))))
        .containsExactly(family + "-reader");
    assertThat(auditor.open(found("q=" + family + "+nobody")).texts("h2"))
        .contains("No identity is like this");
  }

  @Test
  void narrowsByBoxesThatSayHowManyTheyLeave() {
    register("reader", RiskTier.LOW);
    register("writer", RiskTier.HIGH);
    register("copier", RiskTier.HIGH);

    Page page = auditor.open(found("q=" + family + "&tier=high"));

    assertThat(names(page)).containsExactly(family + "-copier", family + "-writer");
    assertThat(page.texts("label[for^=is-tier]"))
        .containsExactly("Low 1", "Medium 0", "High 2", "Critical 0");
    assertThat(page.html().select("input[name=tier][checked]").eachAttr("value"))
        .containsExactly("high");
    assertThat(page.texts(".st-total")).containsExactly("2 identities.");
  }

  @Test
  void findsAWholeNameWithFrequentAndRareParts() {
    register("reader", RiskTier.LOW);
    register("writer", RiskTier.HIGH);

    assertThat(names(auditor.open(found("q=" + family + "-writer"))))
        .containsExactly(family + "-writer");
    assertThat(names(auditor.open(found("q=" + family + "-nobody")))).isEmpty();
  }

  @Test
  void countsControlsAmongWhatWasFoundAndNarrowsByAllThatAreTicked() {
    register("linked", RiskTier.LOW);

    Page page = auditor.open(found("q=" + family + "&control=iso42001:A.3.2"));
    assertThat(page.texts("#found > p").getFirst())
        .startsWith("Narrowed down: Control ")
        .contains("A.3.2");

    assertThat(page.texts("label[for='is-control-iso42001:A.3.2']"))
        .singleElement()
        .asString()
        .startsWith("iso42001:A.3.2 ")
        .endsWith(" 1");
    assertThat(page.html().select("input[name=control][checked]").eachAttr("value"))
        .containsExactly("iso42001:A.3.2");
    assertThat(
            names(auditor.open(found("q=" + family + "&control=iso42001:A.3.2&control=iso42001"))))
        .containsExactly(family + "-linked");
    assertThat(
            names(
                auditor.open(
                    found("q=" + family + "&control=iso42001:A.3.2&control=iso42001:A.2.2"))))
        .isEmpty();
  }

  @Test
  void countsWhoAnswersForWhatWasFoundAndNarrowsByAllThatAreTicked() {
    String second = Sample.person();
    register("mine", RiskTier.LOW);
    register(
        family + "-ours",
        RiskTier.LOW,
        "Shown ours",
        List.of(
            new Owner(owner, Owner.Role.OWNER, null), new Owner(second, Owner.Role.BACKUP, null)));

    Page page = auditor.open(found("q=" + family));
    Page narrowed = auditor.open(found("q=" + family + "&owner=" + owner + "&owner=" + second));

    assertThat(boxesOfOwners(page))
        .containsExactlyInAnyOrder(owner + " unticked 2", second + " unticked 1");
    assertThat(names(narrowed)).containsExactly(family + "-ours");
    assertThat(boxesOfOwners(narrowed))
        .containsExactlyInAnyOrder(owner + " ticked 1", second + " ticked 1");
  }

  @Test
  void showsThoseWhoAnswerForMostWhereNothingIsNarrowed() {
    IntStream.range(0, 3).forEach(i -> register("many-" + i, RiskTier.LOW));
    tally.run();

    Page page = auditor.open(ListQuery.PATH);

    assertThat(page.html().select("#boxes input[name=owner]")).isNotEmpty().hasSizeLessThan(7);
    assertThat(
            Browser.of(Sample.person())
                .open(ListQuery.PATH)
                .html()
                .select("#boxes input[name=owner]"))
        .isEmpty();
  }

  @Test
  void suggestsWhoAnswersWhileOneTypes() {
    Page page = auditor.open(ListQuery.PATH);

    assertThat(page.html().select("#owner").attr("list"))
        .isEqualTo(page.html().select("datalist").attr("id"));
    assertThat(page.html().select("#owner").attr("hx-get")).isEqualTo("/console/register/people");
    register("owned", RiskTier.LOW);
    assertThat(
            auditor
                .open("/console/register/people?owner=user-" + owner)
                .html()
                .select("option")
                .eachAttr("value"))
        .containsExactly("user-" + owner);
  }

  @Test
  void showsOwnersOnlyWhatTheyAnswerFor() {
    register("mine", RiskTier.LOW);
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    assertThat(names(Browser.of(owner).open(ListQuery.PATH))).containsExactly(family + "-mine");
    assertThat(Browser.of(Sample.person()).open(ListQuery.PATH).texts("h2"))
        .contains("You answer for nothing yet");
  }

  @Test
  void walksForwardAndBackByKey() {
    IntStream.range(0, IdentitySearch.PAGE + 5)
        .forEach(i -> register("walk-%03d".formatted(i), RiskTier.LOW));

    Page first = auditor.open(found("q=" + family));
    Page second = auditor.open(first.html().select("a[rel=next]").attr("href"));
    Page again = auditor.open(second.html().select("a[rel=prev]").attr("href"));

    assertThat(names(first)).hasSize(IdentitySearch.PAGE).startsWith(family + "-walk-000");
    assertThat(names(second)).hasSize(5).endsWith(family + "-walk-054");
    assertThat(second.html().select("a[rel=next]")).isEmpty();
    assertThat(names(again)).isEqualTo(names(first));
    assertThat(again.html().select("a[rel=prev]")).isEmpty();
  }

  @Test
  void showsNamesThatLookLikeMarkupAsTheyAre() {
    String name = family + "<img src=x onerror=alert(1)>\"'{q}";
    register(name, RiskTier.LOW, "<script>alert(1)</script>");

    Page page = auditor.open(found("q=" + family));

    assertThat(page.html().select("main img, main script")).isEmpty();
    assertThat(page.html().select("tbody a").text()).isEqualTo("<script>alert(1)</script>");
    assertThat(names(page)).containsExactly(name);
  }

  @Test
  void namesAViewInItsAddress() {
    Page page = auditor.open(found("tier=high&view=Risky+ones"));

    assertThat(page.heading()).isEqualTo("Identities: Risky ones");
    assertThat(page.html().select(".st-view input[name=tier]").eachAttr("value"))
        .containsExactly("high");
  }

  @Test
  void refusesWhatItCannotAskForInASentence() {
    Page page = auditor.open(found("tier=enormous"));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.texts("main p").getFirst()).contains("Risk tier is one of low");
    assertThat(auditor.open(found("after=nowhere")).status()).isEqualTo(400);
  }

  @Test
  void leadsFromAControlAndFromAPersonToTheirIdentities() {
    Recorded recorded = register("linked", RiskTier.LOW);
    String person = recorded.identity().owners().getFirst().person();

    assertThat(names(auditor.open(found("owner=" + person)))).containsExactly(family + "-linked");
    assertThat(names(auditor.open(found("owner=" + person + "&control=iso42001:A.3.2"))))
        .containsExactly(family + "-linked");
    Page unlinked = auditor.open(found("owner=" + person + "&control=iso42001:A.2.2"));
    assertThat(names(unlinked)).isEmpty();
    assertThat(unlinked.html().text()).contains("Controls are written as in Controls");
  }

  @Test
  void takesAnOwnerByUserName() {
    register("owned", RiskTier.LOW);

    Page page = auditor.open(found("owner=user-" + owner));

    assertThat(names(page)).containsExactly(family + "-owned");
    assertThat(page.html().select("input[name=owner][checked]").eachAttr("value"))
        .containsExactly(owner);
    assertThat(page.texts("#found .st-only")).singleElement().asString().contains("answers for");
    Page nobody = auditor.open(found("owner=nobody-at-all"));
    assertThat(names(nobody)).isEmpty();
    assertThat(nobody.html().text()).contains("a whole user name or email");
  }

  /** Whom there are boxes for, whether each is ticked, and what is written beside it. */
  private static List<String> boxesOfOwners(Page page) {
    return page.html().select("#boxes input[name=owner]").stream()
        .map(
            box ->
                "%s %s %s"
                    .formatted(
                        box.attr("value"),
                        box.hasAttr("checked") ? "ticked" : "unticked",
                        box.siblingElements().select(".st-quiet").text()))
        .toList();
  }

  private static String found(String query) {
    return ListQuery.PATH + "?" + query;
  }

  /** The user names of the rows. */
  private static List<String> names(Page page) {
    return page.texts("tbody th .st-quiet");
  }

  private Recorded register(String end, RiskTier tier) {
    return register(family + "-" + end, tier, "Shown " + end);
  }

  private Recorded register(String name, RiskTier tier, String displayName) {
    return register(name, tier, displayName, Sample.agent(owner).owners());
  }

  private Recorded register(String name, RiskTier tier, String displayName, List<Owner> owners) {
    Change.Register agent = Sample.agent(owner);
    return registry.register(
        new Change.Register(
            agent.id(),
            new Profile(Kind.AI_AGENT, name, null, displayName, null, "Reads", null, tier),
            agent.client(),
            owners,
            agent.cadence(),
            Set.of(ControlLink.of("iso42001:A.3.2")),
            agent.validity(),
            agent.allowance(),
            true),
        Sample.PROVISIONER);
  }
}
