package dev.steward.console.review;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Opened;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever would revoke many at once sees first what stops, and types how many. */
@QuarkusTest
class ManyRevocationsTest {

  private static final String FORM = "form[action='/console/reviews/revocations']";
  private static final String WHY = "The project that needed them is over";

  @Inject Opened opened;
  @Inject Identities identities;
  @Inject IdentityRegistry registry;

  private final String owner = Sample.person();
  private final Browser browser = Browser.of(owner);

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void areShownWhatStopsBeforeAnythingIsDecided() {
    Identity one = opened.of(owner);
    Identity other = opened.of(owner);

    Page preview = preview(all());

    assertThat(preview.heading()).isEqualTo("Revoke for good: what stops");
    assertThat(preview.texts("tbody tr"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).contains("Invoice matcher", "is stopped within"));
    assertThat(preview.html().select("button").text()).contains("Revoke 2 identities for good");
    assertThat(preview.html().text()).contains(WHY);
    assertThat(List.of(intent(one), intent(other))).containsOnly(Intent.APPROVED);
  }

  @Test
  void areDoneWhenTheirNumberWasTyped() {
    Identity one = opened.of(owner);
    Identity other = opened.of(owner);

    Page done = confirm(preview(all()), "2");

    assertThat(done.message()).isEqualTo("2 revoked for good.");
    assertThat(List.of(intent(one), intent(other))).containsOnly(Intent.REVOKED);
  }

  @Test
  void areNotDoneWhenAnotherNumberWasTyped() {
    Identity one = opened.of(owner);
    opened.of(owner);

    Page page = confirm(preview(all()), "1");

    assertThat(page.address().getPath()).startsWith("/console/reviews/preview/");
    assertThat(page.texts("[role=alert]")).first().asString().contains("type 2");
    assertThat(page.html().text()).contains(WHY);
    assertThat(intent(one)).isEqualTo(Intent.APPROVED);
    assertThat(confirm(page, "2").message()).isEqualTo("2 revoked for good.");
    assertThat(browser.open(page.address().toString()).texts("[role=alert]")).isEmpty();
  }

  @Test
  void nameThoseThatWereNotRevokedUnderAnAddressOfItsOwn() {
    opened.of(owner);
    Identity changed = opened.of(owner);
    Page preview = preview(all());
    suspend(changed);

    Page page = confirm(preview, "2");

    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(browser.open(page.address().toString()).texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains(
            "1 of 2 was revoked, the others were not.",
            changed.profile().userName() + " was changed by somebody meanwhile");
    assertThat(page.html().select("[checked]")).isEmpty();
    assertThat(page.html().select("textarea[name=reason]").text()).isEqualTo(WHY);
    assertThat(intent(changed)).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void sayWhoDecidedThemToWhoeverGoesBackToThePreview() {
    opened.of(owner);
    Page preview = preview(all());
    confirm(preview, "1");

    Page back = browser.open(preview.address().toString());

    assertThat(back.texts("main li").toString()).contains("was decided by you before");
    assertThat(back.html().select(FORM)).isEmpty();
  }

  @Test
  void leaveOutWhatSomebodyChangedMeanwhile() {
    Identity changed = opened.of(owner);
    List<String> ticked = all();
    suspend(changed);

    Page preview = preview(ticked);

    assertThat(preview.html().select(FORM)).isEmpty();
    assertThat(preview.texts("main li").toString()).contains("was changed by somebody meanwhile");
  }

  private void suspend(Identity identity) {
    registry.change(
        identity.id(),
        null,
        List.of(new Change.Suspend("somebody looks into it")),
        Sample.PROVISIONER);
  }

  private List<String> all() {
    return table().html().select("input[name=review]").eachAttr("value");
  }

  private Page table() {
    return browser.open("/console/reviews");
  }

  private Page preview(List<String> ticked) {
    return browser.submitTicked(
        table(), "form.st-form", "review", ticked, Map.of("verdict", "revoke", "reason", WHY));
  }

  private Page confirm(Page preview, String typed) {
    return browser.submitTicked(preview, FORM, "none", List.of(), Map.of("typed", typed));
  }

  private Intent intent(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity().intent();
  }
}
