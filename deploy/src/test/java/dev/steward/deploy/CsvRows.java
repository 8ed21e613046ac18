package dev.steward.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** Lists as spreadsheets keep them (RFC 4180). */
final class CsvRows {

  private CsvRows() {}

  /** A row of cells, every one in quotes. */
  static String row(char separator, List<String> cells) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(separator)
        .setQuoteMode(QuoteMode.ALL)
        .setRecordSeparator("")
        .get()
        .format(cells.toArray());
  }

  static List<List<String>> of(String table) {
    try (CSVParser rows = CSVParser.parse(table, CSVFormat.RFC4180)) {
      return rows.stream().map(CSVRecord::toList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
