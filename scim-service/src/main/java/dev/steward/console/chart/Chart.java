package dev.steward.console.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers by label and kind, to be seen at a glance, and to be read one by one. */
public sealed interface Chart permits Bars, Columns, Course {

  String title();

  List<Row> rows();

  /** What the colours mean: a part of each kind, in the order in which they first come. */
  default List<Part> legend() {
    Map<String, Part> kinds = new LinkedHashMap<>();
    rows().forEach(row -> row.parts().forEach(part -> kinds.putIfAbsent(part.name(), part)));
    return List.copyOf(kinds.values());
  }

  /** Whether there is nothing to see. */
  default boolean empty() {
    return rows().stream().allMatch(row -> row.total() == 0);
  }
}
