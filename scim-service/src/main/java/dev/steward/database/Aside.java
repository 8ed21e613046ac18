package dev.steward.database;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be known beside each row of a query: one more column of it. Whoever wants to
 * know the same shares the column.
 *
 * @param sql an expression over the rows of the query; more values than one are read as JSON
 * @param needed a column of the rows without whose value there is nothing to know, if there is one
 * @param parameters in the order of the question marks
 * @param each takes every row, and the name of the column in it
 */
public record Aside(
    String sql,
    Optional<String> needed,
    List<@Nullable Object> parameters,
    BiConsumer<Row, String> each) {

  public static Aside of(String sql, BiConsumer<Row, String> each, @Nullable Object... parameters) {
    return new Aside(sql, Optional.empty(), Statement.values(parameters), each);
  }

  /** The same, which has nothing to tell of a row in which a column is empty. */
  public Aside needing(String column) {
    return new Aside(sql, Optional.of(column), parameters, each);
  }

  /** Whether it asks the same as another. */
  boolean isAbout(Aside other) {
    return sql.equals(other.sql) && parameters.equals(other.parameters);
  }
}
