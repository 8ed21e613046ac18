package dev.steward.tally;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;

/** Weeks by the Monday (UTC) on which they begin. */
public final class Weeks {

  private Weeks() {}

  public static LocalDate of(Instant instant) {
    return of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  public static LocalDate of(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** So many weeks in their order, the given one first. */
  public static List<LocalDate> from(LocalDate first, int many) {
    return IntStream.range(0, many).mapToObj(first::plusWeeks).toList();
  }
}
