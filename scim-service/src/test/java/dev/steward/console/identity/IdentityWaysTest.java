package dev.steward.console.identity;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Validity;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody finds on the way to an identity and from it, and how it gets its client. */
@QuarkusTest
class IdentityWaysTest {

  private static final String CONTROLS = "form[action$='/controls']";
  private static final String END = "form[action$='/end']";
  private static final String LINK = "form[action$=link]";

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Reconciler reconciler;
  @Inject GateConfig keycloakAs;
  @Inject Database database;
  @Inject Clock clock;

  private final String owner = Sample.person();
  private final Browser admin = Browser.of(Sample.person(), "steward-admin");

  @AfterEach
  void theGateIsBack() {
    travel("PT0S");
    KeycloakDouble.running().gate(KeycloakDouble.Gate.HOLDING);
    database.update("update gate_posture set said = said - 'mode'");
  }

  @Test
  void leadToWhatHappenedBeforeFromWhateverPageShowsIt() {
    Identity identity = register(Sample.agent(owner));
    for (int i = 0; i < 13; i++) {
      change(identity, new Change.Suspend("stop " + i));
      change(identity, new Change.Resume("go " + i));
    }

    Page asked = admin.open(path(identity) + "/permit");
    Page refused =
        admin.submit(asked, "form[action$=revoke]", Map.of("reason", "Over", "name", "mistyped"));

    assertThat(refused.html().select("#refusal")).hasSize(1);
    assertThat(List.of(asked, refused))
        .allSatisfy(
            page -> {
              String older = page.html().select("a:contains(What happened before)").attr("href");
              assertThat(admin.open(older.replace("#history", "")).texts("#history").toString())
                  .contains("Registered");
            });
  }

  @Test
  void leadAnOwnerFromAnEndInTheirWorkToWhoCanChangeIt() {
    Instant end = clock.instant().plus(Duration.ofDays(20));
    Identity identity = register(Sample.within(new Validity(null, end, true), Sample.agent(owner)));
    Browser theirs = Browser.of(owner);
    theirs.submit(theirs.open(path(identity)), "form[action$=accept]", Map.of());

    Page work = theirs.open("/console/work");
    Page page = theirs.open(work.html().select("tbody th a").attr("href"));

    assertThat(work.texts("tbody td:nth-child(3)").getFirst()).contains("It ends by itself");
    assertThat(page.texts("dd").toString()).contains("asks an IAM administrator for another end");
    assertThat(page.texts(".st-standing").getFirst()).contains("It ends by itself on");
    assertThat(page.html().select(END)).isEmpty();
    assertThat(theirs.post(path(identity) + "/end", Map.of("version", "2")).status())
        .isEqualTo(403);
  }

  @Test
  void letAnAdministratorChangeWhenItEnds() {
    Instant end = clock.instant().plus(Duration.ofDays(20));
    Identity identity = register(Sample.within(new Validity(null, end, true), Sample.agent(owner)));
    admin.in("Asia/Tokyo");
    String later = LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(100).toString();

    Page early = admin.submit(admin.open(path(identity)), END, Map.of("until", "2020-01-01"));
    Page changed = admin.submit(early, END, Map.of("until", later));

    assertThat(early.texts("#refusal").getFirst()).contains("a day to come");
    assertThat(early.html().select("#end-until").val()).isEqualTo("2020-01-01");
    assertThat(changed.texts(".st-message").getFirst()).contains("ends is changed");
    assertThat(changed.html().select("#end-until").val()).isEqualTo(later);
    assertThat(identities.find(identity.id()).orElseThrow().identity().validity().until())
        .isEqualTo(
            LocalDate.parse(later).plusDays(1).atStartOfDay(ZoneId.of("Asia/Tokyo")).toInstant());
    Page none = admin.submit(changed, END, Map.of("until", ""));
    assertThat(none.texts("dt")).doesNotContain("Ends by itself");
  }

