package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The scopes that are attached to many clients, read by set. */
final class ClientScopes {

  private final EntityManager entities;
  private final RealmModel realm;

  ClientScopes(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /** By client. One without scopes is left out. */
  Map<String, Attached> of(List<String> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> byDefault = new HashMap<>();
    Map<String, List<String>> optional = new HashMap<>();
    entities
        .createQuery(
            """
            select m.clientId, s.name, m.defaultScope
            from ClientScopeClientMappingEntity m
            join ClientScopeEntity s on s.id = m.clientScopeId
            join ClientEntity c on c.id = m.clientId
            where m.clientId in :clients and s.realmId = :realm
              and s.protocol = coalesce(c.protocol, 'openid-connect')
            """,
            Object[].class)
        .setParameter("clients", clients)
        .setParameter("realm", realm.getId())
        .getResultStream()
        .forEach(
            found ->
                ((boolean) found[2] ? byDefault : optional)
                    .computeIfAbsent((String) found[0], absent -> new ArrayList<>())
                    .add((String) found[1]));
    Map<String, Attached> attached = new HashMap<>();
    for (String client : clients) {
      attached.put(
          client,
          new Attached(
              byDefault.getOrDefault(client, List.of()), optional.getOrDefault(client, List.of())));
    }
    return attached;
  }

  /** The names of one client's scopes, in order. */
  record Attached(List<String> byDefault, List<String> optional) {

    static final Attached NONE = new Attached(List.of(), List.of());

    Attached {
      byDefault = byDefault.stream().sorted().toList();
      optional = optional.stream().sorted().toList();
    }
  }
}
