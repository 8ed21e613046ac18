package dev.steward.delivery;

import dev.steward.delivery.InventoryPage.After;
import dev.steward.delivery.InventoryPage.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way through the whole inventory, one page in hand at a time; of those before, only the uuids.
 *
 * <p>Between two pages it rests as long as the gate took for the one before: whoever asks Keycloak
 * for tokens meanwhile has it to themselves for half of the time.
 */
@ApplicationScoped
class InventoryWalk {

  private static final int PAGE = 200;
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final KeycloakGate gate;
  private final Inventory inventory;

  InventoryWalk(KeycloakGate gate, Inventory inventory) {
    this.gate = gate;
    this.inventory = inventory;
  }

  /**
   * Remembers what there is and forgets what there is no more.
   *
   * @param began when the walk began
   * @throws GateUnreachable when the gate does not say; what was met until then is remembered, and
   *     nothing is forgotten
   */
  void goRound(Instant began) {
    Set<String> met = new HashSet<>();
    Set<Place> asked = new HashSet<>();
    Place place = After.NOTHING;
    while (place != null) {
      if (!asked.add(place)) {
        throw new GateUnreachable("the gate's pages go round in circles at " + place.query());
      }
      long since = System.nanoTime();
      InventoryPage page = page(place);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      inventory.remember(page.clients(), began);
      met.addAll(page.uuids());
      place = page.next();
      rest(place, took);
    }
    inventory.forgetAllBut(met, began);
  }

  /** As many as fit into one answer: there are clients of whom much is to be told. */
  private InventoryPage page(Place place) {
    for (int most = PAGE; ; most /= 2) {
      try {
        return gate.inventory(place, most);
      } catch (AnswerTooLong e) {
        if (most == 1) {
          throw e;
        }
      }
    }
  }

  private static void rest(@Nullable Place place, Duration took) {
    if (place == null) {
      return;
    }
    try {
      Thread.sleep(took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateUnreachable("interrupted between two pages", e);
    }
  }
}
