package dev.steward.console.review;

import dev.steward.console.review.ReviewList.Refused;
import dev.steward.console.review.Revocations.Revocation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stops with each identity that would be revoked, before anything is decided.
 *
 * @param ticket under which it can be looked at
 * @param refused those that would stay as they are, and why
 * @param from the table in which they were ticked
 * @param back the same with the form as it was left
 * @param error why it was not decided, when it is shown again
 */
@CheckedTemplate(basePath = "console/review", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record RevocationPreview(
    UUID ticket,
    List<Revocation> revocations,
    List<Refused> refused,
    String reason,
    Filter from,
    String back,
    @Nullable String error)
    implements TemplateInstance {}
