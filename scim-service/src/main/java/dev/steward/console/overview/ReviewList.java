package dev.steward.console.overview;

import dev.steward.certification.Punctuality.Due;
import dev.steward.certification.Punctuality.State;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reviews in one state.
 *
 * @param week the week in which they were due; null for all that are overdue
 */
@CheckedTemplate(
    basePath = "console/overview",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReviewList(
    String heading,
    @Nullable LocalDate week,
    List<Due> reviews,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {

  static String heading(State state) {
    return switch (state) {
      case IN_TIME -> "Reviews decided in time";
      case LATE -> "Reviews decided late";
      case OPEN -> "Open reviews";
      case OVERDUE -> "Overdue reviews";
    };
  }
}
