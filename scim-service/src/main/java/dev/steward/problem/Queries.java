package dev.steward.problem;

import jakarta.ws.rs.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Query parameters read strictly: what is not of the kind is refused by name. */
public final class Queries {

  /** The longest page of a list. */
  public static final int LONGEST_PAGE = 1_000;

  private static final int PAGE = 100;
  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 9999;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+99999-12-31T23:59:59Z");

  private Queries() {}

  /**
   * A whole number within bounds.
   *
   * @param otherwise for when it is absent; outside of the bounds, it is required
   */
  public static long number(
      String name, @Nullable String text, long otherwise, long least, long most) {
    if (text == null && otherwise >= least && otherwise <= most) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text == null ? "" : text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, in the same words as a number out of bounds
    }
    throw new BadRequestException(
        "query parameter %s is a whole number from %d to %d".formatted(name, least, most));
  }

  /**
   * Whether something is wanted. A word that is neither yes nor no is refused: who writes {@code
   * preview=yes} does not want it done.
   */
  public static boolean flag(String name, @Nullable String text) {
    return switch (text == null ? "false" : text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new BadRequestException("query parameter %s is true or false".formatted(name));
    };
  }

  /** How many a page of a list has: 100, or the query parameter {@code limit} up to 1,000. */
  public static int pageSize(@Nullable String limit) {
    return (int) number("limit", limit, PAGE, 1, LONGEST_PAGE);
  }

  /** A day such as 2026-05-01. */
  public static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR) {
        return day;
      }
    } catch (DateTimeException e) {
      // refused below, in the same words as a day in another age
    }
    throw new BadRequestException("query parameter %s is a day such as 2026-05-01".formatted(name));
  }

  /** An instant, or a day, which stands for its beginning (UTC). */
  public static Instant instant(String name, @Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return stored(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw new BadRequestException(
          "query parameter %s is a day such as 2026-05-01 or an instant such as 2026-05-01T12:00:00Z"
              .formatted(name),
          e);
    }
  }

  /**
   * A day that the database may hold, as the address of a next page has it.
   *
   * @throws DateTimeException when it is none
   */
  public static LocalDate storedDay(String text) {
    LocalDate day = LocalDate.parse(text);
    stored(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return day;
  }

  /** The same of an instant. */
  public static Instant storedInstant(String text) {
    return stored(Instant.parse(text));
  }

  private static Instant stored(Instant instant) {
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException(instant + " is in no calendar of the database");
    }
    return instant;
  }

  public static @Nullable UUID uuid(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("query parameter " + name + " is the id of an identity", e);
    }
  }
}
