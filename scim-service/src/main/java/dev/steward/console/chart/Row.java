package dev.steward.console.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of bars, or a column of them: parts of one whole.
 *
 * @param href the list of all that is counted here
 */
public record Row(String label, @Nullable String href, List<Part> parts) {

  public Row {
    parts = List.copyOf(parts);
  }

  public long total() {
    return parts.stream().mapToLong(Part::value).sum();
  }

  public String shown() {
    return Numbers.whole(total());
  }
}
