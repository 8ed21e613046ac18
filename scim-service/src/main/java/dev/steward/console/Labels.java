package dev.steward.console;

import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import java.util.Locale;

/** What people call the constants of the domain. */
public final class Labels {

  private Labels() {}

  /** As an address or a rule spells it, such as {@code ai-agent}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Such as {@code Never accepted}. */
  public static String sentence(String word) {
    return capital(word.replace('-', ' ').replace('_', ' ').toLowerCase(Locale.ROOT));
  }

  /** The name of an event or a fact in words, such as {@code hand over escalated}. */
  public static String spaced(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** Words as a sentence begins; a word like {@code iso42001:A.3.2} stays as it is. */
  public static String capital(String words) {
    return words.isEmpty() || words.split(" ", 2)[0].contains(":")
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** What kind of thing it is. */
  public static String of(Kind kind) {
    return switch (kind) {
      case AI_AGENT -> "AI agent";
      case SERVICE_ACCOUNT -> "Service account";
      case WORKLOAD -> "Workload";
    };
  }

  /** As what somebody answers for an identity. */
  public static String of(Owner.Role role) {
    return switch (role) {
      case OWNER -> "Owner";
      case BACKUP -> "Backup owner";
      case SPONSOR -> "Sponsor";
    };
  }

  /** The colour of the chip with a standing, beside which the word stands. */
  public static String color(Standing standing) {
    return switch (standing) {
      case GOOD -> "green";
      case GRACE, PROPOSED -> "blue";
      case BROWNOUT -> "orange";
      case LAPSED, SUSPENDED, REVOKED -> "red";
    };
  }
}
