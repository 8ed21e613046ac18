package dev.steward.scim;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.function.Supplier;

/** Reads instants, days, periods and durations, in ISO 8601 and within reason. */
final class Spans {

  private static final Period LONGEST_PERIOD = Period.ofYears(10);

  private Spans() {}

  /** An {@code xsd:dateTime}; one without a zone is UTC. */
  static Instant instant(String name, String text) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      OffsetDateTime time =
          parsed instanceof LocalDateTime local
              ? local.atOffset(ZoneOffset.UTC)
              : (OffsetDateTime) parsed;
      if (time.getYear() < 1 || time.getYear() > 9999) {
        throw new DateTimeException("year " + time.getYear());
      }
      // PostgreSQL keeps microseconds.
      return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw ScimException.invalidValue(
          name + " is a date and time like 2027-03-01T00:00:00Z, not " + text);
    }
  }

  static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() < 1 || day.getYear() > 9999) {
        throw new DateTimeException("year " + day.getYear());
      }
      return day;
    } catch (DateTimeException e) {
      throw ScimException.invalidValue(name + " is a day like 2027-03-01, not " + text);
    }
  }

  static Period period(String name, String text) {
    try {
      Period period = Period.parse(text);
      if (LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(LONGEST_PERIOD))) {
        throw new DateTimeException("too long");
      }
      return period;
    } catch (DateTimeException | ArithmeticException e) {
      throw ScimException.invalidValue(
          "%s is an ISO 8601 period like P90D, of ten years at most, not %s".formatted(name, text));
    }
  }

  static Duration duration(String name, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw ScimException.invalidValue(
          "%s is an ISO 8601 duration like PT5M, not %s".formatted(name, text));
    }
  }

  /** What the domain makes of the value, its refusals told with the name of the attribute. */
  static <T> T valid(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw ScimException.invalidValue(name + ": " + e.getMessage());
    }
  }
}
