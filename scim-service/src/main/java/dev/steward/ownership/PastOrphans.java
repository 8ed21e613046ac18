package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.evidence.History;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.ledger.Entry;
import dev.steward.ownership.Orphan.Because;
import dev.steward.people.People;
import dev.steward.usage.Dormancy;
import dev.steward.usage.DormancyExceptions;
import dev.steward.usage.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The orphans of an earlier instant, as the ledger tells of that time: what had been recorded by
 * then about identities and people, and nothing that came to light later.
 */
@ApplicationScoped
class PastOrphans {

  private static final int BATCH = 500;

  /** No page looks at more identities, however few of them were orphans. */
  private static final int MOST_LOOKED_AT = 20_000;

  private final Database database;
  private final History history;
  private final People people;
  private final Usage usage;
  private final Dormancy dormancy;
  private final DormancyExceptions exceptions;
  private final Deadlines deadlines;
  private final WhatWasSo wasSo;

  PastOrphans(
      Database database,
      History history,
      People people,
      Usage usage,
      Dormancy dormancy,
      DormancyExceptions exceptions,
      Deadlines deadlines,
      WhatWasSo wasSo) {
    this.database = database;
    this.history = history;
    this.people = people;
    this.usage = usage;
    this.dormancy = dormancy;
    this.exceptions = exceptions;
    this.deadlines = deadlines;
    this.wasSo = wasSo;
  }

  /**
   * Some orphans, and where those behind them begin. There may be more although these are few.
   *
   * @param next null when all identities were looked at
   */
  record Stretch(List<Orphan> orphans, @Nullable UUID next) {}

  Stretch page(OrphanFilter filter, Instant at, @Nullable UUID after, int limit) {
    List<Orphan> orphans = new ArrayList<>();
    UUID last = after;
    for (int seen = 0; seen < MOST_LOOKED_AT; seen += BATCH) {
      List<UUID> ids = registered(last, at);
      for (Orphan orphan : among(ids, at, filter)) {
        orphans.add(orphan);
        if (orphans.size() == limit) {
          return new Stretch(orphans, orphan.identity());
        }
      }
      if (ids.size() < BATCH) {
        return new Stretch(orphans, null);
      }
      last = ids.getLast();
    }
    return new Stretch(orphans, last);
  }

  private List<UUID> registered(@Nullable UUID after, Instant at) {
    return database.list(
        """
        select id from identity
        where (?::uuid is null or id > ?) and created <= ? order by id limit ?
        """,
        row -> row.uuid("id"),
        after,
        after,
        at,
        BATCH);
  }

  private List<Orphan> among(List<UUID> ids, Instant at, OrphanFilter filter) {
    Map<UUID, List<Entry>> entries = history.of(ids.stream().map(Id::new).toList(), at);
    List<PastIdentity> then =
        ids.stream()
            .filter(entries::containsKey)
            .map(id -> PastIdentity.of(id, Objects.requireNonNull(entries.get(id))))
            .filter(one -> one.intent() != Intent.REVOKED && one.isAskedFor(filter))
            .toList();
    PastFacts known = known(then, at);
    List<Orphan> orphans = new ArrayList<>();
    for (PastIdentity identity : then) {
      Map<OrphanReason, @Nullable Instant> reasons = known.reasons(identity);
      if (isAskedFor(reasons.keySet(), filter)) {
        orphans.add(orphan(identity, reasons, known));
      }
    }
    return orphans;
  }

  private static boolean isAskedFor(Set<OrphanReason> reasons, OrphanFilter filter) {
    return filter.reasons().isEmpty()
        ? !reasons.isEmpty()
        : reasons.stream().anyMatch(filter.reasons()::contains);
  }

  private PastFacts known(Collection<PastIdentity> then, Instant at) {
    Set<String> owners =
        then.stream()
            .flatMap(one -> one.owners().stream())
            .map(Owner::person)
            .collect(Collectors.toSet());
    List<Client> clients =
        then.stream().map(PastIdentity::client).filter(Objects::nonNull).distinct().toList();
    return new PastFacts(
        at,
        history.people(owners, at),
        people.known(owners),
        usage.lastUsed(clients, at),
        usage.countedSince().filter(since -> !since.isAfter(at)).orElse(null),
        exceptions.at(at, then.stream().map(PastIdentity::id).toList()),
        wasSo.overLimit(owners, at),
        dormancy);
  }

  private Orphan orphan(
      PastIdentity identity, Map<OrphanReason, @Nullable Instant> reasons, PastFacts known) {
    List<Because> because =
        EnumSet.copyOf(reasons.keySet()).stream()
            .map(
                reason ->
                    deadlines.because(reason, reasons.get(reason), identity.tier(), known.at()))
            .toList();
    Because urgent = OrphanReport.urgent(because);
    Client client = identity.client();
    return new Orphan(
        identity.id(),
        client == null ? null : client.uuid(),
        null,
        identity.kind().name(),
        identity.userName(),
        identity.displayName(),
        identity.environment(),
        identity.tier().name(),
        identity.intent().name(),
        null,
        because.getFirst().reason(),
        because.getFirst().since(),
        urgent.due(),
        urgent.daysLeft(),
        because,
        identity.owners().stream()
            .filter(owner -> owner.role() == Owner.Role.OWNER)
            .map(owner -> known.name(owner.person()))
            .toList(),
        null,
        identity.grants(),
        identity.scopes(),
        null,
        client == null ? null : known.used().get(client));
  }
}
