package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Owners who were deleted. They stay on record until other owners are named, and the core schema,
 * which points at nobody who is not there, does not show them.
 */
final class Departed {

  private Departed() {}

  /**
   * Who leaves the owners that are shown as they are, leaves all of them as they are.
   *
   * @param gone tells who of some people was deleted; it is asked only when it matters
   */
  static void restore(
      ObjectNode document, Identity before, Function<Set<String>, Set<String>> gone) {
    Set<String> silent =
        before.owners().stream()
            .filter(owner -> owner.role() == Owner.Role.OWNER)
            .map(Owner::person)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> owners = Set.copyOf(silent);
    Set<String> said = new HashSet<>();
    for (JsonNode owner : document.path("owners")) {
      said.add(OwnersReader.person("owners", owner));
    }
    silent.removeAll(said);
    if (!silent.isEmpty() && owners.containsAll(said) && gone.apply(owners).equals(silent)) {
      silent.forEach(person -> document.withArray("owners").addObject().put("value", person));
    }
  }
}
