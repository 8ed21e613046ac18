package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.KnownClient;
import dev.steward.delivery.ShadowRows;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Standing;
import dev.steward.ownership.Acting.Known;
import dev.steward.ownership.Orphan.Because;
import dev.steward.ownership.Orphan.Place;
import dev.steward.ownership.OrphanSearch.Found;
import dev.steward.usage.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orphans of this moment: identities by their ids, then clients that nobody registered. */
@ApplicationScoped
class OrphanReport {

  private final OrphanSearch search;
  private final Deadlines deadlines;
  private final Inventory inventory;
  private final Acting acting;
  private final Usage usage;
  private final Database database;
  private final GateConfig gate;
  private final Clock clock;

  OrphanReport(
      OrphanSearch search,
      Deadlines deadlines,
      Inventory inventory,
      Acting acting,
      Usage usage,
      Database database,
      GateConfig gate,
      Clock clock) {
    this.search = search;
    this.deadlines = deadlines;
    this.inventory = inventory;
    this.acting = acting;
    this.usage = usage;
    this.database = database;
    this.gate = gate;
    this.clock = clock;
  }

  private record Shadow(String uuid, Instant firstSeen, boolean enabled) {}

  /** Up to {@code limit} of them, from after a place on. */
  List<Orphan> page(OrphanFilter filter, Place after, int limit) {
    List<Orphan> page = new ArrayList<>();
    if (after.client() == null && filter.takesIdentities()) {
      page.addAll(identities(search.page(filter, after.identity(), limit)));
    }
    if (page.size() < limit && filter.takesShadows()) {
      String client = after.client() == null ? "" : after.client();
      page.addAll(unregistered("and client_uuid collate \"C\" > ?", client, limit - page.size()));
    }
    return page;
  }

  /** Those of the given identities that are orphans. */
  List<Orphan> of(Collection<UUID> identities) {
    return identities(search.of(identities));
  }

  /** Those of the given identities that a filter leaves. */
  List<Orphan> of(Collection<UUID> identities, OrphanFilter filter) {
    return identities(search.of(identities, filter));
  }

  /** Those of the given clients that nobody registered. */
  List<Orphan> unregistered(Collection<String> clients) {
    return clients.isEmpty()
        ? List.of()
        : unregistered("and client_uuid = any (?)", clients, clients.size());
  }

  /** The ids of those who own some of them and are here. */
  Set<String> presentOwners(List<Orphan> orphans) {
    return Set.copyOf(
        database.list(
            """
            select distinct o.person from identity_owner o join person p on p.id = o.person
            where o.identity_id = any (?::text[]::uuid[]) and p.present
            """,
            row -> row.text("person"),
            orphans.stream().map(orphan -> String.valueOf(orphan.identity())).toList()));
  }

  private List<Orphan> identities(List<Found> found) {
    List<Client> clients =
        found.stream().map(Found::client).filter(Objects::nonNull).distinct().toList();
    Known known = acting.among(clients, inventory.known(clients));
    Map<Client, LocalDate> used = usage.lastUsed(clients);
    Instant now = clock.instant();
    return found.stream()
        .map(one -> identity(one, known, one.client() == null ? null : used.get(one.client()), now))
        .toList();
  }

  private Orphan identity(Found found, Known all, @Nullable LocalDate lastUsed, Instant now) {
    List<Because> reasons =
        found.reasons().stream()
            .map(held -> deadlines.because(held.reason(), held.since(), found.tier(), now))
            .toList();
    Because urgent = urgent(reasons);
    Client client = found.client();
    KnownClient known = all.of(client);
    return new Orphan(
        found.id(),
        client == null ? null : client.uuid(),
        known == null ? null : known.clientId(),
        found.kind(),
        found.userName(),
        found.displayName(),
        found.environment(),
        found.tier().name(),
        found.intent(),
        found.standing(),
        reasons.getFirst().reason(),
        reasons.getFirst().since(),
        urgent.due(),
        urgent.daysLeft(),
        reasons,
        found.owners(),
        (known != null || !found.isClientGone())
            && all.isActing(client, Standing.valueOf(found.standing())),
        found.grants(),
        found.scopes(),
        known == null ? null : known.roles(),
        lastUsed);
  }

  private List<Orphan> unregistered(String which, Object parameter, int limit) {
    List<Shadow> shadows =
        database.list(
            "select client_uuid, first_seen, enabled "
                + ShadowRows.OTHER_CANDIDATES
                + which
                + ShadowRows.UNREGISTERED
                + "order by client_uuid collate \"C\" limit ?",
            row ->
                new Shadow(row.text("client_uuid"), row.instant("first_seen"), row.flag("enabled")),
            gate.realm(),
            gate.clientId(),
            parameter,
            limit);
    List<Client> clients =
        shadows.stream().map(shadow -> new Client(gate.realm(), shadow.uuid())).toList();
    Known known = acting.among(clients, inventory.known(clients));
    Map<Client, LocalDate> used = usage.lastUsed(clients);
    Instant now = clock.instant();
    return shadows.stream()
        .map(
            shadow -> {
              Client client = new Client(gate.realm(), shadow.uuid());
              return shadow(
                  shadow,
                  known.of(client),
                  known.isActing(client, shadow.enabled()),
                  used.get(client),
                  now);
            })
        .toList();
  }

  private Orphan shadow(
      Shadow shadow,
      @Nullable KnownClient known,
      boolean acts,
      @Nullable LocalDate lastUsed,
      Instant now) {
    Because because = deadlines.because(OrphanReason.SHADOW, shadow.firstSeen(), null, now);
    return known == null
        ? Orphan.shadow(shadow.uuid(), null, because, acts, null, null, lastUsed)
        : Orphan.shadow(
            shadow.uuid(),
            known.clientId(),
            because,
            acts,
            known.scopes(),
            known.roles(),
            lastUsed);
  }

  /** The one with the earliest deadline, of those that have one. */
  static Because urgent(List<Because> reasons) {
    return reasons.stream()
        .filter(because -> because.due() != null)
        .min(Comparator.comparing(because -> Objects.requireNonNull(because.due())))
        .orElse(reasons.getFirst());
  }
}
