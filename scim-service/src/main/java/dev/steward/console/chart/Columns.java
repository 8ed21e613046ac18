package dev.steward.console.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that stand side by side, such as one for each week, with a scale from 0 on. */
public record Columns(String title, List<Row> rows) implements Chart {

  /** The pixels that the highest column may take, and those below for its label. */
  static final int HIGH = 160;

  private static final int TOP = 14;
  private static final int LABEL = 18;
  private static final double LEAST = 2;
  private static final double WHOLE = 100;

  /** The part of its place that a column fills. */
  private static final double FULL = 0.72;

  /** On a narrow screen more labels would run into each other. */
  private static final int MOST_LABELS = 5;

  public Columns {
    rows = List.copyOf(rows);
  }

  /** A part of a column in its place; x and width are in percent of the chart's width. */
  public record Bar(
      String x,
      String width,
      String y,
      String height,
      String tone,
      @Nullable String href,
      String words) {}

  /** A text below a column, at a place in percent. */
  public record Label(String x, String text) {}

  /** A line across, and the number that it stands for. */
  public record Line(int y, int textAt, String text) {}

  public int height() {
    return TOP + HIGH + LABEL;
  }

  public int base() {
    return TOP + HIGH;
  }

  public int labelAt() {
    return height() - 3;
  }

  private long scale() {
    return Numbers.roundUp(rows.stream().mapToLong(Row::total).max().orElse(1));
  }

  public List<Line> lines() {
    return lines(scale());
  }

  static List<Line> lines(long scale) {
    int middle = TOP + HIGH / 2;
    Line top = new Line(TOP, TOP - 3, Numbers.brief(scale));
    return scale % 2 == 0
        ? List.of(top, new Line(middle, middle - 3, Numbers.brief(scale / 2)))
        : List.of(top);
  }

  public List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      stack(bars, rows.get(i), i);
    }
    return bars;
  }

  private void stack(List<Bar> bars, Row row, int place) {
    double each = WHOLE / rows.size();
    double y = base();
    for (Part part : row.parts()) {
      if (part.value() > 0) {
        double height = Math.max(LEAST, (double) HIGH * part.value() / scale());
        y = Math.max(0, y - height);
        bars.add(
            new Bar(
                Numbers.length(each * (place + (1 - FULL) / 2)) + "%",
                Numbers.length(each * FULL) + "%",
                Numbers.length(y),
                Numbers.length(height),
                part.tone(),
                part.href(),
                "%s, %s: %s".formatted(row.label(), part.name(), part.shown())));
      }
    }
  }

  public List<Label> labels() {
    int step = Math.max(1, (rows.size() + MOST_LABELS - 1) / MOST_LABELS);
    double each = WHOLE / Math.max(1, rows.size());
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += step) {
      labels.add(new Label(Numbers.length(each * (i + 0.5)) + "%", rows.get(i).label()));
    }
    return labels;
  }
}
