package dev.steward.adoption;

import dev.steward.adoption.Siblings.Tie;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.GateConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Registered clients that have something in common, and who has to do with them. */
@ApplicationScoped
class SiblingRows {

  /** Of a large family the first ones speak for all. */
  private static final int MOST_LOOKED_AT = 200;

  /**
   * How large families are nobody knows before, and they may be thought so large that all owners
   * and reviews are read for them: the offsets have each sibling asked for by itself.
   */
  private static final String FAMILIES =
      """
      with family as (
        select f.name, i.id
        from unnest(?::text[], ?::text[], ?::text[]) as f (name, low, high)
        cross join lateral (%s limit ?) as c
        cross join lateral (
          select id from identity
          where realm = c.realm and client_uuid = c.client_uuid and intent <> 'REVOKED' offset 0
        ) as i
      ), total as (
        select name, count(*) as siblings from family group by name
      ), tie as (
        select f.name, false as reviewed, o.person, count(*) as count
        from family f cross join lateral (
          select person from identity_owner
          where identity_id = f.id and role = 'OWNER' and accepted_at is not null offset 0
        ) as o
        group by f.name, o.person
        union all
        select f.name, true, r.reviewer, count(distinct f.id)
        from family f cross join lateral (
          select reviewer from review
          where identity_id = f.id and verdict in ('APPROVE', 'LIMIT') offset 0
        ) as r
        group by f.name, r.reviewer
      )
      select name, reviewed, person, count, siblings from tie join total using (name)
      """;

  private static final String BEGINNING =
      FAMILIES.formatted(
          """
          select realm, client_uuid from known_client
          where realm = ? and client_id collate "C" >= f.low and client_id collate "C" < f.high\
          """);
  private static final String END =
      FAMILIES.formatted(
          """
          select realm, client_uuid from known_client
          where realm = ? and reverse(client_id) collate "C" >= f.low
            and reverse(client_id) collate "C" < f.high\
          """);
  private static final String MAKER =
      FAMILIES.formatted(
          """
          select realm, client_uuid from known_client
          where realm = ? and facts -> 'origin' -> 'by' ->> 'user' = f.low
            and facts -> 'origin' -> 'by' ->> 'user' is not null\
          """);

  private final Database database;
  private final GateConfig config;

  SiblingRows(Database database, GateConfig config) {
    this.database = database;
    this.config = config;
  }

  /** Families of those that are called alike, named in the words of their stem. */
  List<Tie> byStem(Collection<Stem> stems) {
    List<Stem> beginnings = stems.stream().filter(stem -> !stem.atEnd()).toList();
    List<Stem> ends = stems.stream().filter(Stem::atEnd).toList();
    List<Tie> ties = new ArrayList<>(stems(BEGINNING, beginnings));
    ties.addAll(stems(END, ends));
    return ties;
  }

  /** Families of those that somebody made, named by the maker. */
  List<Tie> byMaker(Collection<String> makers) {
    return ties(MAKER, makers, makers, makers);
  }

  private List<Tie> stems(String sql, List<Stem> stems) {
    return ties(
        sql,
        stems.stream().map(Stem::words).toList(),
        stems.stream().map(Stem::text).toList(),
        stems.stream().map(Stem::end).toList());
  }

  private List<Tie> ties(
      String sql, Collection<String> names, Collection<String> low, Collection<String> high) {
    return names.isEmpty()
        ? List.of()
        : database.list(sql, SiblingRows::tie, names, low, high, config.realm(), MOST_LOOKED_AT);
  }

  private static Tie tie(Row row) {
    return new Tie(
        row.text("name"),
        row.flag("reviewed"),
        row.text("person"),
        (int) row.number("count"),
        (int) row.number("siblings"));
  }
}
