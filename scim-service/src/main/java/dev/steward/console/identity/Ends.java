package dev.steward.console.identity;

import dev.steward.console.When;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Validity;
import jakarta.enterprise.context.RequestScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the last day of an identity, as whoever types it counts days. */
@RequestScoped
class Ends {

  private final When when;

  Ends(When when) {
    this.when = when;
  }

  /**
   * The same time with another end.
   *
   * @param day the last one, or nothing for no end
   * @throws ChangeRefused saying what is wrong with it
   */
  Validity after(Validity before, String day) {
    Instant until = until(day);
    if (until != null && before.from() != null && !before.from().isBefore(until)) {
      throw refused("it begins after that day; choose a later one");
    }
    return new Validity(before.from(), until, before.begun());
  }

  private @Nullable Instant until(String day) {
    if (day.isEmpty()) {
      return null;
    }
    Instant until = over(day);
    if (!until.isAfter(when.now())) {
      throw refused("the last day is a day to come; to end it now, revoke it");
    }
    return until;
  }

  private Instant over(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(when.zone()).toInstant();
    } catch (DateTimeException e) {
      throw refused("the last day is a day such as 2027-03-01");
    }
  }

  private static ChangeRefused refused(String why) {
    return new ChangeRefused(Rule.OUT_OF_ORDER, why);
  }
}
