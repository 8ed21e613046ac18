package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.delivery.Holding;
import dev.steward.delivery.Holdings.Due;
import dev.steward.identity.Identity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The permit as Keycloak holds it, beside the permit as it should be.
 *
 * @param silence why Keycloak could not be asked, when it was and did not answer
 */
record Comparison(
    Identity identity, Optional<Due> due, Optional<Holding> held, String silence, boolean asked) {

  /** Whether both agree; nobody can tell when one of them is missing. */
  public boolean agrees() {
    return held.isPresent()
        && due.isPresent()
        && held.get().permit().equals("held")
        && Long.valueOf(due.get().version()).equals(held.get().version());
  }

  /** How they compare, in a sentence. */
  public String sentence() {
    if (due.isEmpty()) {
      return "It has no client, so there is no permit.";
    }
    if (held.isEmpty()) {
      return asked
          ? "Keycloak has no such client any more."
          : "Keycloak has not listed this client yet; the next look is within a minute or so.";
    }
    if (agrees()) {
      return "Keycloak holds the newest permit.";
    }
    return switch (due.get().state()) {
      case "waiting" -> "The newest permit is on its way to Keycloak.";
      case "dead" -> "Keycloak did not take the newest permit, however often it was tried.";
      default ->
          wasTakenSince()
              ? "Keycloak took the newest permit after it was last looked at."
              : "Keycloak does not show the newest permit; it is sent again.";
    };
  }

  /** Whether the permit arrived since what is known of Keycloak was so. */
  private boolean wasTakenSince() {
    @Nullable Instant settled = due.isPresent() ? due.get().settled() : null;
    return settled != null
        && due.get().state().equals("delivered")
        && held.filter(holding -> !holding.live() && holding.at().isBefore(settled)).isPresent();
  }

  public String state(Holding holding) {
    return Labels.sentence(holding.permit());
  }

  public String state(Due permit) {
    return Labels.sentence(permit.state());
  }

  public String intent(Due permit) {
    return Labels.sentence(permit.intent().name());
  }
}
