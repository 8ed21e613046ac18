package dev.steward.console.review;

import dev.steward.certification.AwaitedVerdicts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one review.
 *
 * @param answer what was filled in before, when the page is shown again
 * @param error why that was not accepted
 * @param news what somebody else did meanwhile
 * @param mayDecide whether the viewer is one of those who decide
 * @param skip the address of the one after this
 */
@CheckedTemplate(basePath = "console/review", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReviewCase(
    Case file,
    Answer answer,
    @Nullable String error,
    @Nullable String news,
    List<Case.Changed> meanwhile,
    boolean mayDecide,
    Steps steps,
    @Nullable String skip)
    implements TemplateInstance {

  /** How far the viewer is. */
  record Steps(long open, long decided) {

    public long all() {
      return open + decided;
    }

    /** Whether nobody counted how many there are. */
    public boolean isMany() {
      return open > AwaitedVerdicts.MANY;
    }
  }
}
