package dev.steward.ownership;

import dev.steward.evidence.History;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.ownership.Limits.Load;
import dev.steward.people.Person;
import dev.steward.usage.Dormancy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What had been recorded by an instant about the people and the use of some identities, and what
 * made orphans of them.
 *
 * @param presence of those who ever went
 * @param people as they are known now
 * @param used on which day each client got its last token
 * @param countedSince null when nothing was counted by then
 * @param excepted those that may be dormant
 * @param overLimit who owned too much, and since when
 */
record PastFacts(
    Instant at,
    Map<String, History.Presence> presence,
    Map<String, Person> people,
    Map<Client, LocalDate> used,
    @Nullable Instant countedSince,
    Set<UUID> excepted,
    Map<Load, Instant> overLimit,
    Dormancy dormancy) {

  /** Why it was an orphan, and since when; empty when it was none. */
  Map<OrphanReason, @Nullable Instant> reasons(PastIdentity identity) {
    Map<OrphanReason, @Nullable Instant> reasons = new EnumMap<>(OrphanReason.class);
    List<Owner> owners =
        identity.owners().stream().filter(one -> one.role() == Owner.Role.OWNER).toList();
    boolean owned = owners.stream().anyMatch(one -> one.accepted() && isPresent(one.person()));
    if (!owned) {
      for (Owner owner : owners) {
        ownerless(owner, identity, reasons);
      }
      if (reasons.isEmpty()) {
        reasons.put(OrphanReason.OWNER_MISSING, identity.changed());
      }
    }
    owners.stream()
        .filter(Owner::accepted)
        .map(owner -> overLimit.get(new Load(owner.person(), identity.tier())))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(since -> reasons.put(OrphanReason.OWNER_OVER_LIMIT, since));
    Instant dormant = dormantSince(identity);
    if (dormant != null) {
      reasons.put(OrphanReason.DORMANT, dormant);
    }
    if (identity.clientGone() != null) {
      reasons.put(OrphanReason.ENVIRONMENT_GONE, identity.clientGone());
    }
    return reasons;
  }

  private void ownerless(
      Owner owner, PastIdentity identity, Map<OrphanReason, @Nullable Instant> reasons) {
    History.Presence known = presence.get(owner.person());
    if (known != null && !known.isHere()) {
      reasons.merge(
          known.left() ? OrphanReason.OWNER_LEFT : OrphanReason.OWNER_DISABLED,
          known.since(),
          (one, other) -> one.isAfter(other) ? one : other);
    } else if (isPresent(owner.person())) {
      reasons.put(OrphanReason.OWNER_NEVER_ACCEPTED, identity.registered());
    }
  }

  /** Who never went is here, if anybody knows them at all. */
  private boolean isPresent(String person) {
    History.Presence known = presence.get(person);
    return known == null ? people.containsKey(person) : known.isHere();
  }

  private @Nullable Instant dormantSince(PastIdentity identity) {
    Instant counted = countedSince;
    if (counted == null
        || identity.intent() != Intent.APPROVED
        || !identity.begun()
        || identity.client() == null
        || excepted.contains(identity.id())) {
      return null;
    }
    Instant from = counted.isAfter(identity.registered()) ? counted : identity.registered();
    LocalDate lastDay = used.get(identity.client());
    if (lastDay != null) {
      Instant since = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      from = since.isAfter(from) ? since : from;
    }
    Instant dormant =
        from.atOffset(ZoneOffset.UTC).plus(dormancy.limit(identity.tier())).toInstant();
    return dormant.isAfter(at) ? null : dormant;
  }

  /** What people call somebody. */
  String name(String person) {
    Person found = people.get(person);
    return found == null ? person : found.userName();
  }
}