  @Test
  void letAnAdministratorSayForWhichControlsItsReviewsAreEvidence() {
    Identity identity = register(Sample.agent(owner));

    Page wrong =
        admin.submit(
            admin.open(path(identity)), CONTROLS, Map.of("controls", "iso42001:A.3.2, A.4.2"));
    Page unknown =
        admin.submit(wrong, CONTROLS, Map.of("controls", "iso42001:A.3.2 iso42001:A.33.2"));
    Page linked =
        admin.submit(unknown, CONTROLS, Map.of("controls", "iso42001:A.3.2, iso42001:A.4.2"));

    assertThat(wrong.texts("#refusal").getFirst()).contains("framework:control", "A.4.2");
    assertThat(wrong.html().select("#controls-links").val()).isEqualTo("iso42001:A.3.2, A.4.2");
    assertThat(unknown.texts("#refusal").getFirst()).contains("has no control A.33.2");
    assertThat(linked.texts(".st-message").getFirst()).contains("control links");
    assertThat(linked.html().select("#controls-links").val())
        .isEqualTo("iso42001:A.3.2 iso42001:A.4.2");
    assertThat(identities.find(identity.id()).orElseThrow().identity().controls())
        .containsExactlyInAnyOrder(
            ControlLink.of("iso42001:A.3.2"), ControlLink.of("iso42001:A.4.2"));
    Page none = admin.submit(linked, CONTROLS, Map.of("controls", ""));
    assertThat(none.texts("p").toString()).contains("evidence for no control yet");
  }

  @Test
  void refuseMoreControlLinksThanAnIdentityHas() {
    Identity identity = register(Sample.agent(owner));
    String many =
        IntStream.range(0, 201).mapToObj(i -> "iso42001:A." + i).collect(Collectors.joining(" "));

    Page refused = admin.submit(admin.open(path(identity)), CONTROLS, Map.of("controls", many));

    assertThat(refused.texts("#refusal").getFirst()).contains("at most 200");
    assertThat(identities.find(identity.id()).orElseThrow().identity().version()).isEqualTo(1);
  }

  @Test
  void offerOwnersNeitherAnotherEndNorOtherControls() {
    Identity identity = register(Sample.agent(owner));
    Browser theirs = Browser.of(owner);
    theirs.submit(theirs.open(path(identity)), "form[action$=accept]", Map.of());

    assertThat(theirs.open(path(identity)).html().select(END + ", " + CONTROLS)).isEmpty();
    assertThat(theirs.post(path(identity) + "/controls", Map.of("version", "2")).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"revoke", "link", "propose", "end", "controls"})
  void leadToTheIdentityFromWhereItsFormsAreSent(String form) {
    Identity identity = register(Sample.agent(owner));

    assertThat(admin.open(path(identity) + "/" + form).address().getPath())
        .isEqualTo(path(identity));
  }

  @Test
  void keepTheRoleThatWasChosenForSomebodyUnknown() {
    Identity identity = register(Sample.agent(owner));

    Page refused =
        admin.submit(
            admin.open(path(identity)),
            "form[action$=propose]",
            Map.of("person", "nobody-at-all", "role", "backup"));

    assertThat(refused.html().select("#propose-role option[selected]").eachAttr("value"))
        .containsExactly("backup");
  }

  @Test
  void sayWhoStoppedItAndWhy() {
    Identity identity = register(Sample.agent(owner));
    admin.submit(
        admin.open(path(identity)),
        "form[action$=suspend]",
        Map.of("reason", "It reads <b>too</b> much"));

    assertThat(admin.open(path(identity)).texts(".st-lead").toString())
        .contains("It was stopped for now", "Suspended, by ", "It reads <b>too</b> much");

    change(identity, new Change.Resume("mended"));

    assertThat(admin.open(path(identity)).texts(".st-lead").toString())
        .doesNotContain("Suspended, by");
  }

  @Test
  void nameWhoDidItThoughTheyAnswerForNothing() {
    String deputy = Sample.person();
    Browser theirs = Browser.of(deputy, "steward-admin");
    Identity identity = register(Sample.agent(owner));

    theirs.submit(
        theirs.open(path(identity)), "form[action$=suspend]", Map.of("reason", "It runs wild"));

    assertThat(admin.open(path(identity)).texts("#history").toString())
        .contains("Suspended by ")
        .doesNotContain("Suspended by " + deputy);
  }

