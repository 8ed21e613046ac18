package dev.steward.console.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.control.ControlCatalogue;
import dev.steward.control.ControlCatalogues;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.registry.ControlCoverage;
import dev.steward.registry.ControlCoverage.Coverage;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The controls in a browser. */
@QuarkusTest
class ControlPageTest {

  private static final ControlLink LINK = ControlLink.of("iso42001:A.3.2");

  @Inject IdentityRegistry registry;
  @Inject ControlCatalogues catalogues;
  @Inject ControlCoverage coverage;

  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");

  @Test
  void areThereForEveryFramework() {
    Page page = auditor.open("/console/controls");

    assertThat(page.texts("tbody th a"))
        .containsAll(catalogues.all().stream().map(ControlCatalogue::title).toList());
  }

  @Test
  void showHowManyIdentitiesHaveACurrentReviewAndHowManyHaveNot() {
    linked(true);
    linked(false);
    coverage.run();
    Coverage known = coverage.of(LINK);

    Page page = auditor.open("/console/controls/iso42001");

    assertThat(page.texts("tr:has(th:matchesOwn(^A\\.3\\.2 )) td"))
        .contains(
            String.valueOf(known.linked()),
            String.valueOf(known.reviewed()),
            String.valueOf(known.open()));
    assertThat(known.open()).isPositive();
  }

  @Test
  void leadToTheIdentitiesThatAreLinked() {
    linked(true);
    coverage.run();

    assertThat(
            auditor
                .open("/console/controls/iso42001")
                .html()
                .select("a[href='/console/identities?control=iso42001%3AA.3.2']"))
        .hasSize(1);
  }

  @Test
  void leadToThoseWithAndWithoutACurrentReview() {
    linked(true);
    linked(false);
    String both = "/console/identities?control=iso42001%3AA.3.2&review=";
    coverage.run();
    Page page = auditor.open("/console/controls/iso42001");

    for (String review : List.of("current", "missing")) {
      String shown = page.html().select("a[href='" + both + review + "']").text();
      assertThat(auditor.open(both + review).texts(".st-total").getFirst())
          .as(review)
          .matches(shown + " identit(y|ies)\\.");
    }
    assertThat(auditor.open(both + "missing").html().select("input[name=review][checked]").val())
        .isEqualTo("missing");
  }

  @Test
  void areAllOnThePageOfTheirFramework() {
    for (ControlCatalogue catalogue : catalogues.all()) {
      Page page = auditor.open("/console/controls/" + catalogue.framework());

      assertThat(page.html().select("tbody tr"))
          .as(catalogue.framework())
          .hasSize(catalogue.controls().size());
    }
  }

  @Test
  void areNotForOwners() {
    Browser owner = Browser.of(Sample.person());

    assertThat(owner.open("/console/controls").status()).isEqualTo(403);
    assertThat(owner.open("/console/controls/iso42001").status()).isEqualTo(403);
  }

  @Test
  void ofAnUnknownFrameworkAreNotThere() {
    assertThat(auditor.open("/console/controls/iso0").status()).isEqualTo(404);
  }

  private void linked(boolean approved) {
    registry.register(
        Sample.linked(LINK, approved, Sample.agent(Sample.person())), Sample.PROVISIONER);
  }
}
