package dev.steward.console.review;

import dev.steward.console.review.Reductions.Reduction;
import dev.steward.console.review.ReviewList.Refused;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What each identity would keep and lose by a limit, before anything is decided.
 *
 * @param refused those that would stay as they are, and why
 * @param from the table in which they were ticked
 * @param back the same with the form as it was left
 */
@CheckedTemplate(basePath = "console/review", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReductionPreview(
    List<Reduction> reductions, List<Refused> refused, String reason, Filter from, String back)
    implements TemplateInstance {}
