package dev.steward.console.register;

import dev.steward.console.Labels;
import dev.steward.delivery.PublicKeys;
import dev.steward.delivery.SignIn;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.registry.CadenceByTier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Single fields of the form, read. */
final class Readings {

  /** Of days or of minutes; what the tier permits is less. */
  private static final int MOST = 100_000;

  private Readings() {}

  /** As often as typed, or as its tier says. */
  static @Nullable Cadence cadence(Typed typed, RiskTier tier, Problems problems) {
    Cadence usual = CadenceByTier.of(tier);
    if (!typed.has(Entry.CADENCE)) {
      return usual;
    }
    return problems.read(
        Entry.CADENCE,
        () ->
            new Cadence(
                Period.ofDays(number(typed, Entry.CADENCE)), usual.grace(), usual.brownout()));
  }

  /** The grants that everything begins with, the typed scopes, and the typed length. */
  static @Nullable Allowance allowance(Typed typed, Problems problems) {
    Duration longest =
        typed.has(Entry.TOKEN)
            ? problems.read(Entry.TOKEN, () -> Duration.ofMinutes(number(typed, Entry.TOKEN)))
            : Allowance.LEAST.longestToken();
    return longest == null
        ? null
        : problems.read(
            Entry.SCOPES,
            () -> new Allowance(Allowance.LEAST.grants(), typed.words(Entry.SCOPES), longest));
  }

  /** What was filled in for another way to sign in would be lost without a word. */
  static void requireThatAllIsMeant(Typed typed, Wish wish, Problems problems) {
    for (Wish other : Wish.values()) {
      Entry field = other.field();
      if (other != wish && field != null && typed.has(field)) {
        problems.add(
            Entry.CLIENT,
            "\"%s\" is filled in, which is for another answer: choose that one, or empty the field"
                .formatted(field.label()));
      }
    }
  }

  /** How a client that is to be made signs in; null when none is. */
  static @Nullable SignIn signIn(Typed typed, Wish wish, Problems problems) {
    return switch (wish) {
      case NONE, EXISTING -> null;
      case SECRET -> new SignIn.Secret();
      case KEYS -> problems.read(Entry.KEYS, () -> PublicKeys.read(typed.get(Entry.KEYS)));
      case ADDRESS ->
          problems.read(Entry.ADDRESS, () -> SignIn.KeysAt.of(typed.get(Entry.ADDRESS)));
    };
  }

  private static int number(Typed typed, Entry entry) {
    try {
      int number = Integer.parseInt(typed.get(entry));
      if (number > 0 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, in the same words as a number out of bounds
    }
    throw new IllegalArgumentException("this is a whole number from 1 to " + MOST);
  }

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a day reads like 2027-05-01", e);
    }
  }

  static <E extends Enum<E>> @Nullable E constant(
      Typed typed, Entry entry, Class<E> type, Problems problems) {
    return problems.read(
        entry,
        (Supplier<E>)
            () ->
                Arrays.stream(type.getEnumConstants())
                    .filter(one -> Labels.word(one).equals(typed.get(entry)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("choose one of these")));
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
