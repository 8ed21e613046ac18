package dev.steward.console.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/**
 * Where a list is brought.
 *
 * @param error why the list that was sent is none
 * @param typed what was pasted
 */
@CheckedTemplate(basePath = "console/intake", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ListForm(@Nullable String error, String typed) implements TemplateInstance {}
