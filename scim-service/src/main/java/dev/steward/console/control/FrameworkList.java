package dev.steward.console.control;

import dev.steward.console.chart.Bars;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frameworks, and how many of their controls have evidence here. */
@CheckedTemplate(
    basePath = "console/control",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FrameworkList(@Nullable Instant counted, List<Summary> frameworks, Bars chart)
    implements TemplateInstance {

  /**
   * A framework.
   *
   * @param controls how many it has
   * @param linked how many of them have identities linked to them
   * @param current how many of these have a current review of each of their identities
   */
  record Summary(String framework, String title, long controls, long linked, long current) {}
}
