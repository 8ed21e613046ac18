package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.Incidents.Kind;
import dev.steward.delivery.Outbox.ParcelWaiting;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak holds and should not.
 *
 * <p>Only parcels that were settled before the walk began are judged: what is under way while the
 * gate is asked is no drift.
 */
@ApplicationScoped
class Drift {

  /** More than this is mended by the next walk. */
  private static final int MOST = 5_000;

  private static final String HELD = "HELD";

  private final Database database;
  private final Incidents incidents;
  private final Event<ParcelWaiting> waiting;

  Drift(Database database, Incidents incidents, Event<ParcelWaiting> waiting) {
    this.database = database;
    this.incidents = incidents;
    this.waiting = waiting;
  }

  private record Difference(
      Id identity, Client client, long version, @Nullable String state, @Nullable Long held) {

    private static Difference read(Row row) {
      return new Difference(
          new Id(row.uuid("identity_id")),
          new Client(row.text("realm"), row.text("client_uuid")),
          row.number("version"),
          row.optionalText("permit_state"),
          row.optionalNumber("permit_version"));
    }

    /** What to call it; a client that was not met gets its parcel again, and that finds out. */
    @Nullable Kind kind() {
      if (state == null) {
        return null;
      }
      if (!state.equals(HELD)) {
        return Kind.PermitTampered;
      }
      return held == null || held < version ? Kind.PermitBehind : Kind.ClientReenabled;
    }

    Map<String, Object> detail() {
      Map<String, Object> detail = new TreeMap<>();
      if (state != null) {
        detail.put("state", state);
      }
      if (held != null) {
        detail.put("held", held);
      }
      return detail;
    }
  }

  /** Records each difference once and sends the permit again. */
  @Transactional
  void mend(Instant walk) {
    mend(walk, null);
  }

  /**
   * Does so for the client of one uuid only.
   *
   * @param looked when the gate was asked about it, in the database's time
   */
  @Transactional
  void mend(Instant looked, @Nullable String only) {
    forgetHealed(only);
    List<Difference> differences = differences(looked, only);
    for (Difference difference : differences) {
      Kind kind = difference.kind();
      if (kind != null) {
        incidents.open(
            kind,
            difference.client(),
            difference.identity(),
            difference.version(),
            difference.detail());
      }
    }
    if (!differences.isEmpty()) {
      sendAgain(differences.stream().map(difference -> difference.identity().value()).toList());
      waiting.fire(new ParcelWaiting());
    }
  }

  private List<Difference> differences(Instant walk, @Nullable String only) {
    return database.list(
        """
        select p.identity_id, p.realm, p.client_uuid, p.version, c.permit_state, c.permit_version
        from parcel p
        left join known_client c on c.realm = p.realm and c.client_uuid = p.client_uuid
        where p.state <> 'WAITING' and p.finished_at < ?
          and (?::text is null or p.client_uuid = ?)
          and case
            when c.client_uuid is null then p.state in ('DELIVERED', 'SUPERSEDED')
            when c.permit_state <> 'HELD' then true
            when c.permit_version < p.version then true
            when p.state in ('DEAD', 'ORPHANED') then true
            else c.permit_version = p.version and p.intent <> 'APPROVED' and c.enabled
          end
        limit ?
        """,
        Difference::read,
        walk,
        only,
        only,
        MOST);
  }

  private void sendAgain(List<UUID> identities) {
    database.update(
        """
        update parcel set
          enqueued_at = case when state = 'DEAD' then enqueued_at else now() end,
          state = 'WAITING', attempts = 0, next_attempt_at = now(),
          lease = null, leased_until = null, finished_at = null
        where identity_id = any (?::text[]::uuid[]) and state <> 'WAITING'
        """,
        identities.stream().map(UUID::toString).toList());
  }

  /** What is as it should be again may go wrong again, and is then told again. */
  private void forgetHealed(@Nullable String only) {
    database.update(
        """
        delete from incident i using known_client c, parcel p
        where i.kind in ('PermitTampered', 'PermitBehind', 'ClientReenabled', 'PermitAhead')
          and (?::text is null or i.client_uuid = ?)
          and c.realm = i.realm and c.client_uuid = i.client_uuid
          and p.realm = i.realm and p.client_uuid = i.client_uuid
          and c.permit_state = 'HELD' and c.permit_version = p.version
          and (p.intent = 'APPROVED' or not c.enabled)
        """,
        only,
        only);
  }
}
