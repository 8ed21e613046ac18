package dev.steward.ownership;

import dev.steward.ownership.Orphan.Because;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The orphan report as a table that opens in a spreadsheet and does nothing there. */
final class OrphanTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
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
              "lastUsed")
          .get();

  /** What a spreadsheet takes for the start of a formula. */
  private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@\\t\\r]", Pattern.DOTALL);

  private OrphanTable() {}

  /** One page after the other. */
  interface Pages {

    /** The following page, which may be empty; null behind the last one. */
    @Nullable List<Orphan> next();
  }

  /** Writes page after page, as long as there are any. */
  static void write(Pages pages, OutputStream out) {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (CSVPrinter table = new CSVPrinter(writer, FORMAT)) {
      List<Orphan> page = pages.next();
      while (page != null) {
        for (Orphan orphan : page) {
          print(table, orphan);
        }
        page = pages.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(CSVPrinter table, Orphan orphan) throws IOException {
    table.printRecord(
        orphan.identity(),
        orphan.kind(),
        harmless(orphan.userName()),
        harmless(orphan.displayName()),
        harmless(orphan.environment()),
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
        harmless(orphan.clientId()),
        several(orphan.grants()),
        several(orphan.scopes()),
        several(orphan.roles()),
        orphan.lastUsed());
  }

  private static @Nullable String several(@Nullable List<String> texts) {
    return texts == null ? null : harmless(String.join(" ", texts));
  }

  private static @Nullable String harmless(@Nullable String text) {
    return text != null && FORMULA.matcher(text).find() ? "'" + text : text;
  }
}
