package dev.steward.console.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adoption.ShadowReport;
import dev.steward.delivery.Reconciler;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More clients that nobody registered than stand on one page. */
@QuarkusTest
class ManyShadowsTest {

  private static final int MANY = 60;
  private static final String LIST = "form[action='/console/shadows/adoptions/preview']";
  private static final String PREVIEW = "form[action='/console/shadows/adoptions']";

  @Inject Reconciler reconciler;
  @Inject ShadowReport report;

  private final String name = "legacy-" + UUID.randomUUID().toString().substring(0, 8);
  private final String list = "/console/shadows?name=" + name;
  private final String owner = Sample.person();
  private final Browser security = Browser.of(Sample.person(), "steward-security");

  @BeforeEach
  void meetThem() {
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    KeycloakDouble.running().person(owner, true);
    for (int i = 0; i < MANY; i++) {
      realm.client("%s-%d".formatted(name, i), Map.of());
    }
    reconciler.run();
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void areAllAdoptedTogetherWithTheFilterThatFoundThem() {
    assertThat(security.open(list).texts("tbody tr")).hasSizeLessThan(MANY);

    Page preview = preview(Map.of("every", "yes"));
    assertThat(preview.texts("tbody th")).hasSize(MANY).allMatch(one -> one.startsWith(name));
    Page report = security.submit(preview, PREVIEW, Map.of());

    assertThat(report.html().text()).contains("60 done, 0 unchanged, 0 refused");
    assertThat(security.open(list + "&unasked=yes").texts("h2")).contains("No shadows here");
    assertThat(security.open(list).html().select("main").text())
        .contains("somebody is asked about");
    assertThat(preview(Map.of("every", "yes")).html().text())
        .contains("Somebody is asked already about all that the filter finds");
  }

  @Test
  void areNotAllMeantWhereSomeAreTicked() {
    Page page = security.open(list);
    String first = page.html().select("input[name=client]").attr("value");

    Page preview = security.submitTicked(page, LIST, "client", List.of(first), asked(Map.of()));

    assertThat(preview.texts("tbody th")).hasSize(1);
  }

  @Test
  void areShownTogetherBeforeTheyAreStopped() {
    Page page = security.open(list);
    Page preview =
        security.post(
            "/console/shadows/stops/preview",
            Map.of(
                "every", "yes", "name", name, "stop", "revoke", "reason", "left over for years"));

    assertThat(page.html().select("#every")).hasSize(1);
    assertThat(preview.texts("tbody th")).hasSize(MANY);
    assertThat(preview.html().select("main form").text()).contains("60");
  }

  @Test
  void areStoppedTogetherWhetherSomebodyIsAskedAboutThemOrNot() {
    Page page = security.open(list);
    List<String> some =
        page.html().select("input[name=client]").eachAttr("value").stream().limit(2).toList();
    security.submit(
        security.submitTicked(page, LIST, "client", some, asked(Map.of())), PREVIEW, Map.of());

    Page suspended = stopAll(Map.of("stop", "suspend"));
    Page revoked = stopAll(Map.of("stop", "revoke"));
    Page unasked = stopAll(Map.of("stop", "revoke", "unasked", "yes"));

    assertThat(suspended.texts("tbody th")).hasSize(MANY);
    assertThat(suspended.html().text())
        .contains("Somebody is asked whether they answer for 2 of these 60, and stays asked");
    assertThat(revoked.html().text()).contains("2 of these 60; that question is taken back");
    assertThat(unasked.texts("tbody th")).hasSize(MANY - 2);
    assertThat(unasked.html().text()).doesNotContain("Somebody is asked whether");
  }

  private Page stopAll(Map<String, String> how) {
    Map<String, String> fields =
        new HashMap<>(Map.of("every", "yes", "name", name, "reason", "left over for years"));
    fields.putAll(how);
    return security.post("/console/shadows/stops/preview", fields);
  }

  @Test
  void areToldToNobodyWhoMayNotStopThem() {
    Browser anybody = Browser.of(Sample.person());
    anybody.open("/console/work");
    for (String searched : List.of(name, "no-such-client")) {
      Map<String, String> fields =
          Map.of("every", "yes", "name", searched, "stop", "suspend", "reason", "curious");

      assertThat(anybody.post("/console/shadows/stops/preview", fields).status()).isEqualTo(403);
    }
  }

  @Test
  void areNoLongerAskedAboutWhenTheyAreGone() {
    security.submit(preview(Map.of("every", "yes")), PREVIEW, Map.of());
    assertThat(report.asked()).isGreaterThanOrEqualTo(MANY);

    KeycloakDouble.running().gate(new Realm());
    reconciler.run();

    assertThat(report.asked()).isZero();
  }

  private Page preview(Map<String, String> fields) {
    return security.submit(security.open(list), LIST, asked(fields));
  }

  private Map<String, String> asked(Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("owners", "user-" + owner);
    return all;
  }
}
