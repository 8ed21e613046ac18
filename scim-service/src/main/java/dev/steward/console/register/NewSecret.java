package dev.steward.console.register;

import dev.steward.identity.Identity;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page that shows the secret of a new client, this once. */
@CheckedTemplate(
    basePath = "console/register",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record NewSecret(Identity identity, String clientId, String secret) implements TemplateInstance {}
