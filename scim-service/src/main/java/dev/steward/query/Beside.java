package dev.steward.query;

import dev.steward.database.Database;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * What rows have several of and have to have one of, such as people: how many rows one of these
 * stands beside is told without a look at the rows.
 *
 * @param fields those whose values are found by an index
 */
public record Beside(Collection<? extends Field> fields) {

  /**
   * How often the rarest of those that rows need for a condition stands beside a row; nothing when
   * they need none of them. Nobody counts further than one beyond {@code most}.
   */
  public OptionalLong count(Database database, Condition condition, int most) {
    return needed(condition).mapToLong(one -> count(database, one, most)).min();
  }

  /** Whether rows need one of those for a condition, and nothing else. */
  public boolean isAll(Condition condition) {
    return switch (condition) {
      case All all -> all.conditions().size() == 1 && isAll(all.conditions().getFirst());
      case Compare compare -> isOne(compare);
      default -> false;
    };
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

  private static long count(Database database, Compare compare, int most) {
    Several several = Objects.requireNonNull(compare.field().several());
    String table = several.table();
    var found =
        DSL.selectDistinct(DSL.field(DSL.name(table, several.row())))
            .from(DSL.table(DSL.name(table)))
            .where(new Criteria(table).of(several).where(compare))
            .limit(DSL.inline(most + 1));
    Query count = Selection.SQL.select(DSL.count().as("count")).from(found.asTable("found"));
    return database
        .list(
            Selection.SQL.render(count),
            row -> row.number("count"),
            Selection.SQL.extractBindValues(count).toArray())
        .getFirst();
  }
}
