package dev.steward.registry;

import dev.steward.identity.Cadence;
import dev.steward.identity.Identity.RiskTier;
import java.time.Period;

/** How often an identity of a risk tier is reviewed when nobody says. */
public final class CadenceByTier {

  private CadenceByTier() {}

  public static Cadence of(RiskTier tier) {
    return switch (tier) {
      case LOW -> days(365, 30, 7);
      case MEDIUM -> days(180, 30, 7);
      case HIGH -> days(90, 14, 3);
      case CRITICAL -> days(30, 7, 2);
    };
  }

  private static Cadence days(int every, int grace, int brownout) {
    return new Cadence(Period.ofDays(every), Period.ofDays(grace), Period.ofDays(brownout));
  }
}
