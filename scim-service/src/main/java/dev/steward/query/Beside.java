package dev.steward.query;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.ByKeys;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * What rows have several of and have to have one of, such as people: how many rows one of these
 * stands beside is told without a look at the rows, and a look at some of them tells what the
 * others may be like.
 *
 * @param table the table of the rows, whose key is its {@code id}
 * @param fields those whose values are found by an index
 */
public record Beside(String table, Collection<? extends Field> fields) {

  /** Enough to tell many from few, and soon looked at. */
  private static final int LOOKED_AT = 1_500;

  private static final String STOOD_BESIDE = "stood_beside";
  private static final String LOOKED = "looked";

  /**
   * What is known of the rows that one of those stands beside.
   *
   * @param one that it stands beside them
   * @param rows how often it stands beside a row; one beyond a bound when that is more often
   * @param looked how many of the rows were looked at
   * @param among how many of these meet what they have to meet
   * @param chosen how many of those meet what they have to meet besides
   */
  public record Share(Compare one, long rows, long looked, long among, long chosen) {

    /** The same condition, met by those alone whose keys are found first. */
    public Condition byKeys(Condition condition) {
      return replaced(one, new ByKeys(one), condition);
    }

    /** Whether most of them are chosen, as far as some can tell. */
    public boolean isMost() {
      return chosen * 2 > looked;
    }
  }

  /**
   * About the rarest of those that rows need for a condition; nothing when they need none of them.
   *
   * @param chosen what rows have to meet besides
   * @param most nobody counts further than one beyond
   */
  public Optional<Share> share(Database database, Condition among, Condition chosen, int most) {
    return needed(among)
        .map(one -> share(database, one, replaced(one, Condition.ALWAYS, among), chosen, most))
        .min(Comparator.comparingLong(Share::rows));
  }

  private Stream<Compare> needed(Condition condition) {
    return switch (condition) {
      case All all -> all.conditions().stream().flatMap(this::needed);
      case Compare compare -> Stream.of(compare).filter(this::isOne);
      default -> Stream.empty();
    };
  }

  private boolean isOne(Compare compare) {
    return compare.operator() == Operator.EQUAL && fields.contains(compare.field());
  }

  private static Condition replaced(Compare one, Condition by, Condition condition) {
    return switch (condition) {
      case All all ->
          new All(all.conditions().stream().map(each -> replaced(one, by, each)).toList());
      case Compare compare when compare.equals(one) -> by;
      default -> condition;
    };
  }

  private Share share(Database database, Compare one, Condition rest, Condition chosen, int most) {
    Several several = Objects.requireNonNull(one.field().several());
    Criteria criteria = new Criteria(table);
    org.jooq.Field<UUID> id = DSL.field(DSL.name("id"), UUID.class);
    var beside =
        DSL.select(DSL.field(DSL.name(several.table(), several.row()), UUID.class).as(id))
            .from(DSL.table(DSL.name(several.table())))
            .where(criteria.of(several).where(one))
            .limit(DSL.inline(most + 1));
    var first = DSL.select(id).from(DSL.table(DSL.name(STOOD_BESIDE))).limit(DSL.inline(LOOKED_AT));
    Query query =
        Selection.SQL
            .with(STOOD_BESIDE)
            .asMaterialized(beside)
            .with(LOOKED)
            .asMaterialized(DSL.selectDistinct(id).from(first.asTable("first")))
            .select(
                number(STOOD_BESIDE).as("rows"),
                number(LOOKED).as(LOOKED),
                DSL.count().as("among"),
                DSL.count().filterWhere(criteria.where(chosen)).as("chosen"))
            .from(DSL.table(DSL.name(table)))
            .join(DSL.table(DSL.name(LOOKED)))
            .on(DSL.field(DSL.name(LOOKED, "id")).eq(DSL.field(DSL.name(table, "id"))))
            .where(criteria.walking().where(rest));
    return database
        .list(
            Selection.SQL.render(query),
            row -> read(one, row),
            Selection.SQL.extractBindValues(query).toArray())
        .getFirst();
  }

  private static org.jooq.Field<Integer> number(String of) {
    return DSL.field(DSL.select(DSL.count()).from(DSL.table(DSL.name(of))));
  }

  private static Share read(Compare one, Row row) {
    return new Share(
        one, row.number("rows"), row.number(LOOKED), row.number("among"), row.number("chosen"));
  }
}
