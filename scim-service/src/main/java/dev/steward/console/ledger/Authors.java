package dev.steward.console.ledger;

import dev.steward.identity.Actor;
import dev.steward.people.People;
import dev.steward.people.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What to call those who did what the ledger tells. */
final class Authors {

  private Authors() {}

  /** By their subjects: people by name, programs by their client, the registry by its job. */
  static Map<String, String> of(Collection<Actor> actors, People people) {
    Set<String> persons =
        actors.stream()
            .filter(actor -> actor.type() == Actor.Type.PERSON)
            .map(Actor::subject)
            .collect(Collectors.toSet());
    Map<String, String> names = new HashMap<>();
    people.known(persons).values().forEach(person -> names.put(person.id(), called(person)));
    for (Actor actor : actors) {
      switch (actor.type()) {
        case PERSON -> names.putIfAbsent(actor.subject(), actor.subject());
        case SERVICE -> names.put(actor.subject(), "the program " + actor.client());
        case SYSTEM -> names.put(actor.subject(), "Steward itself, " + actor.subject());
      }
    }
    return names;
  }

  private static String called(Person person) {
    return person.label().equals(person.userName())
        ? person.userName()
        : "%s (%s)".formatted(person.label(), person.userName());
  }
}
