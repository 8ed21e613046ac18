package dev.steward.console.orphan;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.jobs.Job;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The security team's page of orphans. */
@QuarkusTest
class OrphanPageTest {

  private static final String LIST = "form[action='/console/orphans/answers/preview']";
  private static final String PREVIEW = "form[action='/console/orphans/answers']";
  private static final Map<String, String> QUARANTINE =
      Map.of("answer", "quarantine", "reason", "nobody answered for a month");

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Database database;
  @Inject Reconciler reconciler;
  @Inject @All List<Job> jobs;

  private final String analyst = Sample.person();
  private final Browser security = Browser.of(analyst, "steward-security");

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
    travel("PT0S");
  }

  @Test
  void tellsWhySinceWhenAndWhatItCanStillDo() {
    String owner = Sample.person();
    Identity orphan = orphans(owner, 1).getFirst();

    Page page = security.open(of(owner));

    String row = page.texts("tbody tr:has(a[href$='" + orphan.id() + "'])").getFirst();
    assertThat(row)
        .contains("Owner never accepted")
        .contains("since")
        .contains("30 days")
        .contains("Medium")
        .contains("gets tokens")
        .contains("invoices:read, orders:read")
        .contains("never seen")
        .contains("user-" + owner);
  }

  @Test
  void showsTheMostUrgentFirst() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 3);

    assertThat(
            security.open(of(owner)).html().select("tbody input[name=identity]").eachAttr("value"))
        .containsExactlyInAnyOrderElementsOf(ids(orphans));
    assertThat(security.open(of(owner)).html().text()).contains("3 found, the most urgent first");
  }

  @Test
  void standsInTheOrderThatIsAskedForWhereAllAreOnOnePage() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 3);
    database.update(
        "update identity set display_name = 'aardvark' where id = ?", orphans.get(1).id().value());
    database.update(
        "update identity set intent = 'SUSPENDED' where id = ?", orphans.get(2).id().value());
    sortIn();

    assertThat(security.open(of(owner) + "&order=name").texts("tbody th").getFirst())
        .startsWith("aardvark");
    Page byPower = security.open(of(owner) + "&order=power");
    assertThat(byPower.texts("tbody tr").getFirst())
        .contains("gets tokens")
        .doesNotContain("suspended");
    assertThat(byPower.texts("tbody tr").getLast()).contains("gets no tokens", "suspended");
    assertThat(byPower.html().text())
        .contains("3 found, those first that get tokens and can do most");
    assertThat(byPower.html().select("#order option[selected]").val()).isEqualTo("power");
    assertThat(security.open(of(owner) + "&order=unused").status()).isEqualTo(200);
    assertThat(security.open(of(owner) + "&order=random").status()).isEqualTo(400);
  }

  @Test
  void leadsFromALaterPageToTheFirstOfTheSameFilter() {
    String owner = Sample.person();
    orphans(owner, 1);

    for (String day : List.of("2020-01-01", "2999-01-01")) {
      Page later = security.open(of(owner) + "&after=" + day + "T00:00:00Z_" + UUID.randomUUID());

      assertThat(later.html().select("main a:contains(first page)").attr("href"))
          .as(later.html().text())
          .isEqualTo(of(owner));
    }
    assertThat(security.open(of(owner)).html().select("nav[aria-label=Pages]")).isEmpty();
  }

  @Test
  void leadsBackToNowWithTheSameFilter() {
    String filter = "/console/orphans?reason=owner-left&tier=high";

    assertThat(
            security
                .open(filter + "&at=2020-01-01")
                .html()
                .select("main a:contains(Back to now)")
                .attr("href"))
        .isEqualTo(filter);
  }

  @Test
  void leadsToAShadowWhateverItIsCalled() {
    String name = "a&b=c#d+e %" + UUID.randomUUID();
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    realm.client(name, Map.of());
    reconciler.run();
    sortIn();

    String href =
        security
            .open("/console/orphans?reason=shadow")
            .html()
            .select("tbody th a:contains(" + name + ")")
            .attr("href");

    assertThat(security.open(href).texts("tbody th")).singleElement().asString().contains(name);
  }

  @Test
  void saysThatAGateThatObservesLetsPassWhatHasEnded() {
    String owner = Sample.person();
    orphans(owner, 1);
    travel("P300D");
    KeycloakDouble.running().gate(new Realm());
    reconciler.run();
    assertThat(security.open(of(owner)).texts("tbody tr").getFirst()).contains("gets no tokens");

    database.update(
        "update gate_posture set said = jsonb_set(said, '{mode}', '\"observe\"') where realm = ?",
        KeycloakDouble.REALM);

    assertThat(security.open(of(owner)).texts("tbody tr").getFirst())
        .contains("gets tokens", "its permit ended; the gate lets it pass");
  }

  @Test
  void isNarrowedByReason() {
    String owner = Sample.person();
    orphans(owner, 1);

    assertThat(security.open(of(owner) + "&reason=owner-left").texts("h2"))
        .contains("No orphans here");
    assertThat(security.open(of(owner) + "&reason=owner-never-accepted").html().select("tbody tr"))
        .hasSize(1);
  }

  @Test
  void doesNotSayThatThereAreNoneWhileMuchIsBeingSortedIn() {
    sortIn();
    database.update(
        """
        insert into orphan_mark (identity_id)
        select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid
        from generate_series(1, 1500) n
        """);
    String nobody = of(Sample.person());

    Page early = security.open(nobody);
    sortIn();
    Page late = security.open(nobody);

    assertThat(early.texts("h2")).contains("No orphans here yet");
    assertThat(early.html().select("main a:contains(Look again)").attr("href")).isEqualTo(nobody);
    assertThat(late.texts("h2")).contains("No orphans here");
  }

  @Test
  void opensInASpreadsheet() {
    String owner = Sample.person();
    Identity orphan = orphans(owner, 1).getFirst();

    Page table = security.open("/console/orphans/table.csv?owner=user-" + owner);

    assertThat(table.header("Content-Disposition")).contains("orphans.csv");
    assertThat(table.html().wholeText()).contains(orphan.profile().userName());
  }

  @Test
  void tellsOfAnEarlierDayWithoutOfferingAnswers() {
    Page page = security.open("/console/orphans?at=2020-01-01");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.texts("[role=note]")).singleElement().asString().contains("owner over limit");
    assertThat(page.html().select(LIST)).isEmpty();
  }

  @Test
  void showsWhatWouldHappenAndDoesNothing() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 2);

    Page preview = chosen(owner, orphans, QUARANTINE);

    assertThat(preview.heading()).isEqualTo("Suspend: what would happen");
    assertThat(preview.texts("tbody tr")).hasSize(2).allMatch(row -> row.contains("suspended"));
    assertThat(intents(orphans)).containsOnly(Intent.APPROVED);
  }

  @Test
  void leadsBackToTheListAsItWasNarrowed() {
    String owner = Sample.person();

    Page preview = chosen(owner, orphans(owner, 1), QUARANTINE);
    Page report = confirmed(preview, Map.of());

    assertThat(preview.html().select("a[data-back]").attr("href"))
        .startsWith(of(owner) + "&again=");
    assertThat(report.html().select("main a:contains(Back to the list)").attr("href"))
        .isEqualTo(of(owner));
  }

  @Test
  void leadsBackToTheFormAsItWasLeft() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 3);
    Page preview = chosen(owner, orphans.subList(0, 2), QUARANTINE);
    String back = preview.html().select("a[data-back]").attr("href");

    Page form = security.open(back);

    assertThat(ticked(form)).containsExactlyInAnyOrderElementsOf(ids(orphans.subList(0, 2)));
    assertThat(form.html().select("input[name=answer][checked]").val()).isEqualTo("quarantine");
    assertThat(form.html().select("textarea[name=reason]").val())
        .isEqualTo("nobody answered for a month");
    assertThat(form.html().select("[role=alert]")).isEmpty();
    assertThat(ticked(Browser.of(Sample.person(), "steward-security").open(back))).isEmpty();
    assertThat(ticked(security.open(of(owner) + "&again=yesterday"))).isEmpty();
  }

  @Test
  void countsOnlyThoseThatWouldChange() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 3);
    Id stopped = orphans.getFirst().id();
    registry.change(stopped, null, List.of(new Change.Suspend("odd hours")), Sample.PROVISIONER);

    Page some = chosen(owner, orphans, QUARANTINE);
    Page none = chosen(owner, orphans.subList(0, 1), QUARANTINE);

    assertThat(some.texts("tbody tr")).hasSize(3);
    assertThat(some.texts("main button")).containsExactly("Suspend: 2 identities");
    assertThat(some.texts("main form p").getFirst()).startsWith("2 of these 3 would change");
    assertThat(none.html().select(PREVIEW)).isEmpty();
    assertThat(none.html().text()).contains("None of them would change");
    assertThat(confirmed(some, Map.of()).html().text()).contains("2 done, 1 unchanged, 0 refused");
  }

  @Test
  void takesALongReasonInAnyScript() {
    String owner = Sample.person();
    Map<String, String> answer =
        Map.of("answer", "quarantine", "reason", "никто не ответил ".repeat(58));

    Page preview = chosen(owner, orphans(owner, 1), answer);

    assertThat(preview.heading()).isEqualTo("Suspend: what would happen");
  }

  @Test
  void showsWhatWouldHappenAgainOnTheWayBackAndToNobodyElse() {
    String owner = Sample.person();
    Page preview = chosen(owner, orphans(owner, 2), QUARANTINE);
    String address = preview.address().getPath();

    Page again = security.open(address);

    assertThat(again.texts("tbody tr")).isEqualTo(preview.texts("tbody tr"));
    assertThat(Browser.of(Sample.person(), "steward-security").open(address).status())
        .isEqualTo(404);
  }

  @Test
  void suspendsThemAndTellsOfEach() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 3);

    Page result = confirmed(chosen(owner, orphans, QUARANTINE), Map.of());

    assertThat(result.address().getPath()).startsWith("/console/orphans/answers/");
    assertThat(result.html().text()).contains("3 done, 0 unchanged, 0 refused");
    assertThat(result.texts("tbody tr")).hasSize(3).allMatch(row -> row.contains("done"));
    assertThat(intents(orphans)).containsOnly(Intent.SUSPENDED);
  }

  @Test
  void namesInTheLedgerWhoDidItAndWithWhat() {
    String owner = Sample.person();
    Identity orphan = orphans(owner, 1).getFirst();

    confirmed(chosen(owner, List.of(orphan), QUARANTINE), Map.of());

    assertThat(
            database.list(
                """
                select text from ledger_entry where identity_id = ? and event = 'Suspend'
                """,
                row -> row.text("text"),
                orphan.id().value()))
        .singleElement()
        .asString()
        .contains(analyst)
        .contains("steward-console")
        .contains("\"bulk\"");
  }

  @Test
  void answersOnceHoweverOftenOneClicks() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 2);
    Page preview = chosen(owner, orphans, QUARANTINE);

    Page first = confirmed(preview, Map.of());
    Page second = confirmed(preview, Map.of());

    assertThat(second.address()).isEqualTo(first.address());
    assertThat(second.html().text()).contains("2 done, 0 unchanged, 0 refused");
  }

  @Test
  void endsThemOnlyWhenTheirNumberWasTyped() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 2);
    Page preview =
        chosen(owner, orphans, Map.of("answer", "revoke", "reason", "nobody needs them"));

    Page mistyped = confirmed(preview, Map.of("typed", "yes"));
    assertThat(mistyped.address().getPath()).isEqualTo(preview.address().getPath());
    assertThat(mistyped.texts("[role=alert]"))
        .containsExactly("To end them for good, type 2; nothing was done.");
    assertThat(mistyped.texts("tbody tr")).isEqualTo(preview.texts("tbody tr"));
    assertThat(intents(orphans)).containsOnly(Intent.APPROVED);

    assertThat(confirmed(mistyped, Map.of("typed", "2")).html().text()).contains("2 done");
    assertThat(intents(orphans)).containsOnly(Intent.REVOKED);
  }

  @Test
  void asksPeopleWhoOwnNothingBeforeTheyAccept() {
    String owner = Sample.person();
    String other = Sample.person();
    List<Identity> orphans = orphans(owner, 2);

    Page result =
        confirmed(
            chosen(owner, orphans, Map.of("answer", "propose-owners", "owners", "user-" + other)),
            Map.of());

    assertThat(result.html().text()).contains("2 done");
    assertThat(orphans)
        .allSatisfy(
            orphan ->
                assertThat(now(orphan).owners())
                    .anySatisfy(
                        named -> {
                          assertThat(named.person()).isEqualTo(other);
                          assertThat(named.accepted()).isFalse();
                        }));
  }

  @Test
  void refusesWhenTheyAreOthersThanWereLookedAt() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 2);
    Page preview = chosen(owner, orphans, QUARANTINE);
    registry.change(
        orphans.getFirst().id(),
        null,
        List.of(new Change.Revoke("not needed")),
        Sample.PROVISIONER);

    Page page = confirmed(preview, Map.of());

    assertThat(page.status()).isEqualTo(409);
    assertThat(page.html().text()).contains("looked at 2 orphans, and by now it would be 1");
    assertThat(now(orphans.getLast()).intent()).isEqualTo(Intent.APPROVED);
  }

  @Test
  void isAboutNoMoreThanTheCap() {
    security.open("/console/orphans");
    List<String> many =
        IntStream.range(0, 501).mapToObj(number -> UUID.randomUUID().toString()).toList();

    Page page =
        security.submitTicked(orphanPage(Sample.person()), LIST, "identity", many, QUARANTINE);

    assertThat(page.texts("[role=alert]")).singleElement().asString().contains("At most 500");
  }

  @ParameterizedTest
  @CsvSource({
    "'', nobody answered, Choose what is to be done",
    "quarantine, '', Say why",
    "propose-owners, x, Name 1 to 10 people"
  })
  void saysWhatIsMissingAndKeepsWhatIsThere(String answer, String reason, String said) {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 1);

    Page page = chosen(owner, orphans, Map.of("answer", answer, "reason", reason));

    assertThat(page.address().toString()).contains(of(owner));
    assertThat(page.texts("[role=alert]")).singleElement().asString().contains(said);
    assertThat(ticked(page)).containsExactlyElementsOf(ids(orphans));
    assertThat(page.html().select("textarea[name=reason]").val()).isEqualTo(reason);
    assertThat(page.html().select("input[name=answer][checked]").val()).isEqualTo(answer);
  }

  private static List<String> ticked(Page page) {
    return page.html().select("input[name=identity][checked]").eachAttr("value");
  }

  @Test
  void offersAuditorsNothingToDoAndTakesNothingFromThem() {
    String owner = Sample.person();
    List<Identity> orphans = orphans(owner, 1);
    Page preview = chosen(owner, orphans, QUARANTINE);
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    Page page = auditor.open(of(owner));
    assertThat(page.html().select("tbody tr")).hasSize(1);
    assertThat(page.html().select("main form[method=post], input[type=checkbox][name=identity]"))
        .isEmpty();

    assertThat(auditor.submitTicked(preview, PREVIEW, "identity", List.of(), Map.of()).status())
        .isEqualTo(404);
    assertThat(
            auditor
                .submitTicked(security.open(of(owner)), LIST, "identity", ids(orphans), QUARANTINE)
                .status())
        .isEqualTo(403);
    assertThat(intents(orphans)).containsOnly(Intent.APPROVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/orphans", "/console/orphans/table.csv", "/console/shadows"})
  void isNotForOwners(String path) {
    assertThat(Browser.of(Sample.person()).open(path).status()).isEqualTo(403);
  }

  @Test
  void tellsWhatBecameOfItOnlyToWhoeverAsked() {
    String owner = Sample.person();
    Page result = confirmed(chosen(owner, orphans(owner, 1), QUARANTINE), Map.of());

    Browser other = Browser.of(Sample.person(), "steward-security");

    assertThat(other.open(result.address().getPath()).status()).isEqualTo(404);
  }

  private static String of(String owner) {
    return "/console/orphans?owner=user-" + owner;
  }

  /** A page with the form, of one orphan. */
  private Page orphanPage(String owner) {
    orphans(owner, 1);
    return security.open(of(owner));
  }

  private Page chosen(String owner, List<Identity> orphans, Map<String, String> answer) {
    return security.submitTicked(security.open(of(owner)), LIST, "identity", ids(orphans), answer);
  }

  private Page confirmed(Page preview, Map<String, String> typed) {
    return security.submitTicked(preview, PREVIEW, "identity", List.of(), typed);
  }

  private List<Identity> orphans(String owner, int many) {
    List<Identity> orphans =
        Stream.generate(() -> registry.register(Sample.agent(owner), Sample.PROVISIONER).identity())
            .limit(many)
            .toList();
    sortIn();
    return orphans;
  }

  private void sortIn() {
    jobs.stream().filter(job -> job.name().equals("orphan-candidates")).forEach(Job::run);
  }

  private static List<String> ids(List<Identity> identities) {
    return identities.stream().map(identity -> identity.id().toString()).toList();
  }

  private List<Intent> intents(List<Identity> orphans) {
    return orphans.stream().map(orphan -> now(orphan).intent()).toList();
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }
}
