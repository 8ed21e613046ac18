package dev.steward.table;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table as the answer to a request that may also be answered in JSON. */
public final class CsvAnswer {

  private CsvAnswer() {}

  /**
   * Whether a table is wanted: the query parameter {@code format} says so, or else the header
   * Accept.
   *
   * @throws BadRequestException when the format is neither json nor csv
   */
  public static boolean isWanted(@Nullable String format, @Nullable String accept) {
    if (format == null) {
      return accept != null && accept.contains(CsvTable.MEDIA_TYPE);
    }
    return switch (format) {
      case "csv" -> true;
      case "json" -> false;
      default -> throw new BadRequestException("format is json or csv");
    };
  }

  /** A file of that name, of which the rows are written while it is sent. */
  public static Response of(String file, String[] columns, Consumer<CsvTable> rows) {
    StreamingOutput written =
        out -> {
          try (var table = new CsvTable(out, columns)) {
            rows.accept(table);
          }
        };
    return Response.ok(written)
        .type(CsvTable.MEDIA_TYPE + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .build();
  }
}
