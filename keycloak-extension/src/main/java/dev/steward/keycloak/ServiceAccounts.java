package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** What the service accounts of many clients were given, read by set. */
final class ServiceAccounts {

  private static final int DEEPEST = 32;

  private final EntityManager entities;

  ServiceAccounts(KeycloakSession session) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  /** By client. One without a service account is left out. */
  Map<String, Given> of(List<String> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    Map<String, String> accounts = new HashMap<>();
    // From the clients on: asked for the users alone, H2 goes through all of the realm, because its
    // index has the realm first and a list second.
    entities
        .createQuery(
            """
            select u.id, c.id from ClientEntity c
            join UserEntity u on u.realmId = c.realmId and u.serviceAccountClientLink = c.id
            where c.id in :clients
            """,
            Object[].class)
        .setParameter("clients", clients)
        .getResultStream()
        .forEach(found -> accounts.put((String) found[0], (String) found[1]));
    if (accounts.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> roles = roles(accounts.keySet());
    Map<String, List<String>> groups = groups(accounts.keySet());
    return accounts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getValue,
                account ->
                    new Given(
                        roles.getOrDefault(account.getKey(), List.of()),
                        groups.getOrDefault(account.getKey(), List.of())),
                (one, same) -> one));
  }

  private Map<String, List<String>> roles(Set<String> accounts) {
    return entities
        .createQuery(
            """
            select m.user.id, r.name, o.clientId
            from UserRoleMappingEntity m
            join RoleEntity r on r.id = m.roleId
            left join ClientEntity o on o.id = r.clientId
            where m.user.id in :accounts
            """,
            Object[].class)
        .setParameter("accounts", accounts)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                found -> (String) found[0],
                Collectors.mapping(
                    found -> found[2] == null ? (String) found[1] : found[2] + ":" + found[1],
                    Collectors.toList())));
  }

  private Map<String, List<String>> groups(Set<String> accounts) {
    List<Object[]> memberships =
        entities
            .createQuery(
                """
                select m.user.id, m.groupId from UserGroupMembershipEntity m
                where m.user.id in :accounts
                """,
                Object[].class)
            .setParameter("accounts", accounts)
            .getResultList();
    Map<String, Group> known =
        known(memberships.stream().map(found -> (String) found[1]).collect(Collectors.toSet()));
    Map<String, List<String>> paths = new HashMap<>();
    for (Object[] found : memberships) {
      paths
          .computeIfAbsent((String) found[0], absent -> new ArrayList<>())
          .add(path((String) found[1], known));
    }
    return paths;
  }

  /** The groups and all above them, one query for each storey. */
  private Map<String, Group> known(Set<String> groups) {
    Map<String, Group> known = new HashMap<>();
    Set<String> wanted = new HashSet<>(groups);
    for (int storey = 0; storey < DEEPEST && !wanted.isEmpty(); storey++) {
      entities
          .createQuery(
              "select g.id, g.name, g.parentId from GroupEntity g where g.id in :groups",
              Object[].class)
          .setParameter("groups", wanted)
          .getResultStream()
          .forEach(
              found ->
                  known.put((String) found[0], new Group((String) found[1], (String) found[2])));
      wanted =
          known.values().stream()
              .map(Group::parent)
              .filter(parent -> parent != null && !parent.isBlank() && !known.containsKey(parent))
              .collect(Collectors.toSet());
    }
    return known;
  }

  private static String path(String group, Map<String, Group> known) {
    StringBuilder path = new StringBuilder();
    Group at = known.get(group);
    for (int storey = 0; storey < DEEPEST && at != null; storey++) {
      path.insert(0, "/" + at.name());
      at = at.parent() == null ? null : known.get(at.parent());
    }
    return path.toString();
  }

  /**
   * What one service account was given, in order.
   *
   * @param roles such as {@code auditor} and {@code orders:read}, those of groups left out
   * @param groups such as {@code /payments/robots}
   */
  record Given(List<String> roles, List<String> groups) {

    static final Given NOTHING = new Given(List.of(), List.of());

    Given {
      roles = sorted(roles);
      groups = sorted(groups);
    }

    private static List<String> sorted(List<String> names) {
      return names.stream().sorted().toList();
    }
  }

  private record Group(String name, @Nullable String parent) {}
}
