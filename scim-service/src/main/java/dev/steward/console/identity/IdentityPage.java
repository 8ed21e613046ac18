package dev.steward.console.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page of one identity. */
@CheckedTemplate(
    basePath = "console/identity",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record IdentityPage(Portrait portrait) implements TemplateInstance {}
