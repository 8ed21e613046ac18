package dev.steward.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known beside the rows of one query, so that no other query need be asked for it.
 */
public record Asides(List<Aside> all) {

  public static final Asides NONE = new Asides(List.of());

  public Asides {
    all = List.copyOf(all);
  }

  public static Asides of(Aside... all) {
    return new Asides(List.of(all));
  }

  public Asides and(Asides others) {
    return new Asides(Stream.concat(all.stream(), others.all.stream()).toList());
  }

  /** Those that may have something to tell of a row in which these columns are empty. */
  public Asides without(Collection<String> empty) {
    return new Asides(
        all.stream().filter(aside -> aside.needed().stream().noneMatch(empty::contains)).toList());
  }

  /** The columns, each after a comma, for the end of a list of columns. */
  public String columns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      if (column(i) == i) {
        columns.append(",\n  (").append(all.get(i).sql()).append(") as ").append(name(i));
      }
    }
    return columns.toString();
  }

  /** Those of the columns, and those of the query after them. */
  public List<@Nullable Object> parameters(@Nullable Object... others) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (column(i) == i) {
        values.addAll(all.get(i).parameters());
      }
    }
    values.addAll(Statement.values(others));
    return values;
  }

  /** Has everybody take what a row says beside. */
  public void take(Row row) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).each().accept(row, name(column(i)));
    }
  }

  /** The first that asks the same: its column is for all of them. */
  private int column(int place) {
    int first = 0;
    while (!all.get(first).isAbout(all.get(place))) {
      first++;
    }
    return first;
  }

  private static String name(int place) {
    return "aside_" + place;
  }
}
