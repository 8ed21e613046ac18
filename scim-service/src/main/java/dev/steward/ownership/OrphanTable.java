package dev.steward.ownership;

import dev.steward.ownership.Orphans.Orphan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
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
              "owners")
          .get();

  /** What a spreadsheet takes for the start of a formula. */
  private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@\\t\\r]", Pattern.DOTALL);

  private OrphanTable() {}

  /** Writes page after page, as long as there are any. */
  static void write(Function<@Nullable Orphan, List<Orphan>> pageAfter, OutputStream out) {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (CSVPrinter table = new CSVPrinter(writer, FORMAT)) {
      List<Orphan> page = pageAfter.apply(null);
      while (!page.isEmpty()) {
        for (Orphan orphan : page) {
          print(table, orphan);
        }
        page = pageAfter.apply(page.getLast());
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
        orphan.reason(),
        orphan.since(),
        harmless(String.join(" ", orphan.owners())));
  }

  private static @Nullable String harmless(@Nullable String text) {
    return text != null && FORMULA.matcher(text).find() ? "'" + text : text;
  }
}
