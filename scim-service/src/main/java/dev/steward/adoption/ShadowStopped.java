package dev.steward.adoption;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came, or would come, of stopping a client that nobody registered.
 *
 * @param client its uuid, or how it was named when there is none
 * @param identity what it has become
 * @param detail why it was refused and what to do
 */
public record ShadowStopped(
    String client, @Nullable String clientId, @Nullable UUID identity, @Nullable String detail) {

  public boolean isRefused() {
    return detail != null;
  }

  static ShadowStopped refused(String client, @Nullable String clientId, @Nullable String detail) {
    return new ShadowStopped(client, clientId, null, detail == null ? "refused" : detail);
  }
}
