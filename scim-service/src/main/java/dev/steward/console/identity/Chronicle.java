package dev.steward.console.identity;

import dev.steward.console.EventWords;
import dev.steward.console.FactWords;
import dev.steward.evidence.Timeline.Told;
import dev.steward.identity.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of the ledger as people read it.
 *
 * @param who did it
 * @param what happened, in a few words
 * @param why the reason that was given, or nothing
 * @param facts what is different since
 */
record Chronicle(
    long place, Instant at, String who, String what, String why, long version, List<String> facts) {

  /** What is told beside the facts, and what only programs look things up by. */
  private static final Set<String> APART =
      Set.of("reason", "removed", "begun", "review", "adoption", "group", "bulk");

  Chronicle {
    facts = List.copyOf(facts);
  }

  /**
   * Entries in their order.
   *
   * @param names what to call those who did it, by their ids
   */
  static List<Chronicle> of(List<Told> told, FactWords words, Map<String, String> names) {
    return told.stream().map(one -> of(one, words, names)).toList();
  }

  /** The people who did it. */
  static Set<String> people(Collection<Told> told) {
    return told.stream()
        .map(one -> one.entry().actor())
        .filter(actor -> actor.type() == Actor.Type.PERSON)
        .map(Actor::subject)
        .collect(Collectors.toSet());
  }

  private static Chronicle of(Told told, FactWords words, Map<String, String> names) {
    var entry = told.entry();
    Map<String, Object> detail = entry.detail();
    return new Chronicle(
        told.place(),
        entry.at(),
        who(entry.actor(), names),
        EventWords.of(entry.event()),
        String.valueOf(detail.getOrDefault("reason", "")),
        entry.version(),
        entry.event().equals("Register") ? List.of() : facts(detail, words));
  }

  private static String who(Actor actor, Map<String, String> names) {
    return switch (actor.type()) {
      case PERSON -> names.getOrDefault(actor.subject(), actor.subject());
      case SERVICE -> "the program " + actor.client();
      case SYSTEM -> "Steward itself (" + actor.subject() + ")";
    };
  }

  private static List<String> facts(Map<String, Object> detail, FactWords words) {
    Stream<String> told =
        new TreeMap<>(detail)
            .entrySet().stream()
                .filter(fact -> !APART.contains(fact.getKey()))
                .map(
                    fact ->
                        FactWords.name(fact.getKey())
                            + ": "
                            + words.of(fact.getKey(), fact.getValue()));
    return Stream.concat(told, removed(detail).map(fact -> "No longer told: " + fact)).toList();
  }

  private static Stream<String> removed(Map<String, Object> detail) {
    return detail.get("removed") instanceof List<?> facts
        ? facts.stream().map(String::valueOf).map(FactWords::name)
        : Stream.empty();
  }
}
