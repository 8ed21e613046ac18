package dev.steward.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers in the course of time, a line for each part of the rows. All rows have the same parts.
 */
public record Course(String title, List<Row> rows) implements Chart {

  /** The lines are drawn in a field of this width and stretched to the page's. */
  static final int FIELD = 1_000;

  private static final int TOP = 14;
  private static final int LABEL = 18;
  private static final int MOST_LABELS = 4;
  private static final double WHOLE = 100;

  public Course {
    rows = List.copyOf(rows);
  }

  /** A line: its points as SVG writes them, and where it ends. */
  public record Line(String name, String tone, String points, String lastY) {}

  public int height() {
    return TOP + Columns.HIGH + LABEL;
  }

  public int base() {
    return TOP + Columns.HIGH;
  }

  public int labelAt() {
    return height() - 3;
  }

  public int field() {
    return FIELD;
  }

  private long scale() {
    return Numbers.roundUp(
        rows.stream().flatMap(row -> row.parts().stream()).mapToLong(Part::value).max().orElse(1));
  }

  public List<Columns.Line> lines() {
    return Columns.lines(scale());
  }

  public List<Line> courses() {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Line> courses = new ArrayList<>();
    List<Part> last = rows.getLast().parts();
    for (int i = 0; i < last.size(); i++) {
      int part = i;
      List<String> points = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        points.add(Numbers.length(x(row)) + "," + y(rows.get(row).parts().get(part).value()));
      }
      courses.add(
          new Line(
              last.get(i).name(),
              last.get(i).tone(),
              rows.size() == 1
                  ? "0,%s %d,%s".formatted(y(last.get(i).value()), FIELD, y(last.get(i).value()))
                  : points.stream().collect(Collectors.joining(" ")),
              y(last.get(i).value())));
    }
    return courses;
  }

  /**
   * A part of the field that leads to the list of its row.
   *
   * @param x its left edge in percent, as is its width
   */
  public record Day(String href, String label, String x, String width) {}

  /** The field in as many parts as there are rows that lead somewhere. */
  public List<Day> days() {
    List<Day> days = new ArrayList<>();
    double width = WHOLE / Math.max(1, rows.size() - 1);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.href() != null) {
        double middle = rows.size() == 1 ? WHOLE / 2 : WHOLE * i / (rows.size() - 1);
        double left = Math.max(0, middle - width / 2);
        days.add(
            new Day(
                row.href(),
                row.label() + ": " + row.shown(),
                Numbers.length(left) + "%",
                Numbers.length(Math.min(WHOLE, middle + width / 2) - left) + "%"));
      }
    }
    return days;
  }

  private double x(int row) {
    return rows.size() == 1 ? 0 : (double) FIELD * row / (rows.size() - 1);
  }

  private String y(long value) {
    return Numbers.length(base() - (double) Columns.HIGH * value / scale());
  }

  /** The labels of some rows: the first, the last, and some between. */
  public List<Columns.Label> labels() {
    if (rows.size() < 2) {
      return rows.stream().map(row -> new Columns.Label("0%", row.label())).toList();
    }
    int many = Math.min(MOST_LABELS, rows.size());
    List<Columns.Label> labels = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int row = (rows.size() - 1) * i / (many - 1);
      labels.add(
          new Columns.Label(
              Numbers.length(WHOLE * row / (rows.size() - 1)) + "%", rows.get(row).label()));
    }
    return labels;
  }
}
