package dev.steward.database;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be known beside each row of a query: one more column of it.
 *
 * @param sql an expression over the rows of the query; more values than one are read as JSON
 * @param parameters in the order of the question marks
 * @param each takes every row, and the name of the column in it
 */
public record Aside(String sql, List<@Nullable Object> parameters, BiConsumer<Row, String> each) {

  public static Aside of(String sql, BiConsumer<Row, String> each, @Nullable Object... parameters) {
    return new Aside(sql, Statement.values(parameters), each);
  }
}
