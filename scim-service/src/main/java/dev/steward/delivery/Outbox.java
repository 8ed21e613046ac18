package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.permit.Permit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

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

  /** Seals the permit of an identity and queues it, in the transaction of what changed it. */
  @Transactional(TxType.MANDATORY)
  public void enqueue(Identity identity, Client client) {
    database.update(
        """
        insert into parcel (identity_id, version, realm, client_uuid, intent, permit, state)
        values (?, ?, ?, ?, ?, ?, 'WAITING')
        on conflict (identity_id) do update set
          version = excluded.version, realm = excluded.realm, client_uuid = excluded.client_uuid,
          intent = excluded.intent, permit = excluded.permit, state = 'WAITING', attempts = 0,
          last_error = null, enqueued_at = now(), next_attempt_at = now(),
          lease = null, leased_until = null, finished_at = null
        """,
        identity.id().value(),
        identity.version(),
        client.realm(),
        client.uuid(),
        identity.intent(),
        keys.seal(Permit.of(identity, client)));
    waiting.fire(new ParcelWaiting());
  }

  /** Told when a parcel was queued; whoever observes it should wait for the commit. */
  record ParcelWaiting() {}
}
