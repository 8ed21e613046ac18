package dev.steward.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The row that a result is at. The plain readers are for columns that are never null. */
public final class Row {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  public UUID uuid(String column) {
    return present(column, optional(column, UUID.class));
  }

  public String text(String column) {
    return present(column, optionalText(column));
  }

  public @Nullable String optionalText(String column) {
    return optional(column, String.class);
  }

  public long number(String column) {
    return present(column, optionalNumber(column));
  }

  /** A whole number of whatever width. */
  public @Nullable Long optionalNumber(String column) {
    try {
      long value = results.getLong(column);
      return results.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  public boolean flag(String column) {
    return present(column, optional(column, Boolean.class));
  }

  public LocalDate date(String column) {
    return present(column, optionalDate(column));
  }

  public @Nullable LocalDate optionalDate(String column) {
    return optional(column, LocalDate.class);
  }

  public Instant instant(String column) {
    return present(column, optionalInstant(column));
  }

  public @Nullable Instant optionalInstant(String column) {
    OffsetDateTime time = optional(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public @Nullable UUID optionalUuid(String column) {
    return optional(column, UUID.class);
  }

  /** A value of any of the types above. */
  public @Nullable Object value(String column, Class<?> type) {
    return type == Instant.class ? optionalInstant(column) : optional(column, type);
  }

  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  public byte[] bytes(String column) {
    try {
      return present(column, results.getBytes(column));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  public List<String> texts(String column) {
    try {
      return List.of((String[]) present(column, results.getArray(column)).getArray());
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The elements of an array that the database aggregated as JSON; none when there was nothing. */
  public Stream<JsonNode> elements(String column) {
    String text = optionalText(column);
    return text == null ? Stream.empty() : tree(text).valueStream();
  }

  /** The arrays of JSON that the database put together as an array of texts. */
  public Stream<JsonNode> arrays(String column) {
    return texts(column).stream().map(Row::tree);
  }

  long firstNumber() {
    try {
      return results.getLong(1);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote no JSON", e);
    }
  }

  private <T> @Nullable T optional(String column, Class<T> type) {
    try {
      return results.getObject(column, type);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }
}
