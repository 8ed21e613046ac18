package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.permit.Permit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The permits on their way to Keycloak: of each identity the newest, until Keycloak holds it.
 *
 * <p>A newer permit takes the place of an older one, delivered or not. Times of delivery are the
 * database's, so that all couriers agree on them whatever their clocks say.
 */
@ApplicationScoped
public class Outbox {

  private final Database database;
  private final SealKeys keys;
  private final Event<ParcelWaiting> waiting;

  Outbox(Database database, SealKeys keys, Event<ParcelWaiting> waiting) {
    this.database = database;
    this.keys = keys;
    this.waiting = waiting;
  }

  /** Told when a parcel was queued; whoever observes it waits for the commit. */
  record ParcelWaiting() {}

  /** The sealed permit of an identity, for whoever queues it together with what changed it. */
  public Statement parcel(Identity identity, Client client) {
    return Statement.of(
        """
        insert into parcel (identity_id, version, realm, client_uuid, intent, permit, state)
        values (?, ?, ?, ?, ?, ?, 'WAITING')
        on conflict (identity_id) do update set
          version = excluded.version, realm = excluded.realm, client_uuid = excluded.client_uuid,
          intent = excluded.intent, permit = excluded.permit, state = 'WAITING', attempts = 0,
          last_error = null, enqueued_at = now(), next_attempt_at = now(),
          lease = null, leased_until = null, finished_at = null""",
        identity.id().value(),
        identity.version(),
        client.realm(),
        client.uuid(),
        identity.intent(),
        keys.seal(Permit.of(identity, client)));
  }

  /** Has the couriers set out, once whatever was queued is committed. */
  public void dispatch() {
    waiting.fire(new ParcelWaiting());
  }

  /** Takes one due parcel in hand. It is nobody else's until the lease ends. */
  @Transactional
  Optional<Parcel> claim(Duration lease) {
    return database.first(
        """
        update parcel set
          lease = ?, leased_until = now() + make_interval(secs => ?), attempts = attempts + 1
        where identity_id = (
          select identity_id from parcel
          where state = 'WAITING' and next_attempt_at <= now()
            and (leased_until is null or leased_until < now())
          order by next_attempt_at limit 1 for update skip locked)
        returning identity_id, version, realm, client_uuid, intent, permit, attempts, lease
        """,
        Outbox::parcel,
        UUID.randomUUID(),
        (double) lease.toSeconds());
  }

  /** Puts a parcel aside for good, unless a newer one has taken its place meanwhile. */
  @Transactional(TxType.MANDATORY)
  boolean finish(Parcel parcel, End end) {
    return database.update(
            """
            update parcel set
              state = ?, finished_at = now(), last_error = null, lease = null, leased_until = null
            where identity_id = ? and lease = ?
            """,
            end,
            parcel.identity().value(),
            parcel.lease())
        == 1;
  }

  /** Puts a parcel aside for good because it was tried too often. */
  @Transactional(TxType.MANDATORY)
  boolean giveUp(Parcel parcel, String cause) {
    return finish(parcel, End.DEAD)
        && database.update(
                "update parcel set last_error = ? where identity_id = ?",
                cause,
                parcel.identity().value())
            == 1;
  }

  @Transactional
  void retry(Parcel parcel, Duration wait, String cause) {
    database.update(
        """
        update parcel set
          next_attempt_at = now() + make_interval(secs => ?), last_error = ?,
          lease = null, leased_until = null
        where identity_id = ? and lease = ?
        """,
        wait.toMillis() / 1_000.0,
        cause,
        parcel.identity().value(),
        parcel.lease());
  }

  /** Has every parcel that waits for another attempt tried now. */
  @Transactional
  void hurry() {
    int hurried =
        database.update(
            """
            update parcel set next_attempt_at = now()
            where state = 'WAITING' and lease is null and next_attempt_at > now()
            """);
    if (hurried > 0) {
      waiting.fire(new ParcelWaiting());
    }
  }

  long undelivered() {
    return database.number("select count(*) from parcel where state = 'WAITING'");
  }

  /** For how long the oldest undelivered permit has waited. */
  Duration oldestAge() {
    return Duration.ofSeconds(
        database.number(
            """
            select coalesce(extract(epoch from now() - min(enqueued_at)), 0)::bigint
            from parcel where state in ('WAITING', 'DEAD')
            """));
  }

  private static Parcel parcel(Row row) {
    return new Parcel(
        new Id(row.uuid("identity_id")),
        row.number("version"),
        new Client(row.text("realm"), row.text("client_uuid")),
        row.constant("intent", Intent.class),
        row.text("permit"),
        (int) row.number("attempts"),
        row.uuid("lease"));
  }

  /** What became of a parcel that is no longer carried. */
  enum End {
    DELIVERED,
    SUPERSEDED,
    ORPHANED,
    DEAD
  }
}
