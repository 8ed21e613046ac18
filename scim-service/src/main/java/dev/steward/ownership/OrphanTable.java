package dev.steward.ownership;

import dev.steward.ownership.Orphan.Because;
import dev.steward.table.CsvTable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orphan report as a table: a row for each orphan. */
final class OrphanTable {

  static final String[] COLUMNS = {
    "identity",
    "kind",
    "userName",
    "displayName",
    "environment",
    "riskTier",
    "standing",
    "reason",
    "since",
    "owners",
    "reasons",
    "due",
    "daysLeft",
    "intent",
    "mayAct",
    "client",
    "clientId",
    "grants",
    "scopes",
    "roles",
    "lastUsed"
  };

  private OrphanTable() {}

  static void write(Orphan orphan, CsvTable table) {
    table.row(
        orphan.identity(),
        orphan.kind(),
        orphan.userName(),
        orphan.displayName(),
        orphan.environment(),
        orphan.riskTier(),
        orphan.standing(),
        orphan.reason().word(),
        orphan.since(),
        several(orphan.owners()),
        orphan.reasons().stream()
            .map(Because::reason)
            .map(OrphanReason::word)
            .collect(Collectors.joining(" ")),
        orphan.due(),
        orphan.daysLeft(),
        orphan.intent(),
        orphan.mayAct(),
        orphan.client(),
        orphan.clientId(),
        several(orphan.grants()),
        several(orphan.scopes()),
        several(orphan.roles()),
        orphan.lastUsed());
  }

  private static @Nullable String several(@Nullable List<String> texts) {
    return texts == null ? null : String.join(" ", texts);
  }
}
