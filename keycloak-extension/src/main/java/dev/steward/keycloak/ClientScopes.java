package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  Map<String, Attached> of(List<ClientRow> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Mapping>> mappings = mappings(clients);
    Map<String, Scope> scopes = scopes(mappings);
    Map<String, Attached> attached = new HashMap<>();
    for (ClientRow client : clients) {
      List<Named> own =
          mappings.getOrDefault(client.uuid(), List.of()).stream()
              .flatMap(
                  mapping ->
                      Stream.ofNullable(scopes.get(mapping.scope()))
                          .filter(scope -> client.speaks(scope.protocol()))
                          .map(scope -> new Named(scope.name(), mapping.byDefault())))
              .toList();
      attached.put(client.uuid(), new Attached(names(own, true), names(own, false)));
    }
    return attached;
  }

  /** On their own: joined with the scopes, H2 goes through all mappings of every scope. */
  private Map<String, List<Mapping>> mappings(List<ClientRow> clients) {
    return entities
        .createQuery(
            """
            select m.clientId, m.clientScopeId, m.defaultScope
            from ClientScopeClientMappingEntity m where m.clientId in :clients
            """,
            Object[].class)
        .setParameter("clients", clients.stream().map(ClientRow::uuid).toList())
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                found -> (String) found[0],
                Collectors.mapping(
                    found -> new Mapping((String) found[1], (boolean) found[2]),
                    Collectors.toList())));
  }

  private Map<String, Scope> scopes(Map<String, List<Mapping>> mappings) {
    Map<String, Scope> scopes = new HashMap<>();
    if (mappings.isEmpty()) {
      return scopes;
    }
    entities
        .createQuery(
            "select s.id, s.name, s.protocol from ClientScopeEntity s where s.realmId = :realm",
            Object[].class)
        .setParameter("realm", realm.getId())
        .getResultStream()
        .forEach(
            found ->
                scopes.put((String) found[0], new Scope((String) found[1], (String) found[2])));
    return scopes;
  }

  private static List<String> names(List<Named> scopes, boolean byDefault) {
    return scopes.stream()
        .filter(scope -> scope.byDefault() == byDefault)
        .map(Named::name)
        .toList();
  }

  private record Mapping(String scope, boolean byDefault) {}

  private record Scope(String name, String protocol) {}

  private record Named(String name, boolean byDefault) {}

  /** The names of one client's scopes, in order. */
  record Attached(List<String> byDefault, List<String> optional) {

    static final Attached NONE = new Attached(List.of(), List.of());

    Attached {
      byDefault = byDefault.stream().sorted().toList();
      optional = optional.stream().sorted().toList();
    }
  }
}
