package dev.steward.console.ledger;

import dev.steward.evidence.LedgerBrowser.Inclusion;
import dev.steward.evidence.LedgerBrowser.Placed;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/**
 * One entry, and that it is in the tree.
 *
 * @param person how the one is called who did it
 * @param identity how the identity is called that it happened to
 * @param detail what the entry says beside, as JSON
 * @param inclusion null while no checkpoint covers it
 */
@CheckedTemplate(basePath = "console/ledger", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EntryPage(
    Placed placed,
    String person,
    @Nullable String identity,
    String detail,
    @Nullable Inclusion inclusion)
    implements TemplateInstance {}