  @Test
  void sayThatAGateThatOnlyObservesRefusesNothing() {
    Identity identity = register(Sample.agent(owner));
    met("handmade-" + UUID.randomUUID());
    database.update(
        "update gate_posture set said = jsonb_set(said, '{mode}', '\"observe\"') where realm = ?",
        KeycloakDouble.REALM);
    assertThat(admin.open(path(identity)).html().text()).doesNotContain("only observes");

    travel("P300D");

    assertThat(admin.open(path(identity)).texts(".st-lead").toString())
        .contains("It gets no token since", "The gate of its realm only observes");
  }

  @Test
  void leadBackFromALaterPageOnWhichNothingIsLeft() {
    String family = "gone" + UUID.randomUUID();

    Page page =
        admin.open(ListQuery.PATH + "?q=" + family + "&after=" + family + "~" + UUID.randomUUID());

    assertThat(page.texts("#found h2")).containsExactly("Nothing more");
    assertThat(page.html().select("#found a:contains(first page)").attr("href"))
        .isEqualTo(ListQuery.PATH + "?q=" + family);
  }

  @Test
  void linkOneWithoutAClientToItsClientOnce() {
    Identity identity = register(Sample.agent(owner, null));
    String clientId = "handmade-" + UUID.randomUUID();
    String uuid = met(clientId);
    Browser security = Browser.of(Sample.person(), "steward-security");
    assertThat(security.open(path(identity)).html().select(LINK)).isEmpty();

    Page linked = admin.submit(admin.open(path(identity)), LINK, Map.of("client", clientId));

    assertThat(linked.texts(".st-message").getFirst()).contains("signs in with this client");
    assertThat(linked.html().select(LINK)).isEmpty();
    assertThat(Objects.requireNonNull(now(identity).client()).uuid()).isEqualTo(uuid);
  }

  @Test
  void linkToNoClientThatIsUnknownOrTakenOrTheRegistrysOwn() {
    Identity identity = register(Sample.agent(owner, null));
    Identity other = register(Sample.agent(owner, null));
    String taken = "handmade-" + UUID.randomUUID();
    met(taken);
    admin.submit(admin.open(path(other)), LINK, Map.of("client", taken));

    assertThat(refusal(identity, "nobody-made-it")).contains("has not listed a client");
    assertThat(refusal(identity, taken)).contains("Another identity signs in");
    assertThat(refusal(identity, keycloakAs.clientId())).contains("The registry itself signs in");
    assertThat(now(identity).client()).isNull();
    Browser security = Browser.of(Sample.person(), "steward-security");
    security.open(path(identity));
    assertThat(
            security
                .post(
                    path(identity) + "/link",
                    Map.of("version", "" + identity.version(), "client", "x"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void refuseCharactersThatNoTextHas() {
    Identity identity = register(Sample.agent(owner, null));
    Page page = admin.open(path(identity));

    assertThat(admin.submit(page, LINK, Map.of("client", "nul\u0000")).texts("#refusal"))
        .hasSize(1);
    assertThat(
            admin
                .submit(page, "form[action$=suspend]", Map.of("reason", "nul\u0000"))
                .texts("#refusal"))
        .hasSize(1);
    assertThat(now(identity).version()).isEqualTo(identity.version());
  }

  private String refusal(Identity identity, String clientId) {
    Page page = admin.submit(admin.open(path(identity)), LINK, Map.of("client", clientId));
    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(page.html().select("#link-client").val()).isEqualTo(clientId);
    return page.texts("#refusal").getFirst();
  }

  /** A client that the gate has listed and nobody registered; its uuid. */
  private String met(String clientId) {
    Realm realm = new Realm();
    String uuid = realm.client(clientId, Map.of());
    KeycloakDouble.running().gate(realm);
    reconciler.run();
    return uuid;
  }

  private Identity register(Change.Register register) {
    return registry.register(register, Sample.PROVISIONER).identity();
  }

  private void change(Identity identity, Change change) {
    registry.change(identity.id(), null, List.of(change), Sample.PROVISIONER);
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private static String path(Identity identity) {
    return ListQuery.PATH + "/" + identity.id();
  }
}
