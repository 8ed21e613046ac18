package dev.steward.console.identity;

import dev.steward.console.EventWords;
import dev.steward.evidence.Timeline.Told;
import dev.steward.identity.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  private static final Set<String> PLAIN =
      Set.of("reason", "owners", "removed", "asked", "person", "counterProposal", "handOver");
  private static final int LONGEST = 120;

  Chronicle {
    facts = List.copyOf(facts);
  }

  /**
   * Entries in their order.
   *
   * @param names what to call those who did it, by their ids
   */
  static List<Chronicle> of(List<Told> told, Map<String, String> names) {
    return told.stream().map(one -> of(one, names)).toList();
  }

  /** The people who did it. */
  static Set<String> people(Collection<Told> told) {
    return told.stream()
        .map(one -> one.entry().actor())
        .filter(actor -> actor.type() == Actor.Type.PERSON)
        .map(Actor::subject)
        .collect(Collectors.toSet());
  }

  private static Chronicle of(Told told, Map<String, String> names) {
    var entry = told.entry();
    Map<String, Object> detail = entry.detail();
    return new Chronicle(
        told.place(),
        entry.at(),
        who(entry.actor(), names),
        EventWords.of(entry.event()),
        String.valueOf(detail.getOrDefault("reason", "")),
        entry.version(),
        entry.event().equals("Register") ? List.of() : facts(detail));
  }

  private static String who(Actor actor, Map<String, String> names) {
    return switch (actor.type()) {
      case PERSON -> names.getOrDefault(actor.subject(), actor.subject());
      case SERVICE -> "the program " + actor.client();
      case SYSTEM -> "Steward itself (" + actor.subject() + ")";
    };
  }

  private static List<String> facts(Map<String, Object> detail) {
    return new TreeSet<>(detail.keySet())
        .stream()
            .filter(name -> !PLAIN.contains(name))
            .map(name -> name + ": " + shortened(String.valueOf(detail.get(name))))
            .toList();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
