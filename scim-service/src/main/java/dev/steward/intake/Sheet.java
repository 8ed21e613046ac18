package dev.steward.intake;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list as a spreadsheet exports it: separated by commas, semicolons, tabs or bars, with or
 * without a byte order mark.
 *
 * @param ignored the headings of columns that mean nothing here
 */
record Sheet(List<Line> lines, List<String> ignored) {

  static final int MOST_ROWS = 5_000;
  private static final int LONGEST_CELL = 4_000;

  /** How many headings of a list that is none are told, and how much of each. */
  private static final int MOST_TOLD = 12;

  private static final int LONGEST_TOLD = 40;

  /** What the files of spreadsheet programs begin with: they are archives. */
  private static final int WORKBOOK = 0x504B0304;

  Sheet {
    lines = List.copyOf(lines);
    ignored = List.copyOf(ignored);
  }

  /** {@code Ada Lovelace <ada@example.org>}, as mail programs write it. */
  private static final Pattern MAILBOX =
      Pattern.compile("(?<![^;,|>])(?:\"[^\"<>]*+\"|[^\"<>;,|]++)*+<\\s*+([^<>\\s]++)\\s*+>");

  /**
   * One row.
   *
   * @param row as a spreadsheet counts: the headings are row 1
   */
  record Line(int row, Map<Column, String> cells) {

    Line {
      cells = Map.copyOf(cells);
    }

    Optional<String> text(Column column) {
      return Optional.ofNullable(cells.get(column));
    }

    /** Several values in one cell. */
    List<String> words(Column column) {
      return text(column).stream().flatMap(Line::apart).distinct().toList();
    }

    /** Several people in one cell; of those who stand there as in a letter, the addresses. */
    List<String> people(Column column) {
      return text(column).stream()
          .flatMap(cell -> apart(MAILBOX.matcher(cell).replaceAll("$1;")))
          .map(word -> word.replaceFirst("(?i)^mailto:", ""))
          .distinct()
          .toList();
    }

    private static Stream<String> apart(String cell) {
      return Arrays.stream(cell.split("[;,|\\s]+")).filter(word -> !word.isEmpty());
    }
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  static Sheet read(byte[] bytes) {
    String text = withoutHint(text(bytes));
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator(text))
            .setIgnoreEmptyLines(false)
            .setLenientEof(false)
            .get();
    try (CSVParser rows =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      int width = 0;
      Map<Integer, Column> columns = new TreeMap<>();
      List<String> ignored = new ArrayList<>();
      List<Line> lines = new ArrayList<>();
      for (CSVRecord row : rows) {
        if (row.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (columns.isEmpty()) {
          width = row.size();
          columns.putAll(columns(row, ignored));
        } else if (lines.size() == MOST_ROWS) {
          throw new IllegalArgumentException(
              "a list has at most %,d rows; send the rest on its own".formatted(MOST_ROWS));
        } else {
          refuseMore(row, width);
          line(row, columns).ifPresent(lines::add);
        }
      }
      if (lines.isEmpty()) {
        throw new IllegalArgumentException(
            "the list is empty: it needs headings in its first row, and rows below them");
      }
      return new Sheet(lines, ignored);
    } catch (UncheckedIOException | IOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "the list cannot be read: double quotes that open a cell are not closed, or have more than"
              + " the separator behind them",
          e);
    }
  }

  private static String text(byte[] bytes) {
    if (bytes.length > 3 && ByteBuffer.wrap(bytes).getInt() == WORKBOOK) {
      throw new IllegalArgumentException(
          "this is a workbook and no CSV; save it as \"CSV UTF-8\" and send that");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(0) >= 0) {
        throw new IllegalArgumentException(
            "the list contains the character U+0000, as one in UTF-16 does; save it as \"CSV UTF-8\" and send it again");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the list is not in UTF-8; save it as \"CSV UTF-8\" and send it again", e);
    }
  }

  /** Some spreadsheets begin with a line like {@code sep=;}. */
  private static String withoutHint(String text) {
    return text.replaceFirst("(?i)^sep=.\\R", "");
  }

  private static char separator(String text) {
    String head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = ',';
    for (char one : new char[] {';', '\t', '|'}) {
      if (count(head, one) > count(head, best)) {
        best = one;
      }
    }
    return best;
  }

  private static long count(String text, char one) {
    return text.chars().filter(c -> c == one).count();
  }

  /** Where each column stands. */
  private static Map<Integer, Column> columns(CSVRecord headings, List<String> ignored) {
    Map<Integer, Column> places = new TreeMap<>();
    for (int place = 0; place < headings.size(); place++) {
      String heading = headings.get(place);
      Optional<Column> column = Column.of(heading);
      if (column.isEmpty()) {
        if (!heading.isBlank()) {
          ignored.add(heading);
        }
      } else if (places.containsValue(column.get())) {
        throw new IllegalArgumentException(
            "two columns mean the same, one of them is %s; keep one".formatted(heading));
      } else {
        places.put(place, column.get());
      }
    }
    if (!places.containsValue(Column.CLIENT) && !places.containsValue(Column.NAME)) {
      throw new IllegalArgumentException(
          "no column is headed clientId or name; the headings are "
              + headings.stream()
                  .limit(MOST_TOLD)
                  .map(heading -> heading.substring(0, Math.min(heading.length(), LONGEST_TOLD)))
                  .collect(Collectors.joining(", ")));
    }
    return places;
  }

  /** A separator inside of a cell would push what follows under the next heading, unnoticed. */
  private static void refuseMore(CSVRecord row, int width) {
    if (row.stream().skip(width).anyMatch(cell -> !cell.isBlank())) {
      throw new IllegalArgumentException(
          "row %d has %d cells under %d headings; put double quotes around a cell with the separator"
                  .formatted(row.getRecordNumber(), row.size(), width)
              + " in it");
    }
  }

  /** A row with nothing in it is none. */
  private static Optional<Line> line(CSVRecord row, Map<Integer, Column> columns) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    columns.forEach(
        (place, column) -> {
          String cell = place < row.size() ? row.get(place) : "";
          if (cell.length() > LONGEST_CELL) {
            throw new IllegalArgumentException(
                "row %d: a cell has at most %d characters"
                    .formatted(row.getRecordNumber(), LONGEST_CELL));
          }
          if (!cell.isBlank()) {
            // To Keycloak, blanks around the name of a client are part of it.
            cells.put(column, column == Column.CLIENT ? cell : cell.strip());
          }
        });
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new Line((int) row.getRecordNumber(), cells));
  }
}
