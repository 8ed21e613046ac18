package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads who answers for an identity from the two places that say so.
 *
 * <p>The core schema knows owners only; our extension knows backups and sponsors too. The owners of
 * both are the same people. A client that changes one place and sends the other back as it was
 * means the change.
 */
final class OwnersReader {

  private static final Pattern GROUP = Pattern.compile("(^|/)Groups/[^/]*$");

  private final List<Owner> before;
  private final boolean patched;

  /**
   * @param patched whether the document is a whole resource after a PATCH, in which what is absent
   *     was taken away; in other documents it was only not said
   */
  OwnersReader(List<Owner> before, boolean patched) {
    this.before = unaccepted(before);
    this.patched = patched;
  }

  List<Owner> read(@Nullable JsonNode core, @Nullable JsonNode extension) {
    List<Owner> answering = answering(extension);
    if (core == null && !patched) {
      return answering;
    }
    Set<String> owners = people(core);
    if (extension == null && !patched) {
      return combined(owners, before);
    }
    Set<String> named = ownersOf(answering);
    if (owners.equals(named) || owners.equals(ownersOf(before))) {
      return answering;
    }
    if (named.isEmpty() || Set.copyOf(answering).equals(Set.copyOf(before))) {
      return combined(owners, answering);
    }
    throw ScimException.invalidValue(
        "owners: the core schema names %s and the governance extension %s; name the same people, or use one of the two"
            .formatted(owners, named));
  }

  private static List<Owner> combined(Set<String> owners, List<Owner> others) {
    return Stream.concat(
            owners.stream().map(person -> new Owner(person, Role.OWNER, null)),
            others.stream().filter(owner -> owner.role() != Role.OWNER))
        .toList();
  }

  /** Acceptance is not a client's to say; the change keeps it for those who stay. */
  private static List<Owner> unaccepted(List<Owner> owners) {
    return owners.stream().map(owner -> new Owner(owner.person(), owner.role(), null)).toList();
  }

  private static Set<String> ownersOf(List<Owner> answering) {
    return answering.stream()
        .filter(owner -> owner.role() == Role.OWNER)
        .map(Owner::person)
        .collect(Collectors.toSet());
  }

  private static Set<String> people(@Nullable JsonNode values) {
    Set<String> people = new LinkedHashSet<>();
    if (values != null) {
      values.forEach(value -> people.add(person("owners", value)));
    }
    return people;
  }

  private static List<Owner> answering(@Nullable JsonNode values) {
    Map<String, Owner> answering = new LinkedHashMap<>();
    if (values != null) {
      for (JsonNode value : values) {
        Role role =
            value.has("role") ? Words.as(Role.class, value.get("role").textValue()) : Role.OWNER;
        Owner owner = new Owner(person("owners", value), role, null);
        answering.putIfAbsent(owner.toString(), owner);
      }
    }
    return List.copyOf(answering.values());
  }

  /** The id of the person, from {@code value} or from the end of {@code $ref}. */
  static String person(String attribute, JsonNode value) {
    String ref = value.path("$ref").asText("");
    if (GROUP.matcher(ref).find()) {
      throw ScimException.invalidValue(
          "%s: %s is a group; people answer for identities, so name its people"
              .formatted(attribute, ref));
    }
    String id = value.path("value").asText("");
    if (id.isBlank()) {
      id = Ids.unescaped(ref.substring(ref.lastIndexOf('/') + 1));
    }
    if (id.isBlank()) {
      throw ScimException.invalidValue(attribute + ".value is the id of a person");
    }
    return id;
  }
}
