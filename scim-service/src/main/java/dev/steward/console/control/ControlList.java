package dev.steward.console.control;

import dev.steward.control.Control;
import dev.steward.registry.ControlCoverage.Coverage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The controls of one framework, objective by objective. */
@CheckedTemplate(
    basePath = "console/control",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ControlList(
    String framework, String title, @Nullable Instant counted, List<Objective> objectives)
    implements TemplateInstance {

  /** Controls that belong together. */
  record Objective(String title, List<Line> lines) {}

  /**
   * A control and its coverage.
   *
   * @param href the list of the identities linked to it
   */
  record Line(Control control, Coverage coverage, Cover cover, String href) {}

  /**
   * Coverage as a bar of a hundred.
   *
   * @param reviewed the percent of the linked that have a current review
   */
  record Cover(String reviewed, String rest) {

    private static final double WHOLE = 100;

    static Cover of(Coverage coverage) {
      double reviewed =
          coverage.linked() == 0 ? 0 : WHOLE * coverage.reviewed() / coverage.linked();
      return new Cover(percent(reviewed), percent(coverage.linked() == 0 ? 0 : WHOLE - reviewed));
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.1f%%", share);
    }
  }
}
