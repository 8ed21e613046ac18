package dev.steward.console.register;

import dev.steward.console.register.Problems.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What the rules say of a form that is being filled in.
 *
 * @param complete whether it could be registered as it stands
 */
@CheckedTemplate(
    basePath = "console/register",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Checked(List<Problem> problems, boolean complete) implements TemplateInstance {}
