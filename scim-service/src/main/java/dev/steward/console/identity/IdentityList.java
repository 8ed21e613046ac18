package dev.steward.console.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page with the list of identities. */
@CheckedTemplate(
    basePath = "console/identity",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record IdentityList(Listing listing) implements TemplateInstance {}
