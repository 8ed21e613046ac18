package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The table of the clients whose permit the gate ever held.
 *
 * <p>A row outlives its client, so that a client recreated under the same id or name cannot start
 * over; it goes with its realm.
 */
final class HeldPermitRows {

  private final EntityManager entities;

  HeldPermitRows(KeycloakSession session) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  /** The client's row, locked until the transaction ends; a new one when there is none. */
  HeldPermitRow lock(ClientModel client) {
    HeldPermitRow row =
        entities.find(HeldPermitRow.class, client.getId(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      row = new HeldPermitRow(client.getId(), client.getRealm().getId(), client.getClientId());
      entities.persist(row);
    }
    row.name = client.getClientId();
    return row;
  }

  Optional<HeldPermitRow> find(ClientModel client) {
    return Optional.ofNullable(entities.find(HeldPermitRow.class, client.getId()));
  }

  void save(HeldPermitRow row, Instant now) {
    row.changedAt = now.toEpochMilli();
    entities.flush();
  }

  List<Held> changedSince(long epochMillis) {
    return entities
        .createQuery(
            "select r from HeldPermitRow r where r.changedAt >= :since", HeldPermitRow.class)
        .setParameter("since", epochMillis)
        .getResultStream()
        .map(HeldPermitRow::held)
        .toList();
  }

  void removeRealm(String realm) {
    entities
        .createQuery("delete from HeldPermitRow r where r.realm = :realm")
        .setParameter("realm", realm)
        .executeUpdate();
  }
}
