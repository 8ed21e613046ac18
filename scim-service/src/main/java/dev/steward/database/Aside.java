package dev.steward.database;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be known beside each row of a query: one more column of it.
 *
 * @param sql an expression over the rows of the query; more values than one are read as JSON
 * @param over the row beside each of them that the expression looks at, if it does
 * @param needed a column of the rows without whose value there is nothing to know, if there is one
 * @param parameters in the order of the question marks
 * @param each takes every row, and the name of the column in it
 */
public record Aside(
    String sql,
    Optional<Lateral> over,
    Optional<String> needed,
    List<@Nullable Object> parameters,
    BiConsumer<Row, String> each) {

  public static Aside of(String sql, BiConsumer<Row, String> each, @Nullable Object... parameters) {
    return new Aside(sql, Optional.empty(), Optional.empty(), Statement.values(parameters), each);
  }

  /** One that looks at what others look at, too, so that the database does so once. */
  public static Aside over(Lateral lateral, String sql, BiConsumer<Row, String> each) {
    return new Aside(sql, Optional.of(lateral), Optional.empty(), List.of(), each);
  }

  /** The same, which has nothing to tell of a row in which a column is empty. */
  public Aside needing(String column) {
    return new Aside(sql, over, Optional.of(column), parameters, each);
  }
}
