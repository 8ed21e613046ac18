package dev.steward.console.review;

import dev.steward.console.Labels;
import dev.steward.identity.Standing;
import io.quarkus.qute.TemplateExtension;

/** A standing on a chip. */
@TemplateExtension
final class StandingChips {

  private StandingChips() {}

  static String words(Standing standing) {
    return Labels.sentence(standing.name());
  }

  static String color(Standing standing) {
    return Labels.color(standing);
  }
}
