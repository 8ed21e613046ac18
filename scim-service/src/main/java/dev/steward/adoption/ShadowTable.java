package dev.steward.adoption;

import dev.steward.table.CsvTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of shadows as a table: a row for each, with the likeliest owner. */
final class ShadowTable {

  static final String[] COLUMNS = {
    "client",
    "clientId",
    "name",
    "enabled",
    "kind",
    "reasons",
    "createdHow",
    "createdAt",
    "createdBy",
    "actsBy",
    "authenticator",
    "keys",
    "secretSince",
    "roles",
    "scopes",
    "optionalScopes",
    "lastUsed",
    "wouldHaveDenied",
    "flags",
    "proposedOwner",
    "proposedWeight",
    "proposedBecause",
    "otherProposals"
  };

  private ShadowTable() {}

  /** Writes page after page, as long as there are any. */
  static void write(Function<@Nullable String, List<ShadowLine>> pageAfter, CsvTable table) {
    List<ShadowLine> page = pageAfter.apply(null);
    while (!page.isEmpty()) {
      page.forEach(line -> write(table, line));
      page = pageAfter.apply(page.getLast().client());
    }
  }

  private static void write(CsvTable table, ShadowLine line) {
    Proposal best = line.proposals().isEmpty() ? null : line.proposals().getFirst();
    table.row(
        line.client(),
        line.clientId(),
        line.name(),
        line.enabled(),
        line.kind(),
        String.join("; ", line.reasons()),
        line.created().how(),
        line.created().at(),
        line.created().userName() == null ? line.created().user() : line.created().userName(),
        joined(line.actsBy()),
        line.authenticator(),
        line.keys(),
        line.secretSince(),
        joined(line.roles()),
        joined(line.scopes()),
        joined(line.optionalScopes()),
        line.lastUsed(),
        line.wouldHaveDenied(),
        joined(line.flags().stream().map(Flag::word).toList()),
        best == null ? null : best.label(),
        best == null ? null : best.weight(),
        best == null ? null : because(best),
        line.proposals().stream().skip(1).map(Proposal::label).collect(Collectors.joining("; ")));
  }

  private static String because(Proposal proposal) {
    return proposal.evidence().stream().map(Evidence::words).collect(Collectors.joining("; "));
  }

  private static String joined(Collection<String> words) {
    return String.join(" ", words);
  }
}
