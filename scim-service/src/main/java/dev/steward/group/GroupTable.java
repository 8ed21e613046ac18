package dev.steward.group;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of groups and their members, written by set: only those that differ. */
@ApplicationScoped
class GroupTable {

  private final Database database;

  GroupTable(Database database) {
    this.database = database;
  }

  /** The group, until the end of the transaction nobody else's to change. */
  Optional<Group> lock(UUID id) {
    return database.first(
        """
        select id, version, display_name, external_id, created, modified
        from scim_group where id = ? for update
        """,
        Groups::group,
        id);
  }

  void insert(Group group) {
    database.update(
        """
        insert into scim_group (id, version, display_name, external_id, created, modified)
        values (?, ?, ?, ?, ?, ?)
        """,
        group.id(),
        group.version(),
        group.displayName(),
        group.externalId(),
        group.created(),
        group.modified());
  }

  void update(Group group) {
    database.update(
        """
        update scim_group set version = ?, display_name = ?, external_id = ?, modified = ?
        where id = ?
        """,
        group.version(),
        group.displayName(),
        group.externalId(),
        group.modified(),
        group.id());
  }

  void delete(UUID id) {
    database.update("delete from scim_group where id = ?", id);
  }

  /** Those who are not in a group yet, in the same order. */
  List<String> notIn(UUID group, Collection<String> members) {
    return database.list(
        """
        select n.id from unnest(?::text[]) with ordinality as n (id, place)
        where not exists (
          select from scim_group_member m where m.group_id = ? and m.member = n.id)
        order by n.place
        """,
        row -> row.text("id"),
        members,
        group);
  }

  /** Those who were not in it before. */
  List<String> join(UUID group, Map<String, Member.Type> members) {
    if (members.isEmpty()) {
      return List.of();
    }
    return database.list(
        """
        insert into scim_group_member (group_id, member, type)
        select ?, id, type from unnest(?::text[], ?::text[]) with ordinality as m (id, type, place)
        order by place
        on conflict do nothing
        returning member
        """,
        row -> row.text("member"),
        group,
        List.copyOf(members.keySet()),
        members.values().stream().map(Enum::name).toList());
  }

  /** Those who were in it until now. */
  List<String> leave(UUID group, Collection<String> members) {
    if (members.isEmpty()) {
      return List.of();
    }
    return database.list(
        """
        delete from scim_group_member m using unnest(?::text[]) as l (id)
        where m.group_id = ? and m.member = l.id returning m.member
        """,
        row -> row.text("member"),
        members,
        group);
  }

  /** Those who were in it until now. */
  List<String> leaveAllBut(UUID group, Collection<String> members) {
    return database.list(
        """
        delete from scim_group_member m
        where m.group_id = ?
          and not exists (select from unnest(?::text[]) as s (id) where s.id = m.member)
        returning m.member
        """,
        row -> row.text("member"),
        group,
        members);
  }

  /** The groups that something was in until now, each at its next version. */
  List<Group> dropOut(String member, Instant now) {
    List<Group> left = new ArrayList<>();
    // It may have joined more while these were waited for.
    for (List<String> in = lockedWith(member); !in.isEmpty(); in = lockedWith(member)) {
      database.update(
          "delete from scim_group_member where member = ? and group_id = any (?::uuid[])",
          member,
          in);
      left.addAll(
          database.list(
              """
              update scim_group set version = version + 1, modified = ? where id = any (?::uuid[])
              returning id, version, display_name, external_id, created, modified
              """,
              Groups::group,
              now,
              in));
    }
    return left;
  }

  /** The groups first, as everybody does who touches both. */
  private List<String> lockedWith(String member) {
    return database.list(
        """
        select g.id::text as id from scim_group g
        where g.id in (select group_id from scim_group_member where member = ?)
        order by g.id for update
        """,
        row -> row.text("id"),
        member);
  }
}
