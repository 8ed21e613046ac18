package dev.steward.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change in SQL that is yet to be made.
 *
 * @param parameters in the order of the question marks
 */
public record Statement(String sql, List<@Nullable Object> parameters) {

  public Statement {
    parameters = Collections.unmodifiableList(parameters);
  }

  public static Statement of(String sql, @Nullable Object... parameters) {
    return new Statement(sql, values(parameters));
  }

  /** Parameters as a list that may grow. */
  public static List<@Nullable Object> values(@Nullable Object... values) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object value : values) {
      all.add(value);
    }
    return all;
  }
}
