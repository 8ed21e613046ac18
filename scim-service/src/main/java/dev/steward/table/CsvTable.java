package dev.steward.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A table that opens in a spreadsheet and does nothing there. */
public final class CsvTable implements Closeable {

  public static final String MEDIA_TYPE = "text/csv";

  /** What a spreadsheet takes for the start of a formula. */
  private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@\\t\\r]", Pattern.DOTALL);

  private final CSVPrinter rows;

  public CsvTable(OutputStream out, String... columns) {
    try {
      rows =
          new CSVPrinter(
              new OutputStreamWriter(out, StandardCharsets.UTF_8),
              CSVFormat.RFC4180.builder().setHeader(columns).get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a row; what is nothing is an empty cell. */
  public void row(@Nullable Object... cells) {
    try {
      rows.printRecord(Arrays.stream(cells).map(CsvTable::harmless).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object harmless(@Nullable Object cell) {
    return cell instanceof String text && FORMULA.matcher(text).find() ? "'" + text : cell;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
