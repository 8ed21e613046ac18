package dev.steward.console.work;

import dev.steward.ownership.Questions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question whether somebody will answer for an identity.
 *
 * @param role as what
 * @param because why it is they who are asked
 * @param error why an answer was not accepted
 * @param rather whom they named instead, as typed
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AskedToAnswer(
    Questions.Open question,
    String label,
    String role,
    List<String> because,
    @Nullable String error,
    String reason,
    String rather)
    implements TemplateInstance {}
