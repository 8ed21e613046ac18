package dev.steward.query;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order in which the database finds places by an index.
 *
 * @param behind the place that its rows are behind; null for all of them
 */
record Stretch(Rows rows, @Nullable Position behind) {

  static final Stretch WHOLE = new Stretch(Rows.ALL, null);

  /** The parts of an order that are behind a place, in its direction. */
  static List<Stretch> behind(Order order, @Nullable Position position) {
    SortKey by = order.by();
    if (position == null) {
      return List.of(WHOLE);
    }
    if (by == null || !by.isOptional()) {
      return List.of(new Stretch(Rows.ALL, position));
    }
    boolean amongValues = position.key() != null;
    boolean valuesFirst = !order.descending();
    Stretch here = new Stretch(amongValues ? Rows.WITH_VALUE : Rows.WITHOUT_VALUE, position);
    return amongValues == valuesFirst
        ? List.of(here, new Stretch(valuesFirst ? Rows.WITHOUT_VALUE : Rows.WITH_VALUE, null))
        : List.of(here);
  }

  /** The place, when there is one. */
  Position place() {
    return Objects.requireNonNull(behind);
  }

  /** Which rows it consists of. */
  enum Rows {
    ALL,
    WITH_VALUE,
    WITHOUT_VALUE
  }
}
