package dev.steward.registry;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.TimeOrdered;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Kind;
import dev.steward.query.Condition;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.Position;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import dev.steward.query.Window.Offset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The identities there are, for whoever only reads. */
@ApplicationScoped
public class Identities {

  private static final int MOST_REALMS = 20;

  /** From one to the next, however many identities each has. */
  private static final String REALMS =
      """
      with recursive each (realm, place) as (
        (select realm, 1 from identity where realm is not null order by realm limit 1)
        union all
        select (select i.realm from identity i where i.realm > each.realm order by i.realm limit 1),
          place + 1
        from each where each.realm is not null and place < ?
      )
      select realm from each where realm is not null
      """;

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

  /**
   * The same, and what others want to know beside it, in one journey to the database.
   *
   * @param asides about the row {@code i} of the identity
   */
  public Optional<Recorded> find(Id id, Asides asides) {
    return snapshots.find(id, asides);
  }

  /** The identity that signs in with a client. */
  @Transactional
  public Optional<Recorded> of(Client client) {
    return rows.of(client).map(IdentityRow::recorded);
  }

  /** The id of the identity with a user name, whatever its case. */
  public Optional<UUID> named(String userName) {
    Condition condition = new Compare(Attribute.USER_NAME, Operator.EQUAL, userName);
    return selection(condition)
        .page(database, new Window(Order.BY_ID, new Offset(0), 1))
        .rows()
        .stream()
        .map(place -> (UUID) place.id())
        .findFirst();
  }

  /** Some of the identities that meet a condition. */
  public Page<Recorded> page(Condition condition, Window window) {
    return read(selection(condition).page(database, window));
  }

  /** The identities at some places. */
  Page<Recorded> read(Page<Position> places) {
    return places.read(place -> (UUID) place.id(), snapshots::all);
  }

  public long count(Condition condition) {
    return selection(condition).count(database);
  }

  /** The realms that identities sign in to, in their order; of very many the first. */
  public List<String> realms() {
    return database.list(REALMS, row -> row.text("realm"), MOST_REALMS);
  }

  private Selection selection(Condition condition) {
    return new Selection("identity", UUID.class, new StandingAt(clock.instant()).in(condition));
  }

  /** What to call some identities; those that are none are not there. */
  public Map<UUID, String> labels(Collection<UUID> ids) {
    Map<UUID, String> labels = new HashMap<>();
    database.list(
        """
        select id, coalesce(display_name, user_name) as label from identity
        where id = any (?::text[]::uuid[])
        """,
        row -> labels.put(row.uuid("id"), row.text("label")),
        ids.stream().map(UUID::toString).toList());
    return labels;
  }

  /** How many of these kinds are not revoked; the same effort however many there are. */
  public long total(Collection<Kind> kinds) {
    return tally.of(kinds);
  }
}
