package dev.steward.console.overview;

import dev.steward.registry.Endings.Cause;
import dev.steward.registry.Endings.Ending;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ends in a week.
 *
 * @param because why, where it is about what ends for one cause; empty for whatever ends then
 */
@CheckedTemplate(
    basePath = "console/overview",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EndingList(
    LocalDate week,
    String because,
    List<Ending> endings,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {

  /** As it reads behind "what ends in a week". */
  static String because(@Nullable Cause cause) {
    return switch (cause) {
      case null -> "";
      case REVIEW -> " because nobody reviews it";
      case VALIDITY -> " because its own end comes";
      case OWNER -> " because nobody follows its owners";
    };
  }
}
