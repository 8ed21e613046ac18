package dev.steward.keycloak;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.representations.idm.ClientRepresentation;

/** Notices who would write the gate's own attributes. */
final class AttributeWatch {

  private AttributeWatch() {}

  /** The first attribute of the gate that the proposal would change. */
  static Optional<String> changed(
      @Nullable ClientRepresentation proposal, @Nullable ClientModel target) {
    if (proposal == null || proposal.getAttributes() == null) {
      return Optional.empty();
    }
    return proposal.getAttributes().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(ClientPermits.PREFIX))
        .filter(entry -> differs(entry, target))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  private static boolean differs(Map.Entry<String, String> entry, @Nullable ClientModel target) {
    String before = target == null ? null : target.getAttribute(entry.getKey());
    return !Objects.equals(emptyIfAbsent(before), emptyIfAbsent(entry.getValue()));
  }

  private static String emptyIfAbsent(@Nullable String value) {
    return value == null ? "" : value;
  }
}
