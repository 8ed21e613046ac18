package dev.steward.console.register;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.UUID;

/**
 * The form for a new identity.
 *
 * @param ticket makes sure that it is taken once
 * @param mayApprove whether the viewer's word is enough for it to act
 * @param mayLink whether the viewer may name a client that is there
 * @param mayMake whether a client can be made with it
 */
@CheckedTemplate(
    basePath = "console/register",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record RegisterPage(
    UUID ticket,
    Typed typed,
    Problems problems,
    boolean mayApprove,
    boolean mayLink,
    boolean mayMake)
    implements TemplateInstance {}
