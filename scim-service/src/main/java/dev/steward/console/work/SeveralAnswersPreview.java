package dev.steward.console.work;

import dev.steward.console.work.SeveralAnswers.Line;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would be answered, before it is.
 *
 * @param no why not; null for a yes
 * @param gone how many of those that were ticked nobody asks any more
 * @param aboutClients whether clients that nobody registered are among them
 * @param from the page of the list in which they were ticked
 */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SeveralAnswersPreview(
    UUID ticket, @Nullable String no, List<Line> lines, int gone, boolean aboutClients, String from)
    implements TemplateInstance {}
