package dev.steward.database;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A look-up by key that is yet to be made, alone or with others in one journey to the database.
 *
 * @param parameters in the order of the question marks
 * @param each takes every row that is found, before the next one is read
 */
public record Look(String sql, List<@Nullable Object> parameters, Consumer<Row> each) {

  public static Look at(String sql, Consumer<Row> each, @Nullable Object... parameters) {
    return new Look(sql, Statement.values(parameters), each);
  }
}
