package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;

/**
 * What the gate remembers of a client, whoever edits it.
 *
 * @param name the client's {@code client_id} when the gate last wrote about it
 * @param version the highest version of a permit it ever held; 0 when it never held one
 * @param identity the identity of that permit
 * @param stopped whether the gate stopped it, so that the gate may restore it
 */
record Held(
    String client,
    String realm,
    String name,
    long version,
    @Nullable String identity,
    boolean stopped) {

  boolean permitted() {
    return version > 0;
  }
}
