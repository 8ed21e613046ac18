package dev.steward.registry;

import dev.steward.identity.Identity;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Protocol;
import dev.steward.identity.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the texts of an identity may be, and how far its times may reach. */
final class Bounds {

  private static final int NAME = 256;
  private static final int PROSE = 4_000;
  private static final int ENTRIES = 200;
  private static final int FEW = 20;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Bounds() {}

  /**
   * Checks what reaches the database.
   *
   * @throws OutOfBounds naming the attribute
   */
  static void check(Identity identity) {
    Profile profile = identity.profile();
    check("userName", profile.userName(), NAME);
    check("externalId", profile.externalId(), NAME);
    check("displayName", profile.displayName(), NAME);
    check("description", profile.description(), PROSE);
    check("purpose", profile.purpose(), PROSE);
    check("environment", profile.environment(), NAME);
    check(profile.declaration().particulars());
    if (identity.client() != null) {
      check("client", identity.client().realm(), NAME);
      check("client", identity.client().uuid(), NAME);
    }
    if (identity.owners().size() > ENTRIES || identity.controls().size() > ENTRIES) {
      throw new OutOfBounds(
          "an identity", "has at most " + ENTRIES + " owners and as many control links");
    }
    identity.owners().forEach(owner -> check("owners", owner.person(), NAME));
    check("validFrom", identity.validity().from());
    check("validUntil", identity.validity().until());
    identity.controls().forEach(link -> check("controls", link.toString(), NAME));
  }

  private static void check(Particulars particulars) {
    check("agentType", particulars.agentType(), NAME);
    check("subject", particulars.subject(), NAME);
    if (particulars.protocols().size() > FEW || particulars.certificates().size() > FEW) {
      throw new OutOfBounds(
          "an agent", "has at most " + FEW + " protocols and as many certificates");
    }
    for (Protocol protocol : particulars.protocols()) {
      check("protocols.type", protocol.type(), NAME);
      check("protocols.specificationUrl", protocol.specificationUrl(), PROSE);
    }
  }

  private static void check(String attribute, @Nullable Instant instant) {
    if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
      throw new OutOfBounds(attribute, "lies in the years 1970 to 9999");
    }
  }

  private static void check(String attribute, @Nullable String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.length() > longest) {
      throw new OutOfBounds(
          attribute, "has at most %d characters, not %d".formatted(longest, value.length()));
    }
    if (value.indexOf('\0') >= 0) {
      throw new OutOfBounds(attribute, "contains the character U+0000");
    }
  }
}
