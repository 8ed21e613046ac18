package dev.steward.console.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see who are asked to answer for clients that nobody registered. */
@QuarkusTest
class ClientQuestionTest {

  private static final String ANSWERS = "form[action='/console/work/answers']";

  @Inject Reconciler reconciler;
  @Inject Database database;

  private final String name = "billing-" + UUID.randomUUID().toString().substring(0, 8);
  private final String person = Sample.person();
  private final Browser browser = Browser.of(person);
  private final Browser administrator = Browser.of(Sample.person(), "steward-admin");
  private Realm realm;

  @BeforeEach
  void aRealm() {
    realm = new Realm();
    KeycloakDouble.running().gate(realm);
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void standsInTheirWorkAndIsCounted() {
    asked(name);

    Page page = browser.open("/console/work");

    assertThat(page.texts("tbody th")).singleElement().asString().contains(name);
    assertThat(page.texts("tbody td:nth-child(3)"))
        .containsExactly(
            "Question Say whether you will answer for this client, which nobody registered");
    assertThat(page.texts(".st-tally li")).contains("1 question");
    assertThat(page.texts("a[href=/console/work] .st-count")).containsExactly("1 waiting");
  }

  @Test
  void becomesAnIdentityOfWhoeverSaysYes() {
    asked(name);
    Page question = question();
    assertThat(question.html().select("main").text())
        .contains("Nobody registered this client", name, "client_credentials", "high risk")
        .contains("named when this was proposed");

    Page page = browser.submit(question, "form[action$=accept]", Map.of());

    assertThat(page.message()).contains("You answer for " + name);
    assertThat(registered(name)).isEqualTo(1);
    assertThat(page.texts("h2")).containsExactly("Nothing waits for you");
    assertThat(browser.open(question.address().getPath()).status()).isEqualTo(404);
  }

  @Test
  void goesToWhoIsNamedInstead() {
    String other = Sample.person();
    asked(name);

    Page again =
        browser.submit(
            question(),
            "form[action$=decline]",
            Map.of("reason", "I left that team in spring", "rather", "nobody-at-all"));
    assertThat(again.address().getQuery()).startsWith("again=");
    assertThat(again.html().select("textarea[name=reason]").val())
        .isEqualTo("I left that team in spring");
    Page page =
        browser.submit(
            again,
            "form[action$=decline]",
            Map.of("reason", "I left that team in spring", "rather", "user-" + other));

    assertThat(page.message()).contains("You declined to answer for " + name);
    assertThat(Browser.of(other).open("/console/work").texts("tbody th"))
        .singleElement()
        .asString()
        .contains(name);
    assertThat(registered(name)).isZero();
  }

  @Test
  void isAnsweredTogetherWithOthers() {
    asked(name, name + "-copy");
    Page list = browser.open("/console/work");
    List<String> boxes = list.html().select("input[name=question]").eachAttr("value");
    assertThat(boxes).hasSize(2);
    Page preview =
        browser.submitTicked(
            list,
            "form[action='/console/work/answers/preview']",
            "question",
            boxes,
            Map.of("answer", "yes"));
    assertThat(preview.html().select("main").text()).contains("registered and approved as soon as");

    Page report = browser.submit(preview, ANSWERS, Map.of());

    assertThat(report.message()).contains("2 done, 0 unchanged, 0 refused");
    assertThat(registered(name) + registered(name + "-copy")).isEqualTo(2);
  }

  @Test
  void isNobodyElsesToSeeOrAnswer() {
    asked(name);
    Page question = question();
    Browser other = Browser.of(Sample.person());

    assertThat(other.open(question.address().getPath()).status()).isEqualTo(404);
    assertThat(other.submit(question, "form[action$=accept]", Map.of()).status()).isEqualTo(404);
    assertThat(registered(name)).isZero();
  }

  private Page question() {
    String path = browser.open("/console/work").html().select("tbody th a").attr("href");
    return browser.open(path);
  }

  /** Clients that an administrator put before the person. */
  private void asked(String... names) {
    List<String> clients = List.of(names).stream().map(one -> realm.client(one, Map.of())).toList();
    reconciler.run();
    Page list = administrator.open("/console/shadows?name=" + name);
    Page preview =
        administrator.submitTicked(
            list,
            "form[action='/console/shadows/adoptions/preview']",
            "client",
            clients,
            Map.of("owners", "user-" + person, "tier", "high"));
    administrator.submit(preview, "form[action='/console/shadows/adoptions']", Map.of());
  }

  private long registered(String userName) {
    return database.number("select count(*) from identity where user_name = ?", userName);
  }
}
