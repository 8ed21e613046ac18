package dev.steward.delivery;

import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import java.util.UUID;

/**
 * A sealed permit that one courier has in hand.
 *
 * @param attempts how often it was tried, this time included
 * @param lease what tells this courier's claim from any other
 */
record Parcel(
    Id identity,
    long version,
    Client client,
    Intent intent,
    String permit,
    int attempts,
    UUID lease) {

  @Override
  public String toString() {
    return "parcel of identity %s at version %d".formatted(identity, version);
  }
}
