package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What the service accounts of many clients were given, read by set. */
final class ServiceAccounts {

  private static final int DEEPEST = 32;

  private final EntityManager entities;
  private final RealmModel realm;

  ServiceAccounts(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /** By client. One without a service account is left out. */
  Map<String, Given> of(List<String> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    Map<String, String> accounts = new HashMap<>();
    Set<String> enabled = new HashSet<>();
    // From the clients on: asked for the users alone, H2 goes through all of the realm, because its
    // index has the realm first and a list second.
    entities
        .createQuery(
            """
            select u.id, c.id, u.enabled from ClientEntity c
            join UserEntity u on u.realmId = c.realmId and u.serviceAccountClientLink = c.id
            where c.id in :clients
            """,
            Object[].class)
        .setParameter("clients", clients)
        .getResultStream()
        .forEach(
            found -> {
              accounts.put((String) found[0], (String) found[1]);
              if ((boolean) found[2]) {
                enabled.add((String) found[0]);
              }
            });
    if (accounts.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> memberships =
        pairs(
            "select m.user.id, m.groupId from UserGroupMembershipEntity m where m.user.id in :keys",
            accounts.keySet());
    Groups groups = new Groups(ids(memberships));
    Map<String, List<String>> ownRoles =
        pairs(
            "select m.user.id, m.roleId from UserRoleMappingEntity m where m.user.id in :keys",
            accounts.keySet());
    Map<String, List<String>> groupRoles =
        pairs(
            "select m.group.id, m.roleId from GroupRoleMappingEntity m where m.group.id in :keys",
            groups.known.keySet());
    GrantedRoles granted =
        new GrantedRoles(
            entities,
            realm,
            Stream.of(ownRoles, groupRoles)
                .flatMap(roles -> ids(roles).stream())
                .collect(Collectors.toSet()));
    Map<String, List<String>> people = new Colleagues(entities).in(ids(memberships));
    Map<String, Given> given = new HashMap<>();
    accounts.forEach(
        (account, client) -> {
          List<String> in = memberships.getOrDefault(account, List.of());
          Set<String> roles = new HashSet<>(ownRoles.getOrDefault(account, List.of()));
          groups
              .upFrom(in)
              .forEach(group -> roles.addAll(groupRoles.getOrDefault(group, List.of())));
          given.put(
              client,
              new Given(
                  enabled.contains(account) ? Account.ENABLED : Account.DISABLED,
                  List.copyOf(granted.namesOf(roles)),
                  in.stream().map(groups::path).toList(),
                  in.stream()
                      .flatMap(
                          group ->
                              Stream.ofNullable(people.get(group))
                                  .map(team -> new Team(groups.path(group), team)))
                      .toList()));
        });
    return given;
  }

  /** The second column by the first, for some keys. */
  private Map<String, List<String>> pairs(String query, Set<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(query, Object[].class)
        .setParameter("keys", keys)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                found -> (String) found[0],
                Collectors.mapping(found -> (String) found[1], Collectors.toList())));
  }

  private static Set<String> ids(Map<String, List<String>> pairs) {
    return pairs.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** Groups and all above them. */
  private final class Groups {

    private final Map<String, Group> known = new HashMap<>();

    /** One query for each storey. */
    Groups(Set<String> ids) {
      Set<String> wanted = ids;
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
    }

    /** These and all above them: their roles are inherited. */
    Set<String> upFrom(List<String> groups) {
      Set<String> all = new HashSet<>();
      for (String group : groups) {
        String at = group;
        while (at != null && known.containsKey(at) && all.add(at)) {
          at = known.get(at).parent();
        }
      }
      return all;
    }

    String path(String group) {
      StringBuilder path = new StringBuilder();
      Group at = known.get(group);
      for (int storey = 0; storey < DEEPEST && at != null; storey++) {
        path.insert(0, "/" + at.name());
        at = at.parent() == null ? null : known.get(at.parent());
      }
      return path.toString();
    }
  }

  /** Whether a client that has a service account can sign in with it. */
  enum Account {
    ENABLED,
    DISABLED,
    /** Switched on and not there: Keycloak makes it when somebody next looks for it. */
    MISSING
  }

  /**
   * What one service account was given, in order.
   *
   * @param roles such as {@code auditor} and {@code orders:read}, however they came to it: given to
   *     itself or to its groups, or within another role
   * @param groups such as {@code /payments/robots}
   * @param teams those of the groups in which there are a few people
   */
  record Given(Account account, List<String> roles, List<String> groups, List<Team> teams) {

    static final Given NOTHING = new Given(Account.MISSING, List.of(), List.of(), List.of());

    Given {
      roles = sorted(roles);
      groups = sorted(groups);
      teams = teams.stream().sorted(Comparator.comparing(Team::group)).toList();
    }

    private static List<String> sorted(List<String> names) {
      return names.stream().sorted().toList();
    }
  }

  private record Group(String name, @Nullable String parent) {}
}
