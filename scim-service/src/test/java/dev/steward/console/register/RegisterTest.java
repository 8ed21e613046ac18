package dev.steward.console.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Profile;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Order;
import dev.steward.query.Window;
import dev.steward.query.Window.After;
import dev.steward.registry.Attribute;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.ClientRegistrations;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegisterTest {

  private static final String FORM = "#register";

  @Inject Identities identities;
  @Inject IdentityRegistry registry;
  @Inject GateConfig keycloakAs;
  @Inject Database database;

  private final String owner = Sample.person();
  private final Browser admin = Browser.of(Sample.person(), "steward-admin");
  private final String name = "sorter-" + UUID.randomUUID();
  private final ClientRegistrations keycloak = KeycloakDouble.running().registrations();

  @AfterEach
  void keycloakTakesBackAgain() {
    keycloak.stuck(false);
  }

  @Test
  void registersWhatWasTyped() {
    Page page = send(Map.of("approve", "yes"));

    assertThat(page.heading()).isEqualTo("Mail sorter");
    assertThat(page.texts(".st-message")).containsExactly("Mail sorter is registered.");
    Recorded recorded = registered().orElseThrow();
    assertThat(recorded.identity().intent()).isEqualTo(Intent.APPROVED);
    assertThat(recorded.identity().allowance().scopes())
        .containsExactlyInAnyOrder("mail:read", "mail:draft");
    assertThat(recorded.identity().owners().getFirst().person()).isEqualTo(owner);
    assertThat(recorded.identity().client()).isNull();
  }

  @Test
  void tellsAnAdministratorThatAProposalWaitsForThem() {
    assertThat(send(Map.of()).texts(".st-message").getFirst()).contains("approve it below");
  }

  @Test
  void namesTheRuleAtItsFieldAndKeepsWhatWasTyped() {
    Page page =
        send(Map.of("controls", "iso42001:A.99", "purpose", "Sorts <b>mail</b>", "cadence", "400"));

    assertThat(page.texts("#controls-error, #cadence-error").toString())
        .contains("has no control A.99")
        .doesNotContain("UNKNOWN_CONTROL");
    assertThat(page.html().select("#controls[aria-invalid=true]")).hasSize(1);
    assertThat(page.html().select("#name[aria-invalid]")).isEmpty();
    assertThat(page.html().select("#purpose").text()).isEqualTo("Sorts <b>mail</b>");
    assertThat(page.html().select("#name").val()).isEqualTo(name);
    assertThat(registered()).isEmpty();

    Page mended = admin.submit(page, FORM, fields(Map.of()));

    assertThat(mended.heading()).isEqualTo("Mail sorter");
    assertThat(page.address().getQuery()).startsWith("again=");
    Page back = admin.open(page.address().toString());
    assertThat(back.html().select("#purpose").text()).isEqualTo("Sorts <b>mail</b>");
    Page others = Browser.of(Sample.person(), "steward-admin").open(page.address().toString());
    assertThat(others.html().select("#purpose").text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "title, 'It has at most 256 characters, not 300.'",
    "environment, 'It has at most 256 characters, not 300.'",
    "cadence, 'This is a whole number from 1 to 100000.'",
  })
  void tellsOfWhatIsTooLongAtItsOwnField(String field, String sentence) {
    Page page = send(Map.of(field, "9".repeat(300)));

    assertThat(page.texts("#%s-error".formatted(field)).getFirst()).contains(sentence);
    assertThat(page.texts("#name-error")).isEmpty();
  }

  @Test
  void losesNothingThatIsFilledInForAnotherWayToSignIn() {
    Page page = send(Map.of("client", "none", "existing", "mail-sorter-of-old"));

    assertThat(page.texts("#client-error").getFirst()).contains("\"Client id\" is filled in");
    assertThat(page.html().select("fieldset[aria-describedby=client-error]")).hasSize(1);
    assertThat(page.html().select("#existing").val()).isEqualTo("mail-sorter-of-old");
    assertThat(registered()).isEmpty();
  }

  @Test
  void asksWhichClientWhenNoneIsNamed() {
    Page page = send(Map.of("client", "existing"));
    assertThat(page.html().select("#existing-help").text()).contains("client credentials only");
    assertThat(page.html().select("main form a[href='/console/shadows']").text())
        .contains("among the shadows");

    assertThat(page.texts("#existing-error").getFirst()).contains("Say which client");
  }

  @Test
  void refusesTheClientThatTheRegistryItselfSignsInWith() {
    Page page = send(Map.of("client", "existing", "existing", keycloakAs.clientId()));

    assertThat(page.texts("#existing-error").getFirst()).contains("registry itself signs in");
    assertThat(registered()).isEmpty();
  }

  @Test
  void endsWithTheLastDayWhereItWasTyped() {
    admin.in("America/New_York");

    send(Map.of("until", "2099-11-30"));

    assertThat(registered().orElseThrow().identity().validity().until())
        .isEqualTo("2099-12-01T05:00:00Z");
  }

  @Test
  void checksWhileSomebodyTypes() {
    admin.open(RegisterResource.PATH);
    Page early = admin.post("/console/register/check", Map.of("kind", "ai-agent", "tier", "low"));
    Map<String, String> fields = fields(Map.of("token", "5000"));
    Page late = admin.post("/console/register/check", fields);

    assertThat(early.texts("p").getFirst()).startsWith("Nothing is wrong with what you typed");
    assertThat(late.texts("li")).hasSize(1);
    assertThat(late.texts("li").getFirst())
        .contains("Longest token", "12 hours")
        .doesNotContain("PT12H");
    fields.remove("token");
    assertThat(admin.post("/console/register/check", fields).texts("p"))
        .containsExactly("As it stands it can be registered.");
    assertThat(registered()).isEmpty();
  }

  @Test
  void suggestsPeopleByTheBeginningOfTheirNames() {
    send(Map.of());

    Page page = admin.open("/console/register/people?owner=Person+" + owner.substring(0, 12));

    assertThat(page.html().select("option").eachAttr("value")).contains("user-" + owner);
  }

  @Test
  void takesAnOwnersFormAsAProposal() {
    Browser theirs = Browser.of(owner);
    Map<String, String> fields = fields(Map.of("approve", "yes"));
    fields.put("client", "secret");

    assertThat(
            theirs
                .submit(theirs.open(RegisterResource.PATH), FORM, fields)
                .texts("#client-error")
                .getFirst())
        .contains("choose another way");
    assertThat(keycloak.client(name)).isEmpty();
    fields.put("client", "none");
    theirs.submit(theirs.open(RegisterResource.PATH), FORM, fields);

    assertThat(registered().orElseThrow().identity().intent()).isEqualTo(Intent.PROPOSED);
  }

  @Test
  void isClosedToAuditors() {
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    assertThat(auditor.open(RegisterResource.PATH).status()).isEqualTo(403);
    assertThat(auditor.post(RegisterResource.PATH, fields(Map.of())).status()).isEqualTo(403);
    assertThat(auditor.open("/console/identities").texts("nav a")).doesNotContain("Register");
  }

  @Test
  void showsTheSecretOfANewClientOnce() {
    Page page = send(Map.of("client", "secret", "approve", "yes"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.texts("#secret")).containsExactly("secret-of-" + name);
    Client client = registered().orElseThrow().identity().client();
    assertThat(client).isNotNull();
    assertThat(keycloak.client(name).orElseThrow())
        .containsEntry("serviceAccountsEnabled", true)
        .containsEntry("standardFlowEnabled", false)
        .containsEntry("fullScopeAllowed", false);
    assertThat(
            admin
                .open("/console/identities/" + registered().orElseThrow().identity().id())
                .html()
                .text())
        .doesNotContain("secret-of-");
    assertThat(send(Map.of("client", "secret", "approve", "yes")).texts("#name-error").getFirst())
        .contains("Another identity is named");
  }

  @Test
  void takesAFormOnceAndSaysSoToWhoeverSendsItAgain() {
    Page form = admin.open(RegisterResource.PATH);
    Map<String, String> fields = fields(Map.of("client", "secret"));
    assertThat(admin.submit(form, FORM, fields).texts("#secret")).hasSize(1);

    Page again = admin.submit(form, FORM, fields);

    assertThat(again.heading()).isEqualTo("Register " + name);
    assertThat(again.texts("tbody tr").getFirst())
        .contains(name, "done", "was shown once", "is not shown again")
        .doesNotContain("secret-of-");
    assertThat(admin.open(again.address().toString()).heading()).isEqualTo(again.heading());
    assertThat(Browser.of(Sample.person()).open(again.address().toString()).heading())
        .isEqualTo("Register an identity");
  }

  @Test
  void takesAFormThatSomebodyWentBackToForTheNext() {
    Page form = admin.open(RegisterResource.PATH);
    admin.submit(form, FORM, fields(Map.of()));

    Page next = admin.submit(form, FORM, fields(Map.of("name", name + "-2")));

    assertThat(next.texts(".st-message").getFirst()).contains("is registered");
    assertThat(next.html().text()).contains(name + "-2");
  }

  @Test
  void letsANewClientAskForTheScopesThatWereNamed() {
    send(Map.of("client", "secret", "scopes", "mail:read basic"));

    assertThat(keycloak.client(name).orElseThrow())
        .containsEntry("optionalClientScopes", List.of("offline_access", "mail:read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such:scope", "reserved"})
  void refusesScopesThatKeycloakDoesNotGive(String scope) {
    Page page = send(Map.of("client", "secret", "scopes", "mail:read " + scope));

    assertThat(page.texts("#scopes-error").getFirst()).contains(scope, "Allowed Client Scopes");
    assertThat(keycloak.client(name)).isEmpty();
    assertThat(registered()).isEmpty();
  }

  @Test
  void makesAClientWithItsOwnKeysAndRefusesPrivateOnes() throws JOSEException {
    var key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();

    Page refused = send(Map.of("client", "keys", "keys", new JWKSet(key).toString(false)));
    assertThat(refused.texts("#keys-error").getFirst()).contains("private key");
    assertThat(refused.html().select("#keys").text()).isEmpty();
    assertThat(
            database.number(
                "select count(*) from errand_choice where position(? in fields::text) > 0",
                key.getD().toString()))
        .isZero();
    assertThat(keycloak.client(name)).isEmpty();

    Page page = send(Map.of("client", "keys", "keys", new JWKSet(key).toString(true)));
    assertThat(page.heading()).isEqualTo("Mail sorter");
    assertThat(keycloak.client(name).orElseThrow())
        .containsEntry("clientAuthenticatorType", "client-jwt");
    assertThat(keycloak.client(name).orElseThrow().toString()).contains("jwks.string", "k1");
  }

  @Test
  void takesTheClientBackWhenTheIdentityIsRefusedAfterAll() {
    keycloak.afterMaking(this::somebodyIsFaster);

    Page page = send(Map.of("client", "secret"));

    assertThat(page.texts("[role=alert]").getFirst())
        .contains("Another identity is named", "was removed again")
        .doesNotContain("secret-of-");
    assertThat(keycloak.client(name)).isEmpty();
  }

  @Test
  void saysWhatIsLeftWhenTheClientCannotBeTakenBack() {
    keycloak.afterMaking(this::somebodyIsFaster);
    keycloak.stuck(true);

    Page page = send(Map.of("client", "secret"));

    assertThat(page.texts("[role=alert]").getFirst())
        .contains("The client " + name, "could not be removed", "Not permitted");
    assertThat(keycloak.client(name)).isPresent();
  }

  private void somebodyIsFaster() {
    Change.Register agent = Sample.agent(owner);
    Profile profile = agent.profile();
    registry.register(
        new Change.Register(
            agent.id(),
            new Profile(profile.kind(), name, null, null, null, null, null, profile.riskTier()),
            agent.client(),
            agent.owners(),
            agent.cadence(),
            agent.controls(),
            agent.validity(),
            agent.allowance(),
            true),
        Sample.PROVISIONER);
  }

  private Page send(Map<String, String> also) {
    return admin.submit(admin.open(RegisterResource.PATH), FORM, fields(also));
  }

  private Map<String, String> fields(Map<String, String> also) {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "kind", "ai-agent",
                "name", name,
                "title", "Mail sorter",
                "purpose", "Sorts mail",
                "tier", "low",
                "owner", "user-" + owner,
                "scopes", "mail:read mail:draft",
                "token", "5",
                "client", "none"));
    fields.putAll(also);
    return fields;
  }

  private Optional<Recorded> registered() {
    return identities
        .page(
            new Compare(Attribute.USER_NAME, Operator.EQUAL, name),
            new Window(Order.BY_ID, new After(null), 1))
        .rows()
        .stream()
        .findFirst();
  }
}
