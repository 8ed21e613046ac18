package dev.steward.console.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The part of a page that shows a permit as it should be and as Keycloak holds it. */
@CheckedTemplate(
    basePath = "console/identity",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record PermitBeside(Comparison comparison) implements TemplateInstance {}
