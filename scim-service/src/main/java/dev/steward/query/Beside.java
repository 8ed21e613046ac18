package dev.steward.query;

import dev.steward.database.Database;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import java.util.Collection;
import java.util.Objects;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * What rows have several of and have to have one of, such as people: how many rows one of these
 * stands beside is told without a look at the rows.
 *
 * @param fields those whose values are found by an index
 */
public record Beside(Collection<? extends Field> fields) {

  /** Whether something that rows need for a condition stands beside no more than so many. */
  public boolean isAtMost(Database database, Condition condition, int most) {
    return switch (condition) {
      case All all -> all.conditions().stream().anyMatch(one -> isAtMost(database, one, most));
      case Compare compare ->
          compare.operator() == Operator.EQUAL
              && fields.contains(compare.field())
              && count(database, compare, most) <= most;
      default -> false;
    };
  }

  private static long count(Database database, Compare compare, int most) {
    String table = Objects.requireNonNull(compare.field().several()).table();
    var found =
        DSL.selectOne()
            .from(DSL.table(DSL.name(table)))
            .where(new Criteria(table, table).where(compare))
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
