package dev.steward.console.work;

import dev.steward.certification.OpenReview;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** What waits for the person who looks. */
@CheckedTemplate(basePath = "console/work", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record MyWork(List<OpenReview> reviews) implements TemplateInstance {}
