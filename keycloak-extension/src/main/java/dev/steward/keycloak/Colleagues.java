package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of groups, where they are few enough to be a team. */
final class Colleagues {

  /** A larger group points at nobody. */
  private static final int MOST = 20;

  /** Nobody is looked for in more groups than this for one page of clients. */
  private static final int MOST_GROUPS = 200;

  private final EntityManager entities;

  Colleagues(EntityManager entities) {
    this.entities = entities;
  }

  /** By group. One without people, and one with many, is left out. */
  Map<String, List<String>> in(Set<String> groups) {
    Map<String, List<String>> teams = new HashMap<>();
    groups.stream()
        .sorted()
        .limit(MOST_GROUPS)
        .forEach(
            group -> {
              List<String> people = of(group);
              if (!people.isEmpty() && people.size() <= MOST) {
                teams.put(group, people);
              }
            });
    return teams;
  }

  /** One group at a time, so that no more are read of one that is a whole company. */
  private List<String> of(String group) {
    return entities
        .createQuery(
            """
            select u.id from UserGroupMembershipEntity m join m.user u
            where m.groupId = :group and u.serviceAccountClientLink is null and u.enabled = true
            """,
            String.class)
        .setParameter("group", group)
        .setMaxResults(MOST + 1)
        .getResultList();
  }
}
