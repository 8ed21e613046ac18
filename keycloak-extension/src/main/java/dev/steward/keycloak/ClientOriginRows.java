package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The table of who made which client, written in the transaction that makes it.
 *
 * <p>No interface of Keycloak's writes it, so that nobody passes a client off as another's. What
 * was made before is learnt from Keycloak's admin events, where a realm keeps them.
 */
final class ClientOriginRows {

  private final EntityManager entities;

  ClientOriginRows(KeycloakSession session) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  Map<String, ClientOriginRow> of(List<String> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(
            "select o from ClientOriginRow o where o.client in :clients", ClientOriginRow.class)
        .setParameter("clients", clients)
        .getResultStream()
        .collect(Collectors.toMap(row -> row.client, Function.identity()));
  }

  /** Remembers what is not remembered yet: the first who made a client is the one who did. */
  void remember(ClientModel client, String how, Origin.By by, long at) {
    if (entities.find(ClientOriginRow.class, client.getId()) == null) {
      entities.persist(new ClientOriginRow(client.getId(), client.getRealm().getId(), how, at, by));
    }
  }

  void remove(ClientModel client) {
    delete("o.client = :key", client.getId());
  }

  void removeRealm(String realm) {
    delete("o.realm = :key", realm);
  }

  /** Learns from admin events of which clients it knows nothing yet; tells how many it learnt. */
  int learn(int most) {
    List<Object[]> found =
        entities
            .createQuery(
                """
                select c.id, c.realmId, e.time, e.authUserId, u.username, a.clientId
                from AdminEventEntity e
                join ClientEntity c on c.id = substring(e.resourcePath, 9) and c.realmId = e.realmId
                left join UserEntity u on u.id = e.authUserId
                left join ClientEntity a on a.id = e.authClientId
                where e.resourceType = 'CLIENT' and e.operationType = 'CREATE' and e.error is null
                  and e.resourcePath like 'clients/%'
                  and not exists (select o.client from ClientOriginRow o where o.client = c.id)
                order by e.time desc
                """,
                Object[].class)
            .setMaxResults(most)
            .getResultList();
    found.stream()
        .collect(Collectors.toMap(row -> row[0], Function.identity(), (latest, earlier) -> latest))
        .values()
        .forEach(
            row ->
                entities.persist(
                    new ClientOriginRow(
                        (String) row[0],
                        (String) row[1],
                        Origin.ADMIN,
                        (long) row[2],
                        new Origin.By((String) row[3], (String) row[4], (String) row[5]))));
    return found.size();
  }

  private void delete(String condition, String key) {
    entities
        .createQuery("delete from ClientOriginRow o where " + condition)
        .setParameter("key", key)
        .executeUpdate();
  }
}
