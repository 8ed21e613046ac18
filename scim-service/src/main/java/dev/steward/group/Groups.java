package dev.steward.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Aside;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The groups there are and what is in them, for whoever only reads. */
@ApplicationScoped
public class Groups {

  /** So many members are told to whoever adds one. */
  private static final int LARGE = 1_000;

  private static final String MEMBERS =
      """
      select m.group_id, m.member, m.type, coalesce(
        p.display_name, p.formatted_name, p.user_name,
        i.display_name, i.user_name, g.display_name) as display
      from scim_group_member m
      left join person p on p.id = case m.type when 'USER' then m.member end
      left join scim_group g on g.id = case m.type when 'GROUP' then m.member::uuid end
      left join identity i
        on i.id = case when m.type in ('AGENT', 'SERVICE_ACCOUNT') then m.member::uuid end
      where %s order by m.place
      """;

  /** The groups that something is in, directly and through others; those directly first. */
  private static final String ABOVE =
      """
      with recursive above (member, group_id, direct) as (
        select member, group_id, true from scim_group_member where member = %s
        union
        select a.member, m.group_id, false
        from above a join scim_group_member m on m.member = a.group_id::text
      )
      select a.member, g.id, g.display_name, bool_or(a.direct) as direct
      from above a join scim_group g on g.id = a.group_id
      group by a.member, g.id, g.display_name order by a.member, direct desc, g.id
      """;

  private static final String ABOVE_ROW =
      "select json_agg(json_build_array(g.id, g.display_name, g.direct))::text from (%s) g"
          .formatted(ABOVE);

  private final Database database;

  Groups(Database database) {
    this.database = database;
  }

  /** A row of an answer about several. */
  private record Of<K, V>(K key, V value) {}

  public Optional<Group> find(UUID id) {
    return Optional.ofNullable(all(List.of(id)).get(id));
  }

  /** Some of the groups that meet a condition. */
  public Page<Group> page(Condition condition, Window window) {
    return selection(condition).page(database, window).read(place -> (UUID) place.id(), this::all);
  }

  public long count(Condition condition) {
    return selection(condition).count(database);
  }

  private Map<UUID, Group> all(Collection<UUID> ids) {
    return database
        .lookUp(
            """
            select id, version, display_name, external_id, created, modified
            from scim_group where id = any (?::text[]::uuid[])
            """,
            Groups::group,
            ids.stream().map(UUID::toString).toList())
        .stream()
        .collect(Collectors.toMap(Group::id, Function.identity()));
  }

  private static Selection selection(Condition condition) {
    return new Selection("scim_group", UUID.class, condition);
  }

  /** What is in some groups, by group, in the order in which it joined; asked once for all. */
  public Map<UUID, List<Member>> membersOf(Collection<UUID> groups) {
    return byKey(
        database.lookUp(
            MEMBERS.formatted("m.group_id = any (?::uuid[])"),
            row -> new Of<>(row.uuid("group_id"), member(row)),
            groups.stream().map(UUID::toString).toList()));
  }

  /** Those of some ids that are in a group. */
  public List<Member> membersOf(UUID group, Collection<String> ids) {
    return database.list(
        MEMBERS.formatted("m.group_id = ? and m.member = any (?)"), Groups::member, group, ids);
  }

  /** Whether more is in a group than is told without being asked for. */
  public boolean isLarge(UUID group) {
    return database.number(
            """
            select count(*) from (
              select from scim_group_member where group_id = ? limit ?) few
            """,
            group,
            LARGE + 1)
        > LARGE;
  }

  /** The groups that some things are in, directly and through others; asked once for all. */
  public Map<String, List<Membership>> groupsOf(Collection<String> members) {
    return byKey(
        database.lookUp(
            ABOVE.formatted("any (?)"),
            row ->
                new Of<>(
                    row.text("member"),
                    new Membership(row.uuid("id"), row.text("display_name"), row.flag("direct"))),
            members));
  }

  /**
   * The groups that each row of a query is in, beside it.
   *
   * @param member the id of what the row is about, as SQL
   * @param each takes every row and its groups
   */
  public static Aside around(String member, BiConsumer<Row, List<Membership>> each) {
    return Aside.of(
        ABOVE_ROW.formatted(member),
        (row, column) -> each.accept(row, row.elements(column).map(Groups::membership).toList()));
  }

  private static Membership membership(JsonNode group) {
    return new Membership(
        UUID.fromString(group.path(0).asText()), group.path(1).asText(), group.path(2).asBoolean());
  }

  private static <K, V> Map<K, List<V>> byKey(List<Of<K, V>> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                Of::key, Collectors.mapping(Of::value, Collectors.toUnmodifiableList())));
  }

  private static Member member(Row row) {
    return new Member(
        row.text("member"), row.constant("type", Member.Type.class), row.optionalText("display"));
  }

  static Group group(Row row) {
    return new Group(
        row.uuid("id"),
        row.number("version"),
        row.text("display_name"),
        row.optionalText("external_id"),
        row.instant("created"),
        row.instant("modified"));
  }
}
