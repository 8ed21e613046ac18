package dev.steward.console.identity;

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

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Register", "Registered"),
          Map.entry("Describe", "Described anew"),
          Map.entry("AssignOwners", "Owners named"),
          Map.entry("AcceptOwnership", "Ownership accepted"),
          Map.entry("TakeOver", "Ownership accepted"),
          Map.entry("Approve", "Approved"),
          Map.entry("Begin", "Its time began"),
          Map.entry("Certify", "Reviewed: goes on"),
          Map.entry("Limit", "Reviewed: goes on with less"),
          Map.entry("Suspend", "Suspended"),
          Map.entry("Resume", "Resumed"),
          Map.entry("Revoke", "Revoked for good"),
          Map.entry("BeginHandOver", "Its owners went: hand-over began"),
          Map.entry("EndHandOver", "Hand-over ended"),
          Map.entry("Entrust", "Held by somebody else for the time being"),
          Map.entry("SuspendUnowned", "Suspended: nobody answered for it in time"),
          Map.entry("OwnersProposed", "People were asked to answer for it"),
          Map.entry("OwnershipDeclined", "Somebody declined to answer for it"),
          Map.entry("DeclineOwnership", "Somebody no longer answers for it"),
          Map.entry("ClientStopped", "Keycloak stopped its client"),
          Map.entry("ClientDestroyed", "Keycloak took its client's credentials away"),
          Map.entry("ClientRestored", "Keycloak let its client act again"),
          Map.entry("PermitTampered", "Its permit at Keycloak was tampered with"),
          Map.entry("PermitBehind", "Keycloak held an older permit"),
          Map.entry("PermitUndeliverable", "Its permit could not be delivered"),
          Map.entry("ClientReenabled", "Somebody enabled its stopped client"),
          Map.entry("ClientGone", "Its client is gone"));

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
        WORDS.getOrDefault(entry.event(), entry.event()),
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
