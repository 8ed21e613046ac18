package dev.steward.console.ledger;

import dev.steward.evidence.LedgerBrowser.Placed;
import dev.steward.evidence.LedgerChecks.Check;
import dev.steward.ledger.Checkpoint;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the ledger, the newest first.
 *
 * @param trouble why nobody can tell what is wanted
 * @param checkpoint the newest one that was signed
 * @param check the recomputation that was asked for last
 * @param unsealed how many entries have no place yet
 * @param people how those are called who did it
 * @param identities how those are called that it happened to
 */
@CheckedTemplate(basePath = "console/ledger", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EntryList(
    Wanted wanted,
    @Nullable String trouble,
    List<String> events,
    List<Placed> entries,
    Map<String, String> people,
    Map<UUID, String> identities,
    @Nullable Checkpoint checkpoint,
    @Nullable Check check,
    long unsealed,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {}
