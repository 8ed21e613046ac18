package dev.steward.console.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars that lie one below the other, each with its label above it, as wide as the page lets them
 * be. The longest one takes the whole width.
 */
public record Bars(String title, List<Row> rows) implements Chart {

  private static final int ROW = 46;
  private static final int LABEL = 16;
  private static final int BAR = 24;

  /** In percent of the width: what is there can be seen. */
  private static final double LEAST = 0.8;

  private static final double WHOLE = 100;

  public Bars {
    rows = List.copyOf(rows);
  }

  /** A row in its place. */
  public record Placed(String label, String shown, int labelAt, int barAt, List<Bar> bars) {}

  /** A part in its place; lengths are in percent of the width. */
  public record Bar(String x, String width, String tone, @Nullable String href, String words) {}

  public int height() {
    return rows.size() * ROW;
  }

  public List<Placed> placed() {
    long most = Math.max(1, rows.stream().mapToLong(Row::total).max().orElse(1));
    List<Placed> placed = new ArrayList<>();
    for (Row row : rows) {
      int top = placed.size() * ROW;
      placed.add(new Placed(row.label(), row.shown(), top + LABEL, top + BAR, bars(row, most)));
    }
    return placed;
  }

  private static List<Bar> bars(Row row, long most) {
    List<Part> parts = row.parts().stream().filter(part -> part.value() > 0).toList();
    List<Double> widths = widths(parts, most);
    List<Bar> bars = new ArrayList<>();
    double x = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double width = widths.get(i);
      bars.add(
          new Bar(
              Numbers.length(x) + "%",
              Numbers.length(width) + "%",
              part.tone(),
              part.href(),
              "%s, %s: %s".formatted(row.label(), part.name(), part.shown())));
      x += width;
    }
    return bars;
  }

  /**
   * In percent; what would be too thin to be seen is as thin as can be, if there is room for it.
   */
  static List<Double> widths(List<Part> parts, long most) {
    List<Double> widths =
        parts.stream().map(part -> Math.max(LEAST, WHOLE * part.value() / most)).toList();
    double all = widths.stream().mapToDouble(Double::doubleValue).sum();
    return all <= WHOLE ? widths : widths.stream().map(width -> width * WHOLE / all).toList();
  }
}
