package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.TimeOrdered;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The identities there are, for whoever only reads. */
@ApplicationScoped
public class Identities {

  private final IdentityRows rows;
  private final IdentitySnapshots snapshots;
  private final Tally tally;
  private final Database database;
  private final Clock clock;

  Identities(
      IdentityRows rows, IdentitySnapshots snapshots, Tally tally, Database database, Clock clock) {
    this.rows = rows;
    this.snapshots = snapshots;
    this.tally = tally;
    this.database = database;
    this.clock = clock;
  }

  /** An id for an identity yet to be registered. */
  public Id newId() {
    return new Id(TimeOrdered.id(clock));
  }

  public Optional<Recorded> find(Id id) {
    return snapshots.find(id);
  }

  /** The identity that signs in with a client. */
  @Transactional
  public Optional<Recorded> of(Client client) {
    return rows.of(client).map(IdentityRow::recorded);
  }

  /** Some of the identities that meet a condition. */
  @Transactional
  public Page<Recorded> page(Condition condition, Window window) {
    return rows.matching(present(condition), window).map(IdentityRow::recorded);
  }

  @Transactional
  public long count(Condition condition) {
    return rows.counting(present(condition));
  }

  /** The names of those of the given identities that are not revoked. */
  public Map<Id, String> names(Collection<Id> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Id, String> names = new HashMap<>();
    database.list(
        """
        select id, coalesce(display_name, user_name) as name from identity
        where id = any (?::text[]::uuid[]) and intent <> ?
        """,
        row -> names.put(new Id(row.uuid("id")), row.text("name")),
        ids.stream().map(Id::toString).toList(),
        Intent.REVOKED);
    return names;
  }

  private Condition present(Condition condition) {
    return new StandingAt(clock.instant()).in(condition);
  }

  /** How many of these kinds are not revoked; the same effort however many there are. */
  public long total(Collection<Kind> kinds) {
    return tally.of(kinds);
  }
}
