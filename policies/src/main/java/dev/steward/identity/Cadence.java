package dev.steward.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How often an identity is reviewed, and what happens after the due day.
 *
 * <p>After the due day comes the grace; the brownout is the last stretch of the grace, in which
 * tokens are refused in short, announced windows; at its end the review has lapsed.
 *
 * @param every from one review to the day the next is due
 * @param grace from the due day to the lapse, brownout included
 * @param brownout the last part of the grace; zero for none
 */
public record Cadence(Period every, Period grace, Period brownout) {

  private static final LocalDate LONGEST = LocalDate.EPOCH.plusYears(100);

  public Cadence {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("a cadence is a positive period like P90D, not " + every);
    }
    if (grace.isNegative() || brownout.isNegative()) {
      throw new IllegalArgumentException("grace and brownout are not negative");
    }
    if (isTooLong(every) || isTooLong(grace) || isTooLong(brownout)) {
      throw new IllegalArgumentException("a cadence and its grace are at most a hundred years");
    }
    if (LocalDate.EPOCH.plus(brownout).isAfter(LocalDate.EPOCH.plus(grace))) {
      throw new IllegalArgumentException(
          "the brownout " + brownout + " is part of the grace " + grace + " and cannot exceed it");
    }
  }

  /** The last day on which the next review is in time. */
  public LocalDate dueAfter(LocalDate lastReviewed) {
    return lastReviewed.plus(every);
  }

  /** The instant, midnight UTC after the due day, from which the review is late. */
  public Instant graceFrom(LocalDate lastReviewed) {
    return startOfNext(dueAfter(lastReviewed));
  }

  /** The instant from which tokens are refused in windows. */
  public Instant brownoutFrom(LocalDate lastReviewed) {
    Instant lapse = lapseAfter(lastReviewed);
    Instant from = lapse.atOffset(ZoneOffset.UTC).minus(brownout).toInstant();
    Instant late = graceFrom(lastReviewed);
    return from.isBefore(late) ? late : from;
  }

  /** The instant from which an unreviewed identity is refused altogether. */
  public Instant lapseAfter(LocalDate lastReviewed) {
    return startOfNext(dueAfter(lastReviewed).plus(grace));
  }

  private static boolean isTooLong(Period period) {
    // each part alone first: the sum of huge parts is no date
    return period.getYears() > 100
        || period.getMonths() > 1_200
        || period.getDays() > 36_525
        || LocalDate.EPOCH.plus(period).isAfter(LONGEST);
  }

  private static Instant startOfNext(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
