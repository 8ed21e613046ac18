package dev.steward.console.work;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Identity;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Opened;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkTest {

  @Inject Opened opened;
  @Inject IdentityRegistry registry;
  @Inject Identities identities;

  private final String person = Sample.person();
  private final Browser browser = Browser.of(person);

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void isEmptyWhereNothingWaits() {
    assertThat(browser.open("/console/work").texts("h2")).containsExactly("Nothing waits for you");
  }

  @Test
  void listsReviewsAndQuestionsByDeadlineAndCountsThemInTheNavigation() {
    opened.of(person);
    named();

    Page page = browser.open("/console/work");

    assertThat(page.texts("tbody td:nth-child(3)"))
        .containsExactly("Review Review it", "Question Say whether you will be its owner");
    assertThat(page.texts("a[href=/console/work] .st-count")).containsExactly("2 waiting");
    assertThat(page.texts("a[href=/console/reviews] .st-count")).containsExactly("1 waiting");
  }

  @Test
  void leadsToWhateverWaitsPageByPageTheMostUrgentFirst() {
    opened.of(person);
    Set<String> asked = new HashSet<>();
    for (int i = 0; i < 103; i++) {
      asked.add("/console/work/questions/" + named().id());
    }

    Page page = browser.open("/console/work");
    assertThat(page.texts("tbody td:nth-child(4)"))
        .hasSize(100)
        .first()
        .isEqualTo("Review Review it");
    assertThat(page.texts(".st-tally li")).contains("1 review", "103 questions");
    assertThat(page.texts("a[href=/console/work] .st-count")).containsExactly("99+ waiting");
    List<String> seen = new ArrayList<>(page.html().select("tbody th a").eachAttr("href"));
    Page last = browser.open(page.html().select("a[rel=next]").attr("href"));
    seen.addAll(last.html().select("tbody th a").eachAttr("href"));

    assertThat(seen).hasSize(104).doesNotHaveDuplicates().containsAll(asked);
    assertThat(last.html().select("a[rel=next]")).isEmpty();
    assertThat(last.html().select(".st-pager a").attr("href")).isEqualTo("/console/work");
    assertThat(browser.open("/console/work?questions=nowhere").status()).isEqualTo(400);
  }

  @Test
  void leadsFromAQuestionToAllThatIsKnownAboutWhatIsAsked() {
    Identity identity = named();
    Page question = browser.open("/console/work/questions/" + identity.id());
    String more = question.html().select("main dd a").attr("href");

    assertThat(more).isEqualTo("/console/identities/" + identity.id());
    assertThat(browser.open(more).status()).isEqualTo(200);
  }

  @Test
  void takesAYes() {
    Identity identity = named();
    Page question = browser.open("/console/work/questions/" + identity.id());

    Page page = browser.submit(question, "form[action$=accept]", Map.of());

    assertThat(page.message()).contains("You answer for " + identity.profile().userName());
    assertThat(now(identity).owners()).allMatch(owner -> owner.accepted());
  }

  @Test
  void takesANoAndWhoRather() {
    String other = Sample.person();
    Identity identity = named();
    Page question = browser.open("/console/work/questions/" + identity.id());

    Page page =
        browser.submit(
            question,
            "form[action$=decline]",
            Map.of("reason", "I left that team in spring", "rather", "user-" + other));

    assertThat(page.message()).contains("You declined");
    assertThat(Browser.of(other).open("/console/work").texts("tbody th a"))
        .containsExactly("Invoice matcher");
  }

  @Test
  void keepsWhatWasTypedWhenNobodyIsCalledSo() {
    Identity identity = named();
    Page question = browser.open("/console/work/questions/" + identity.id());

    Page page =
        browser.submit(
            question,
            "form[action$=decline]",
            Map.of("reason", "I left that team in spring", "rather", "nobody-at-all"));

    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(page.texts("[role=alert]").getFirst()).contains("Nobody is called nobody-at-all");
    assertThat(page.html().select("textarea[name=reason]").val())
        .isEqualTo("I left that team in spring");
    assertThat(page.html().select("input[name=rather]").val()).isEqualTo("nobody-at-all");
  }

  @Test
  void takesOneYesToSeveralAfterALookAtEach() {
    List<Identity> asked = List.of(named(), named(), named());
    Page list = browser.open("/console/work");
    List<String> boxes = list.html().select("input[name=question]").eachAttr("value");
    assertThat(boxes).hasSize(3);

    Page preview = chosen(list, boxes, Map.of("answer", "yes"));

    assertThat(preview.heading()).isEqualTo("What you would answer for");
    assertThat(preview.texts("tbody tr"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row).contains("Invoice matcher", "You were named"));
    assertThat(asked).allSatisfy(one -> assertThat(accepted(one)).isFalse());
    browser.submit(
        browser.open("/console/work/questions/" + asked.getFirst().id()),
        "form[action$=decline]",
        Map.of("reason", "I left that team in spring"));
    Page report = browser.submit(preview, "form[action='/console/work/answers']", Map.of());

    assertThat(report.message()).contains("2 done, 0 unchanged, 1 refused");
    assertThat(report.texts("tbody tr")).anyMatch(row -> row.contains("no question to you"));
    assertThat(report.html().select("main a[href='/console/ledger']")).isEmpty();
    assertThat(asked.subList(1, 3)).allSatisfy(one -> assertThat(accepted(one)).isTrue());
    assertThat(browser.open("/console/work").html().select("input[name=question]")).isEmpty();
  }

  @Test
  void answersOnceHoweverOftenOneClicks() {
    named();
    named();
    Page list = browser.open("/console/work");
    Page preview =
        chosen(
            list,
            list.html().select("input[name=question]").eachAttr("value"),
            Map.of("answer", "no", "reason", "I left that team in spring"));
    assertThat(preview.texts("q")).containsExactly("I left that team in spring");

    Page first = browser.submit(preview, "form[action='/console/work/answers']", Map.of());
    Page second = browser.submit(preview, "form[action='/console/work/answers']", Map.of());

    assertThat(first.message()).contains("2 done");
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(browser.open("/console/work").texts("h2")).contains("Nothing waits for you");
  }

  @Test
  void answersNothingWithoutTicksOrAnAnswerOrAReason() {
    named();
    named();
    Page list = browser.open("/console/work");
    List<String> boxes = list.html().select("input[name=question]").eachAttr("value");

    assertThat(refusal(chosen(list, List.of(), Map.of("answer", "yes"))))
        .contains("Nothing was chosen");
    assertThat(refusal(chosen(list, boxes, Map.of()))).contains("Choose yes or no");
    Page tooShort = chosen(list, boxes.subList(0, 1), Map.of("answer", "no", "reason", "left"));
    assertThat(refusal(tooShort)).contains("10 to 2000 characters");
    assertThat(tooShort.html().select("input[name=question][checked]").eachAttr("value"))
        .containsExactly(boxes.getFirst());
    assertThat(tooShort.html().select("input[name=answer][checked]").val()).isEqualTo("no");
    assertThat(tooShort.html().select("textarea[name=reason]").val()).isEqualTo("left");
    assertThat(refusal(chosen(list, List.of("clients_x"), Map.of("answer", "yes"))))
        .contains("Choose questions by their boxes");
    assertThat(browser.open("/console/work").html().select("input[name=question]")).hasSize(2);
  }

  private static String refusal(Page page) {
    return page.html().select("[role=alert]").text();
  }

  @Test
  void isNobodyElsesToAnswerAmongSeveral() {
    named();
    named();
    Page list = browser.open("/console/work");
    Page preview =
        chosen(
            list,
            list.html().select("input[name=question]").eachAttr("value"),
            Map.of("answer", "yes"));
    Browser other = Browser.of(Sample.person());

    assertThat(other.open(preview.address().getPath()).status()).isEqualTo(404);
    assertThat(other.submit(preview, "form[action='/console/work/answers']", Map.of()).status())
        .isEqualTo(404);
  }

  private Page chosen(Page list, List<String> boxes, Map<String, String> answer) {
    return browser.submitTicked(
        list, "form[action='/console/work/answers/preview']", "question", boxes, answer);
  }

  private boolean accepted(Identity identity) {
    return now(identity).owners().stream().anyMatch(owner -> owner.accepted());
  }

  @Test
  void isNobodyElsesToAnswer() {
    Identity identity = named();

    Page page = Browser.of(Sample.person()).open("/console/work/questions/" + identity.id());

    assertThat(page.status()).isEqualTo(404);
  }

  private Identity named() {
    return registry.register(Sample.agent(person), Sample.PROVISIONER).identity();
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }
}
