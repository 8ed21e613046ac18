package dev.steward.console.work;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What waits for the person who looks.
 *
 * @param many how many of each kind
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record MyWork(List<Work> work, Many many, boolean mayDecide) implements TemplateInstance {

  record Many(long reviews, long questions, long endings) {}
}
