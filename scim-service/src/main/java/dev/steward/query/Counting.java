package dev.steward.query;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.query.Condition.All;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * How many rows of a selection meet conditions. Nobody counts further than one beyond {@code most},
 * so that many are told as soon as few.
 */
public record Counting(Selection of, int most) {

  /** How many of them meet each of some conditions as well, counted by one statement. */
  public List<Long> each(Database database, List<Condition> conditions) {
    Query query = counting(conditions);
    return database
        .list(
            Selection.SQL.render(query),
            numbers(conditions),
            Selection.SQL.extractBindValues(query).toArray())
        .getFirst();
  }

  /** The same, unless that would take longer. */
  public Optional<List<Long>> eachWithin(
      Database database, List<Condition> conditions, Duration patience) {
    Query query = counting(conditions);
    return database
        .listWithin(
            patience,
            Selection.SQL.render(query),
            numbers(conditions),
            Selection.SQL.extractBindValues(query).toArray())
        .map(List::getFirst);
  }

  /** How many there are in all. */
  public long all(Database database) {
    return each(database, List.of(Condition.ALWAYS)).getFirst();
  }

  /** The same, unless that would take longer. */
  public Optional<Long> allWithin(Database database, Duration patience) {
    return eachWithin(database, List.of(Condition.ALWAYS), patience).map(List::getFirst);
  }

  private Query counting(List<Condition> conditions) {
    List<org.jooq.Field<?>> counts = new ArrayList<>();
    for (Condition condition : conditions) {
      counts.add(counted(condition).as("count_" + counts.size()));
    }
    return of.gathered()
        ? Selection.SQL.with(of.table()).asMaterialized(gathered()).select(counts)
        : Selection.SQL.select(counts);
  }

  private static Function<Row, List<Long>> numbers(List<Condition> conditions) {
    return row ->
        IntStream.range(0, conditions.size())
            .mapToObj(place -> row.number("count_" + place))
            .toList();
  }

  private org.jooq.Field<Integer> counted(Condition also) {
    Condition met = of.gathered() ? also : new All(List.of(of.condition(), also));
    var found =
        DSL.selectOne()
            .from(DSL.table(DSL.name(of.table())))
            .where(new Criteria(of.table()).where(met))
            .limit(DSL.inline(most + 1));
    return DSL.field(DSL.select(DSL.count()).from(found.asTable("found")));
  }

  private org.jooq.Select<?> gathered() {
    return DSL.select(DSL.asterisk())
        .from(DSL.table(DSL.name(of.table())))
        .where(new Criteria(of.table()).where(of.condition()));
  }
}
