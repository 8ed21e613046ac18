package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * What roles amount to, read by set: those within them, and their names.
 *
 * <p>The realm's default role is told by its name alone: what is within it everybody has.
 */
final class GrantedRoles {

  private static final int DEEPEST = 32;
  private static final int AT_ONCE = 5_000;

  private final Map<String, List<String>> within = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Looks up roles by their ids, one query for each storey of roles within roles. */
  GrantedRoles(EntityManager entities, RealmModel realm, Collection<String> roles) {
    RoleModel everybodys = realm.getDefaultRole();
    Set<String> met = new HashSet<>(roles);
    Set<String> wanted = new HashSet<>(roles);
    for (int storey = 0; storey < DEEPEST && !wanted.isEmpty(); storey++) {
      if (everybodys != null) {
        wanted.remove(everybodys.getId());
      }
      wanted = readWithin(entities, wanted).stream().filter(met::add).collect(Collectors.toSet());
    }
    readNames(entities, met);
  }

  private Set<String> readWithin(EntityManager entities, Set<String> roles) {
    Set<String> found = new HashSet<>();
    read(
        entities,
        """
        select c.parentRole.id, c.childRole.id from CompositeRoleEntity c
        where c.parentRole.id in :roles
        """,
        roles,
        one -> {
          within.computeIfAbsent((String) one[0], absent -> new ArrayList<>()).add((String) one[1]);
          found.add((String) one[1]);
        });
    return found;
  }

  private void readNames(EntityManager entities, Set<String> roles) {
    read(
        entities,
        """
        select r.id, r.name, o.clientId
        from RoleEntity r left join ClientEntity o on o.id = r.clientId
        where r.id in :roles
        """,
        roles,
        one ->
            names.put((String) one[0], one[2] == null ? (String) one[1] : one[2] + ":" + one[1]));
  }

  /** A database takes only so many values in one question. */
  private static void read(
      EntityManager entities, String query, Set<String> roles, Consumer<Object[]> each) {
    List<String> all = List.copyOf(roles);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      entities
          .createQuery(query, Object[].class)
          .setParameter("roles", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
          .getResultStream()
          .forEach(each);
    }
  }

  /**
   * The names of those that a token of this session has, as many as are counted. When it speaks for
   * a person and not for the service account, they are that person's, and none is told.
   */
  static Set<String> of(ClientSessionContext context) {
    UserModel user = context.getClientSession().getUserSession().getUser();
    if (user == null || user.getServiceAccountClientLink() == null) {
      return Set.of();
    }
    return context
        .getRolesStream()
        .map(GrantedRoles::nameOf)
        .limit(WordCounts.MOST)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String nameOf(RoleModel role) {
    return role.getContainer() instanceof ClientModel client
        ? client.getClientId() + ":" + role.getName()
        : role.getName();
  }

  /** The names of roles and of all within them, such as {@code auditor}, {@code orders:read}. */
  Set<String> namesOf(Collection<String> roles) {
    Set<String> met = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(roles);
    while (!open.isEmpty()) {
      String role = open.pop();
      if (met.add(role)) {
        open.addAll(within.getOrDefault(role, List.of()));
      }
    }
    return met.stream().filter(names::containsKey).map(names::get).collect(Collectors.toSet());
  }
}
