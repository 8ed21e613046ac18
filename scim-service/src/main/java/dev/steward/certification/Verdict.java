package dev.steward.certification;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import jakarta.ws.rs.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reviewer decides, with the reason that the ledger will keep. */
public sealed interface Verdict {

  int SHORTEST_REASON = 10;
  int LONGEST_REASON = 2_000;
  int MOST_SCOPES = 200;

  String reason();

  /** It goes on as it is. */
  record Approve(String reason) implements Verdict {}

  /** It goes on with fewer scopes or an earlier end. */
  record Limit(@Nullable Set<String> scopes, @Nullable Instant until, String reason)
      implements Verdict {

    @Override
    public boolean isSo(Identity identity) {
      Instant end = identity.validity().until();
      return (scopes == null || scopes.containsAll(identity.allowance().scopes()))
          && (until == null || (end != null && !end.isAfter(until)));
    }
  }

  /** It ends for good. */
  record Revoke(String reason) implements Verdict {}

  /** Somebody else should decide. */
  record Abstain(String reason) implements Verdict {}

  /** The change that carries this verdict out. */
  default Change change() {
    return switch (this) {
      case Approve approve -> new Change.Certify(approve.reason());
      case Limit limit -> new Change.Limit(limit.scopes(), limit.until(), limit.reason());
      case Revoke revoke -> new Change.Revoke(revoke.reason());
      case Abstain ignored -> throw new IllegalStateException("an abstention changes nothing");
    };
  }

  /** Whether nothing more than it asks for is left to the identity, where it asks for that. */
  default boolean isSo(Identity identity) {
    return true;
  }

  /** The name in the database and, in lower case, on the wire. */
  default String name() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /**
   * Reads a verdict as a reviewer sends it.
   *
   * @throws BadRequestException naming what is missing
   */
  static Verdict read(
      @Nullable String verdict,
      @Nullable String reason,
      @Nullable List<String> scopes,
      @Nullable String validUntil) {
    String why = reason(reason);
    return switch (verdict == null ? "" : verdict.toLowerCase(Locale.ROOT)) {
      case "approve" -> new Approve(why);
      case "limit" -> limit(scopes, validUntil, why);
      case "revoke" -> new Revoke(why);
      case "abstain" -> new Abstain(why);
      default ->
          throw new BadRequestException("verdict is one of approve, limit, revoke and abstain");
    };
  }

  private static String reason(@Nullable String reason) {
    String why = reason == null ? "" : reason.strip();
    if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON || why.indexOf(0) >= 0) {
      throw new BadRequestException(
          "reason has to say in %d to %d characters why; an auditor will read it"
              .formatted(SHORTEST_REASON, LONGEST_REASON));
    }
    return why;
  }

  private static Limit limit(
      @Nullable List<String> scopes, @Nullable String validUntil, String why) {
    if (scopes == null && validUntil == null) {
      throw new BadRequestException("a limit names the scopes to keep, or validUntil, or both");
    }
    if (scopes != null
        && (scopes.size() > MOST_SCOPES || scopes.stream().anyMatch(Objects::isNull))) {
      throw new BadRequestException("scopes is a list of at most " + MOST_SCOPES + " texts");
    }
    try {
      // PostgreSQL keeps microseconds.
      Instant until =
          validUntil == null ? null : Instant.parse(validUntil).truncatedTo(ChronoUnit.MICROS);
      return new Limit(scopes == null ? null : Set.copyOf(scopes), until, why);
    } catch (DateTimeException e) {
      throw new BadRequestException(
          "validUntil is an instant like 2027-03-01T00:00:00Z, not " + validUntil, e);
    }
  }
}
