package dev.steward.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Allowance;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.Profile;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityPageTest {

  private static final String SUSPEND = "form[action$=suspend]";
  private static final String APPROVE = "form[action$=approve]";
  private static final String REVOKE = "form[action$=revoke]";

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Reconciler reconciler;
  @Inject Database database;

  private final String owner = Sample.person();
  private final Browser admin = Browser.of(Sample.person(), "steward-admin");
  private Identity identity;

  @BeforeEach
  void anAgent() {
    identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
  }

  @AfterEach
  void theGateIsBack() {
    KeycloakDouble.running().gate(KeycloakDouble.Gate.HOLDING);
    KeycloakDouble.running().away(false);
  }

  @Test
  void saysWhoAnswersForItWhyItMayActAndWhatHappened() {
    Page page = admin.open(path());

    assertThat(page.heading()).isEqualTo("Invoice matcher");
    assertThat(page.texts(".st-standing").getFirst()).contains("Good", "It may act");
    assertThat(page.texts("main"))
        .first()
        .asString()
        .contains("Person " + owner, "has not said yes");
    assertThat(page.texts("#history li p").getFirst())
        .contains("Registered", "the program provisioner");
    assertThat(page.texts("dd").toString()).contains("invoices:read", "orders:read", "5 minutes");
  }

  @Test
  void isHiddenFromThoseWhoHaveNothingToDoWithIt() {
    assertThat(Browser.of(Sample.person()).open(path()).status()).isEqualTo(404);
    assertThat(Browser.of(owner).open(path()).status()).isEqualTo(200);
  }

  @Test
  void showsAnAuditorEverythingAndNothingToDo() {
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    Page page = auditor.open(path());
    Page refused = auditor.post(doing("suspend"), suspension("because"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("main form")).isEmpty();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(auditor.post(doing("revoke"), Map.of("version", "99")).status()).isEqualTo(403);
    assertThat(now().intent()).isEqualTo(Intent.APPROVED);
  }

  @Test
  void suspendsAndResumesWithAReasonThatTheHistoryTells() {
    Page suspended =
        admin.submit(admin.open(path()), SUSPEND, Map.of("reason", "It reads <b>too</b> much"));

    assertThat(suspended.texts(".st-message").getFirst()).contains("is suspended");
    assertThat(suspended.texts("#history li").getFirst())
        .contains("Suspended", "It reads <b>too</b> much");
    assertThat(suspended.html().select(SUSPEND)).isEmpty();
    assertThat(now().intent()).isEqualTo(Intent.SUSPENDED);

    Page resumed = admin.submit(suspended, "form[action$=resume]", Map.of("reason", "Mended"));
    assertThat(resumed.texts(".st-standing").getFirst()).contains("Good");
  }

  @Test
  void doesOnceWhatIsSentTwice() {
    Page page = admin.open(path());
    admin.submit(page, SUSPEND, Map.of("reason", "once"));
    Page second = admin.submit(page, SUSPEND, Map.of("reason", "twice"));

    assertThat(second.address().getQuery()).startsWith("again=");
    assertThat(second.texts("#refusal").getFirst())
        .contains("changed this identity", "Suspended by");
    assertThat(now().version()).isEqualTo(identity.version() + 1);
  }

  @Test
  void tellsAStalePageWhatChangedAndKeepsWhatWasTyped() {
    Page page = admin.open(path());
    registry.change(
        identity.id(), null, List.of(new OwnerChange.AcceptOwnership(owner)), Sample.PROVISIONER);

    Page refused = admin.submit(page, SUSPEND, Map.of("reason", "It misbehaves"));

    assertThat(refused.texts("#refusal li").getFirst()).contains("Ownership accepted");
    assertThat(refused.html().select("#suspend-reason").text()).isEqualTo("It misbehaves");
    assertThat(admin.submit(refused, SUSPEND, Map.of("reason", "It misbehaves")).status())
        .isEqualTo(200);
    assertThat(now().intent()).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void keepsWhatWasTypedForWhatSomebodyElseDidMeanwhile() {
    Page page = admin.open(path());
    registry.change(identity.id(), null, List.of(new Change.Suspend("mine")), Sample.PROVISIONER);

    Page refused = admin.submit(page, SUSPEND, Map.of("reason", "It <b>misbehaves</b>"));

    assertThat(refused.texts("#refusal").getFirst())
        .contains("Suspended by", "can no longer be done", "“It <b>misbehaves</b>”");
    assertThat(refused.html().select("#refusal a")).isEmpty();
  }

  @Test
  void tellsWhoProposedThoseWhoAreAsked() {
    String other = Sample.person();
    admin.submit(admin.open(path()), "form[action$=propose]", Map.of("person", "user-" + other));

    Page page = admin.open(path());

    assertThat(page.texts("main").getFirst())
        .containsPattern("Person " + other + ", Owner \\(Proposed by \\S+.*, asked ");
    Page revoked =
        admin.submit(page, REVOKE, Map.of("reason", "Over", "name", identity.profile().userName()));
    assertThat(revoked.texts("h3").toString()).doesNotContain("Asked, and not answered yet");
  }

  @Test
  void revokesOnlyWhoseNameIsTyped() {
    Page page = admin.open(path());

    Page refused = admin.submit(page, REVOKE, Map.of("reason", "Over", "name", "invoice-matcher"));
    assertThat(refused.address().getPath()).isEqualTo(path());
    assertThat(refused.texts("#refusal").getFirst()).contains("type its user name exactly");
    assertThat(refused.html().select("#revoke-reason").text()).isEqualTo("Over");

    Page revoked =
        admin.submit(
            refused, REVOKE, Map.of("reason", "Over", "name", identity.profile().userName()));
    assertThat(revoked.texts(".st-standing").getFirst()).contains("Revoked");
    assertThat(revoked.html().select("#actions")).isEmpty();
    assertThat(admin.open(refused.address().toString()).html().select("#refusal")).isEmpty();
  }

  @Test
  void showsWhatSomebodyFilledInToNobodyElse() {
    Page refused =
        admin.submit(admin.open(path()), REVOKE, Map.of("reason", "Over", "name", "mistyped"));

    Page others = Browser.of(Sample.person(), "steward-admin").open(refused.address().toString());

    assertThat(others.status()).isEqualTo(200);
    assertThat(others.html().select("#refusal, details[open]")).isEmpty();
    assertThat(others.html().select("#revoke-reason").text()).isEmpty();
  }

  @Test
  void isApprovedByAnAdministratorAndNobodyElse() {
    Change.Register agent = Sample.agent(owner);
    identity =
        registry
            .register(
                new Change.Register(
                    agent.id(),
                    agent.profile(),
                    agent.client(),
                    agent.owners(),
                    agent.cadence(),
                    agent.controls(),
                    agent.validity(),
                    agent.allowance(),
                    false),
                Sample.PROVISIONER)
            .identity();
    Browser security = Browser.of(Sample.person(), "steward-security");
    assertThat(security.open(path()).html().select(APPROVE)).isEmpty();
    assertThat(security.post(doing("approve"), Map.of("version", "" + identity.version())).status())
        .isEqualTo(403);

    Page approved = admin.submit(admin.open(path()), APPROVE, Map.of());

    assertThat(approved.texts(".st-standing").getFirst()).contains("Good");
    assertThat(approved.texts("#history li").getFirst()).contains("Approved");
    assertThat(now().intent()).isEqualTo(Intent.APPROVED);
  }

  @Test
  void letsAnOwnerDeclineWithAReason() {
    Browser ownersOwn = Browser.of(owner);
    ownersOwn.submit(ownersOwn.open(path()), "form[action$=accept]", Map.of());

    Page declined =
        ownersOwn.submit(
            ownersOwn.open(path()),
            "form[action$=decline]",
            Map.of("reason", "I left the team that uses it"));

    assertThat(declined.heading()).isEqualTo("My work");
    assertThat(declined.texts(".st-message").getFirst()).contains("You do not answer for");
    assertThat(admin.open(path()).texts("#history").getFirst())
        .contains("no longer answers for it", "I left the team that uses it");
    assertThat(now().handOver()).isNotNull();
  }

  @Test
  void tellsFactsInTheHistoryInWords() {
    String other = Sample.person();
    Identity before = now();
    var profile = before.profile();
    registry.change(
        identity.id(),
        null,
        List.of(
            new Change.Describe(
                new Profile(
                    profile.kind(),
                    profile.userName(),
                    profile.externalId(),
                    profile.displayName(),
                    profile.description(),
                    null,
                    profile.environment(),
                    profile.riskTier(),
                    profile.declaration()),
                before.client(),
                before.cadence(),
                before.controls(),
                before.validity(),
                new Allowance(
                    before.allowance().grants(),
                    before.allowance().scopes(),
                    Duration.ofMinutes(2)))),
        Sample.PROVISIONER);
    registry.change(
        identity.id(),
        null,
        List.of(new OwnerChange.AssignOwners(List.of(new Owner(other, Owner.Role.OWNER, null)))),
        Sample.PROVISIONER);

    List<String> facts = admin.open(path()).texts("#history li li");

    assertThat(facts)
        .contains("Longest token: 2 minutes", "No longer told: Purpose")
        .contains("Owners: Person %s (owner, asked)".formatted(other));
    assertThat(facts).noneMatch(fact -> fact.matches(".*(PT\\d|OWNER|\\{|\\[).*"));
  }

  @Test
  void leadsThroughALongHistoryPageByPage() {
    for (int i = 0; i < 13; i++) {
      registry.change(
          identity.id(), null, List.of(new Change.Suspend("stop " + i)), Sample.PROVISIONER);
      registry.change(
          identity.id(), null, List.of(new Change.Resume("go " + i)), Sample.PROVISIONER);
    }

    Page newest = admin.open(path());
    String older = newest.html().select("#history a:contains(What happened before)").attr("href");
    Page oldest = admin.open(older.replace("#history", ""));

    assertThat(newest.texts("#history li > p:first-child").getFirst()).contains("Resumed");
    assertThat(oldest.texts("#history li > p:first-child").getLast()).contains("Registered");
    assertThat(
            newest.html().select("#history ol > li").size()
                + oldest.html().select("#history ol > li").size())
        .isEqualTo(27);
    assertThat(oldest.html().select("#history a:contains(What happened before)")).isEmpty();
  }

  @Test
  void saysBeforehandWhatStops() {
    Page page = admin.open(path());

    assertThat(page.texts(SUSPEND + " li").toString())
        .contains("disables the client", "5 minutes at most", "invoices:read");
  }

  @Test
  void asksSomebodyToAnswerForItWhoThenAccepts() {
    String other = Sample.person();

    Page asked =
        admin.submit(
            admin.open(path()),
            "form[action$=propose]",
            Map.of("person", "user-" + other, "role", "backup"));
    assertThat(asked.texts(".st-message").getFirst()).contains("Person " + other + " was asked");

    Browser theirs = Browser.of(other);
    Page accepted = theirs.submit(theirs.open(path()), "form[action$=accept]", Map.of());
    assertThat(accepted.texts(".st-message").getFirst()).contains("You answer for it");
    assertThat(now().owners()).anyMatch(one -> one.person().equals(other) && one.accepted());
  }

  @Test
  void keepsAnUnknownPersonThatWasTypedAndSaysSo() {
    Page refused =
        admin.submit(
            admin.open(path()), "form[action$=propose]", Map.of("person", "nobody \"here\""));

    assertThat(refused.texts("#refusal").getFirst()).contains("Nobody is called");
    assertThat(refused.html().select("#propose-person").val()).isEqualTo("nobody \"here\"");
  }

  @Test
  void letsAnOwnerWhoAcceptedStopItButNotLetItGoOn() {
    Browser theirs = Browser.of(owner);
    Page named = theirs.open(path());
    assertThat(named.html().select(SUSPEND)).isEmpty();
    theirs.submit(named, "form[action$=accept]", Map.of());

    Page stopped = theirs.submit(theirs.open(path()), SUSPEND, Map.of("reason", "Stop"));
    assertThat(stopped.html().select("form[action$=resume]")).isEmpty();
    assertThat(
            theirs
                .post(
                    doing("resume"),
                    Map.of("version", String.valueOf(now().version()), "reason", "Go"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void showsThePermitThatKeycloakHoldsNowBesideTheOneItShould() {
    Realm realm = new Realm();
    realm.client(
        Objects.requireNonNull(identity.client()).uuid(),
        "matcher",
        Map.of("permit", Map.of("state", "HELD", "version", 1)));
    KeycloakDouble.running().gate(realm);

    Page page = admin.open(path() + "/permit");

    assertThat(page.texts("p").toString())
        .contains("Keycloak holds the newest permit", "Keycloak said so just now");
  }

  @Test
  void saysThatThePermitArrivedAfterKeycloakWasLookedAt() {
    String client = Objects.requireNonNull(identity.client()).uuid();
    Realm realm = new Realm();
    realm.client(client, "matcher", Map.of());
    KeycloakDouble.running().gate(realm);
    reconciler.run();
    String settle =
        "update parcel set state = 'DELIVERED', finished_at = now() %s interval '1 hour' where client_uuid = ?";
    database.update(settle.formatted("+"), client);

    assertThat(admin.open(path()).texts("#permit p").toString())
        .contains("Keycloak took the newest permit after it was last looked at.");
    database.update(settle.formatted("-"), client);
    assertThat(admin.open(path()).texts("#permit p").toString()).contains("it is sent again");
  }

  @Test
  void saysWhenKeycloakDoesNotSay() {
    KeycloakDouble.running().away(true);

    Page page = admin.open(path() + "/permit");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.texts("[role=status]").getFirst()).contains("did not say");
  }

  private Map<String, String> suspension(String reason) {
    return Map.of("version", String.valueOf(identity.version()), "reason", reason);
  }

  private Identity now() {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private String path() {
    return ListQuery.PATH + "/" + identity.id();
  }

  private String doing(String what) {
    return path() + "/" + what;
  }
}
