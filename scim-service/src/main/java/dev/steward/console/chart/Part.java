package dev.steward.console.chart;

import org.jspecify.annotations.Nullable;

/**
 * A number in a chart.
 *
 * @param name what it counts, the same for all parts of one kind
 * @param tone how it is coloured; the style sheet knows a class {@code st-tone-} for each
 * @param href the list of what it counts
 */
public record Part(String name, String tone, long value, @Nullable String href) {

  public Part {
    if (value < 0) {
      throw new IllegalArgumentException("a chart counts from 0 on, not " + value);
    }
  }

  public String shown() {
    return Numbers.whole(value);
  }
}
