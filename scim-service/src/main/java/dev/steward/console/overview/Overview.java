package dev.steward.console.overview;

import dev.steward.console.chart.Bars;
import dev.steward.console.chart.Columns;
import dev.steward.console.chart.Course;
import dev.steward.console.overview.NextSteps.Step;
import dev.steward.delivery.GovernedRealms.Realm;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The population at a glance.
 *
 * @param counted when identities were counted; null before they ever were
 * @param steps what the viewer could do next; null for who does nothing
 */
@CheckedTemplate(
    basePath = "console/overview",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Overview(
    @Nullable Instant counted,
    List<Tile> tiles,
    @Nullable List<Step> steps,
    Bars standings,
    Bars tiers,
    Bars kinds,
    Course orphans,
    Columns reviews,
    Columns endings,
    List<Realm> realms)
    implements TemplateInstance {

  /**
   * A number to look at first.
   *
   * @param late whether somebody should do something about it
   */
  record Tile(String title, String number, String href, boolean late) {}
}
