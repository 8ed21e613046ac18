package dev.steward.console.orphan;

import dev.steward.ownership.Orphan;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an answer would do, before it is given.
 *
 * @param ticket makes sure that it is given once
 * @param owners who would be asked, as they are called
 * @param answered how many the answer would change: the others are refused, or are so already
 * @param skipped how many of those chosen are not orphans any more
 * @param from the list in which they were chosen
 * @param error what was wrong with what was typed
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AnswerPreview(
    UUID ticket,
    Answer answer,
    @Nullable String reason,
    List<String> owners,
    List<Line> lines,
    long answered,
    int skipped,
    String from,
    @Nullable String error)
    implements TemplateInstance {

  /** The same after something else was typed than how many end. */
  AnswerPreview mistyped() {
    return new AnswerPreview(
        ticket,
        answer,
        reason,
        owners,
        lines,
        answered,
        skipped,
        from,
        "To end them for good, type %d; nothing was done.".formatted(answered));
  }

  /**
   * One of them.
   *
   * @param outcome done, unchanged or refused
   */
  record Line(Orphan orphan, String outcome, @Nullable String detail) {

    boolean isAnswered() {
      return outcome.equals("done");
    }
  }
}
