package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.people.Namesakes;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The people who answer for identities, as far as the registry knows them. */
@ApplicationScoped
class OwnerNames {

  private final People people;
  private final Namesakes namesakes;

  OwnerNames(People people, Namesakes namesakes) {
    this.people = people;
    this.namesakes = namesakes;
  }

  /** Asks at once about the owners of identities that are yet to come. */
  void expect(Collection<ObjectNode> documents) {
    Set<String> ids = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (ObjectNode owner : owners(documents)) {
      String value = owner.path("value").asText("");
      (isWord(value) ? words : ids).add(value);
    }
    people.expect(PersonStore.askable(ids), Set.of());
    namesakes.of(words);
  }

  /** Puts the id in place of a user name or an email that means exactly one present person. */
  void identify(ObjectNode document) {
    List<ObjectNode> named =
        owners(List.of(document)).stream()
            .filter(owner -> isWord(owner.path("value").asText("")))
            .toList();
    if (named.isEmpty()) {
      return;
    }
    Map<String, List<Person>> meant =
        namesakes.of(named.stream().map(owner -> owner.path("value").asText()).toList());
    for (ObjectNode owner : named) {
      String word = owner.path("value").asText();
      List<Person> people = meant.getOrDefault(word.strip(), List.of());
      if (people.stream().anyMatch(person -> person.id().equals(word))) {
        continue;
      }
      if (people.size() > 1) {
        throw ScimException.invalidValue(
            "owners: %d people have the user name or email %s; name one by id"
                .formatted(people.size(), word));
      }
      people.forEach(person -> owner.put("value", person.id()));
    }
  }

  /** Whether it is no id as Keycloak and we give them to people. */
  private static boolean isWord(String value) {
    return !value.isBlank() && Ids.read(value).isEmpty();
  }

  private static List<ObjectNode> owners(Collection<ObjectNode> documents) {
    List<ObjectNode> owners = new ArrayList<>();
    for (ObjectNode document : documents) {
      JsonNode governance = document.path(Urn.GOVERNANCE);
      Stream.of(document.path("owners"), governance.path("owners"))
          .flatMap(values -> values.valueStream())
          .forEach(value -> add(owners, value));
      add(owners, governance.path("sponsor"));
    }
    return owners;
  }

  private static void add(List<ObjectNode> owners, JsonNode value) {
    if (value instanceof ObjectNode owner) {
      owners.add(owner);
    }
  }
}
