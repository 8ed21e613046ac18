package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Owners who were deleted. They stay on record until other owners are named, and the core schema,
 * which points at nobody who is not there, does not show them.
 */
final class Departed {

  private Departed() {}

  /** Who leaves the owners that are shown as they are, leaves all of them as they are. */
  static void restore(ObjectNode document, Identity before, Set<String> gone) {
    List<String> owners =
        before.owners().stream()
            .filter(owner -> owner.role() == Owner.Role.OWNER)
            .map(Owner::person)
            .toList();
    Set<String> shown = new HashSet<>(owners);
    shown.removeAll(gone);
    Set<String> said = new HashSet<>();
    for (JsonNode owner : document.path("owners")) {
      said.add(OwnersReader.person("owners", owner));
    }
    if (said.equals(shown)) {
      owners.stream()
          .filter(gone::contains)
          .forEach(person -> document.withArray("owners").addObject().put("value", person));
    }
  }
}
