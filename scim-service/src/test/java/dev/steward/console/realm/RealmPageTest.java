package dev.steward.console.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The realms in a browser. */
@QuarkusTest
class RealmPageTest {

  private static final int MANY = 60;
  private static final String MANY_DAYS = "/console/realms?from=2098-01-01&to=2098-01-31";

  @Inject Reconciler reconciler;
  @Inject IdentityRegistry registry;
  @Inject Database database;
  @Inject Clock clock;

  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().away(false);
    KeycloakDouble.running().gate(Gate.HOLDING);
    database.update("delete from use_of_client where client_uuid like 'observed-%'");
  }

  @Test
  void tellHowTheGateStandsAndWhenItWasCompared() {
    KeycloakDouble.running().gate(new Realm());
    reconciler.run();

    Page page = auditor.open("/console/realms");

    assertThat(page.texts(".st-chip")).contains("guard active");
    assertThat(page.texts("dl")).first().asString().contains("Last compared just now");
    assertThat(page.html().text()).contains("(seals permits now)");
  }

  @Test
  void tellWhyTheyCouldNotBeCompared() {
    KeycloakDouble.running().away(true);
    reconciler.run();

    assertThat(auditor.open("/console/realms").html().text())
        .contains("could not be compared lately: the gate answered HTTP 503");
  }

  @Test
  void tellOfPermitsThatWait() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    assertThat(auditor.open("/console/realms").texts("dl").getFirst())
        .containsPattern("Permits not delivered [1-9][0-9]*, the oldest for");
  }

  @Test
  void listWhatEnforcementWouldHaveDenied() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    Client client = Objects.requireNonNull(identity.client());
    observed(client);

    assertThat(
            auditor
                .open("/console/realms")
                .texts("tr:has(a[href='/console/identities/" + identity.id() + "'])"))
        .singleElement()
        .asString()
        .contains("3")
        .contains("Scope not allowed (3)");
    assertThat(auditor.open("/console/realms?from=2020-01-01&to=2020-01-31").html().text())
        .contains("Nothing, from 1 Jan 2020 to 31 Jan 2020");
  }

  @Test
  void putThoseFirstOfWhomEnforcementWouldHaveDeniedMost() {
    manyObserved();
    List<Long> counts = new ArrayList<>();
    Set<String> names = new HashSet<>();

    String address = MANY_DAYS;
    while (!address.isEmpty()) {
      Page page = auditor.open(address);
      assertThat(page.html().text()).contains("most would have been refused stand first");
      page.texts("tbody td:nth-child(2)").forEach(count -> counts.add(Long.valueOf(count)));
      names.addAll(page.texts("tbody th a"));
      address = page.html().select("main a:contains(Next page)").attr("href");
    }

    assertThat(counts).hasSize(MANY).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(names).hasSize(MANY);
  }

  @Test
  void goOnInTheOrderOfIdsWhereTheyBeganInIt() {
    manyObserved();

    Page page = auditor.open(MANY_DAYS + "&after=observed-");

    assertThat(page.html().text()).contains("in the order of Keycloak's ids");
    assertThat(page.texts("tbody th a")).hasSize(50).isSorted();
    assertThat(page.html().select("main a:contains(Next page)").attr("href"))
        .isEqualTo(MANY_DAYS + "&after=observed-50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "99999999999999999999"})
  void refuseAPlaceThatIsNone(String below) {
    Page page = auditor.open(MANY_DAYS + "&after=x&below=" + below);

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.html().text()).contains("begin at its first page");
  }

  @Test
  void leadFromALaterPageToTheFirstOfTheSameDays() {
    String days = "/console/realms?from=2020-01-01&to=2020-01-31";

    assertThat(
            auditor
                .open(days + "&after=x")
                .html()
                .select("main a:contains(first page)")
                .attr("href"))
        .isEqualTo(days);
    assertThat(auditor.open(days).html().select("main a:contains(first page)")).isEmpty();
  }

  @Test
  void refuseATimeThatEndsBeforeItBegins() {
    assertThat(auditor.open("/console/realms?from=2026-02-01&to=2026-01-01").status())
        .isEqualTo(400);
  }

  @Test
  void areNotForOwners() {
    assertThat(Browser.of(Sample.person()).open("/console/realms").status()).isEqualTo(403);
  }

  private void manyObserved() {
    database.update(
        """
        insert into use_of_client (realm, client_uuid, day, issued, denied, would_have_denied,
          reasons, grants, methods, networks)
        select ?, 'observed-' || lpad(n::text, 2, '0'), date '2098-01-01' + day, 5, 0, n % 7 + 1,
          '{"SCOPE_NOT_ALLOWED": 3}', '{}', '{}', '{}'
        from generate_series(1, ?) n, generate_series(0, 1) day
        """,
        Objects.requireNonNull(Sample.agent(Sample.person()).client()).realm(), MANY);
  }

  private void observed(Client client) {
    database.update(
        """
        insert into use_of_client (realm, client_uuid, day, issued, denied, would_have_denied,
          reasons, grants, methods, networks)
        values (?, ?, ?, 5, 0, 3, '{"SCOPE_NOT_ALLOWED": 3}', '{}', '{}', '{}')
        """,
        client.realm(),
        client.uuid(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
