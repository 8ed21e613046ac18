package dev.steward.console;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times in the words of whoever reads them: in their zone, or in UTC and saying so. Days are those
 * of UTC, as everything counts them: what is late is late everywhere at once.
 */
@RequestScoped
@Named("when")
public class When {

  private static final String COOKIE = "steward-zone";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final int DAYS_IN_WORDS = 60;
  private static final int DAYS_OF_MONTHS = 700;

  private final RoutingContext context;
  private final Clock clock;

  When(RoutingContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /** The viewer's zone, as their browser told it. */
  public ZoneId zone() {
    Cookie cookie = context.request().getCookie(COOKIE);
    try {
      return cookie == null
          ? ZoneOffset.UTC
          : ZoneId.of(URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8));
    } catch (DateTimeException | IllegalArgumentException e) {
      return ZoneOffset.UTC;
    }
  }

  /** Such as {@code 22 Nov 2026, 14:05}. */
  public String moment(Instant at) {
    ZoneId zone = zone();
    String text = MOMENT.format(at.atZone(zone));
    return zone.equals(ZoneOffset.UTC) ? text + " UTC" : text;
  }

  /** Such as {@code 22 Nov 2026}. */
  public String day(Instant at) {
    return DAY.format(at.atZone(zone()));
  }

  /** A day is the same day everywhere. */
  public String day(LocalDate day) {
    return DAY.format(day);
  }

  /** The last day before an end, as a field for days takes it; empty where there is no end. */
  public String lastDay(@Nullable Instant end) {
    return end == null ? "" : LocalDate.ofInstant(end.minusNanos(1), zone()).toString();
  }

  /** Such as {@code in 3 days}, {@code 2 hours ago}. */
  public String fromNow(Instant at) {
    Duration away = Duration.between(clock.instant(), at);
    Duration length = away.abs();
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      return away.isNegative() ? "just now" : "in a moment";
    }
    if (length.compareTo(Duration.ofHours(1)) < 0) {
      return direction(away.isNegative(), count(length.toMinutes(), "minute"));
    }
    if (length.compareTo(Duration.ofDays(1)) < 0) {
      return direction(away.isNegative(), count(length.toHours(), "hour"));
    }
    return direction(away.isNegative(), days(length.toDays()));
  }

  /** Such as {@code today}, {@code in 3 days}, {@code 2 months ago}. */
  public String fromNow(LocalDate day) {
    long days = ChronoUnit.DAYS.between(today(), day);
    if (days == 0) {
      return "today";
    }
    if (Math.abs(days) == 1) {
      return days < 0 ? "yesterday" : "tomorrow";
    }
    return direction(days < 0, days(Math.abs(days)));
  }

  public boolean isPast(Instant at) {
    return at.isBefore(clock.instant());
  }

  /** Whether the day is over. */
  public boolean isPast(LocalDate day) {
    return day.isBefore(today());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** How long ago that was, such as {@code just now}, {@code 3 minutes ago}. */
  public String ago(Duration duration) {
    return duration.toMinutes() < 1 ? "just now" : length(duration) + " ago";
  }

  /** Such as {@code 15 minutes}, {@code 12 hours}. */
  public String length(Duration duration) {
    return span(duration);
  }

  /** Such as {@code 92 days}, {@code 1 year}. */
  public String length(Period period) {
    return span(period);
  }

  static String span(Duration duration) {
    if (duration.compareTo(Duration.ofHours(2)) < 0) {
      return count(duration.toMinutes(), "minute");
    }
    return duration.compareTo(Duration.ofDays(2)) < 0
        ? count(duration.toHours(), "hour")
        : count(duration.toDays(), "day");
  }

  static String span(Period period) {
    if (period.getYears() > 0 && period.toTotalMonths() % 12 == 0 && period.getDays() == 0) {
      return count(period.getYears(), "year");
    }
    return period.getDays() == 0
        ? count(period.toTotalMonths(), "month")
        : count(LocalDate.EPOCH.plus(period).toEpochDay(), "day");
  }

  private static String days(long days) {
    if (days < DAYS_IN_WORDS) {
      return count(days, "day");
    }
    return days < DAYS_OF_MONTHS ? count(days / 30, "month") : count(days / 365, "year");
  }

  private static String count(long number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }

  private static String direction(boolean past, String length) {
    return past ? length + " ago" : "in " + length;
  }
}
