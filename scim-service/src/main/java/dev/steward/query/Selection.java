package dev.steward.query;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Offset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one kind that meet a condition. What it finds are their places; the rows themselves
 * are read by whoever knows them.
 *
 * @param table the table, whose key is its {@code id}
 * @param id what its keys are
 * @param gathered whether all of them are found before they are put in order: the shorter way where
 *     there are few, wherever in the order they stand
 */
public record Selection(String table, Class<?> id, Condition condition, boolean gathered) {

  /** How many rows are worth reading only to skip them. */
  private static final int NEAR = 1000;

  private static final String GATHERED = "gathered";
  private static final String TOTAL = "total";

  static final DSLContext SQL =
      DSL.using(
          SQLDialect.POSTGRES, new Settings().withExecuteLogging(false).withRenderSchema(false));

  public Selection(String table, Class<?> id, Condition condition) {
    this(table, id, condition, false);
  }

  /** Some of them. */
  public Page<Position> page(Database database, Window window) {
    Order order = window.order();
    int limit = window.limit();
    return switch (window.start()) {
      case Offset offset when offset.rows() > NEAR ->
          page(far(database, order, offset.rows(), limit + 1), limit);
      case Offset offset ->
          page(found(database, order, Stretch.WHOLE, offset.rows(), limit + 1), limit);
      case After after -> page(behind(database, order, after.position(), limit + 1), limit);
      case Before before ->
          turned(page(behind(database, order.reversed(), before.position(), limit + 1), limit));
    };
  }

  /**
   * The same by places of a key that every row has, or nothing when that would take longer: what is
   * rare may stand far behind in the order.
   */
  public Optional<Page<Position>> pageWithin(Database database, Window window, Duration patience) {
    Order order = window.order();
    return switch (window.start()) {
      case Offset offset -> throw new IllegalArgumentException("no place: " + offset);
      case After after -> within(database, order, after.position(), window.limit(), patience);
      case Before before ->
          within(database, order.reversed(), before.position(), window.limit(), patience)
              .map(Selection::turned);
    };
  }

  private Optional<Page<Position>> within(
      Database database, Order order, @Nullable Position behind, int limit, Duration patience) {
    Query query =
        finding(
            new Criteria(table).walking(),
            order,
            Stretch.behind(order, behind).getFirst(),
            0,
            limit + 1);
    return database
        .listWithin(
            patience,
            SQL.render(query),
            row -> position(row, order.by()),
            SQL.extractBindValues(query).toArray())
        .map(found -> page(found, limit));
  }

  /**
   * The same by places of such a key with how many there are in all: told on the way, since all of
   * them are gathered.
   */
  public CountedPage countedPage(Database database, Window window) {
    if (!gathered) {
      throw new IllegalStateException("a walk counts nothing");
    }
    Order order = window.order();
    return switch (window.start()) {
      case Offset offset -> throw new IllegalArgumentException("no place: " + offset);
      case After after -> counted(database, order, after.position(), window.limit());
      case Before before -> {
        CountedPage turned = counted(database, order.reversed(), before.position(), window.limit());
        yield new CountedPage(turned(turned.page()), turned.total());
      }
    };
  }

  private CountedPage counted(
      Database database, Order order, @Nullable Position behind, int limit) {
    Stretch stretch = Stretch.behind(order, behind).getFirst();
    List<Long> totals = new ArrayList<>();
    List<Position> found =
        asked(
            database,
            finding(new Criteria(table), order, stretch, 0, limit + 1),
            row -> {
              totals.add(row.number(TOTAL));
              return position(row, order.by());
            });
    return new CountedPage(
        page(found, limit), totals.isEmpty() ? unseen(database, behind) : totals.getFirst());
  }

  /** How many there are where none was found: all of them stand in front of the place. */
  private long unseen(Database database, @Nullable Position behind) {
    return behind == null ? 0 : count(database);
  }

  /** So many of them at most, in no order, and no others behind them. */
  public Page<Position> some(Database database, int most) {
    Query query =
        SQL.select(DSL.field(DSL.name(table, "id"), id).as("id"))
            .from(DSL.table(DSL.name(table)))
            .where(new Criteria(table).where(condition))
            .limit(most);
    return page(asked(database, query, row -> position(row, null)), most);
  }

  /** How many there are. */
  public long count(Database database) {
    Query count =
        SQL.select(DSL.count().as("count"))
            .from(DSL.table(DSL.name(table)))
            .where(new Criteria(table).where(condition));
    return asked(database, count, row -> row.number("count")).getFirst();
  }

  /**
   * Which they are, if there are no more than so many and they are found with some patience;
   * whoever asks has another way for many.
   */
  public Optional<List<UUID>> few(Database database, int most, Duration patience) {
    Query query =
        SQL.select(DSL.field(DSL.name(table, "id"), UUID.class).as("id"))
            .from(DSL.table(DSL.name(table)))
            .where(new Criteria(table).where(condition))
            .limit(DSL.inline(most + 1));
    return database
        .listWithin(
            patience,
            SQL.render(query),
            row -> row.uuid("id"),
            SQL.extractBindValues(query).toArray())
        .filter(found -> found.size() <= most);
  }

  /**
   * Where some rows have a value of the sort key and others none, each stretch is asked for by
   * itself: so an index finds the place in it.
   */
  private List<Position> behind(
      Database database, Order order, @Nullable Position position, int limit) {
    List<Position> found = new ArrayList<>();
    for (Stretch stretch : Stretch.behind(order, position)) {
      if (found.size() < limit) {
        found.addAll(found(database, order, stretch, 0, limit - found.size()));
      }
    }
    return found;
  }

  /** From the place of the last row that is not wanted. */
  private List<Position> far(Database database, Order order, int offset, int limit) {
    return found(database, order, Stretch.WHOLE, offset - 1, 1).stream()
        .findFirst()
        .map(last -> behind(database, order, last, limit))
        .orElse(List.of());
  }

  private List<Position> found(
      Database database, Order order, Stretch stretch, int offset, int limit) {
    return asked(
        database,
        finding(new Criteria(table), order, stretch, offset, limit),
        row -> position(row, order.by()));
  }

  private Query finding(Criteria criteria, Order order, Stretch stretch, int offset, int limit) {
    SortKeys keys = new SortKeys(criteria);
    org.jooq.Field<?> place = DSL.field(DSL.name(table, "id"), id);
    SortKey by = order.by();
    org.jooq.@Nullable Field<?> key = by == null ? null : keys.key(by);
    boolean down = order.descending();
    if (!gathered) {
      return SQL.select(told(place, key))
          .from(DSL.table(DSL.name(table)))
          .where(criteria.where(condition), keys.within(stretch, key, place, down))
          .orderBy(keys.order(stretch, key, place, down))
          .limit(limit)
          .offset(offset);
    }
    org.jooq.Field<?> gatheredPlace = DSL.field(DSL.name(GATHERED, "id"), id);
    org.jooq.@Nullable Field<?> gatheredKey =
        key == null ? null : DSL.field(DSL.name(GATHERED, "key"), key.getDataType());
    return SQL.with(GATHERED)
        .asMaterialized(
            DSL.select(told(place, key))
                .from(DSL.table(DSL.name(table)))
                .where(criteria.where(condition)))
        .select(told(gatheredPlace, gatheredKey))
        .select(DSL.field(DSL.select(DSL.count()).from(DSL.table(DSL.name(GATHERED)))).as(TOTAL))
        .from(DSL.table(DSL.name(GATHERED)))
        .where(keys.within(stretch, gatheredKey, gatheredPlace, down))
        .orderBy(keys.order(stretch, gatheredKey, gatheredPlace, down))
        .limit(limit)
        .offset(offset);
  }

  /** No more of them than is asked for: all that is gathered has to fit into memory. */
  private static List<org.jooq.Field<?>> told(
      org.jooq.Field<?> place, org.jooq.@Nullable Field<?> key) {
    return key == null ? List.of(place.as("id")) : List.of(place.as("id"), key.as("key"));
  }

  private Position position(Row row, @Nullable SortKey by) {
    return new Position(
        by == null ? null : row.value("key", by.type()),
        Objects.requireNonNull(row.value("id", id)));
  }

  /** What is found by a key is found in the same way for all keys. */
  private <T> List<T> asked(Database database, Query query, Function<Row, T> reader) {
    String sql = SQL.render(query);
    Object[] values = SQL.extractBindValues(query).toArray();
    return isByKey(condition)
        ? database.lookUp(sql, reader, values)
        : database.list(sql, reader, values);
  }

  private static boolean isByKey(Condition condition) {
    return switch (condition) {
      case All all -> all.conditions().stream().anyMatch(Selection::isByKey);
      case Compare compare -> compare.field().isKey() && compare.operator() == Operator.EQUAL;
      default -> false;
    };
  }

  private static Page<Position> page(List<Position> found, int limit) {
    List<Position> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown,
        shown.isEmpty() ? null : shown.getFirst(),
        shown.isEmpty() ? null : shown.getLast(),
        found.size() > limit);
  }

  private static Page<Position> turned(Page<Position> page) {
    return new Page<>(
        page.rows().reversed(), /* first= */ page.last(), /* last= */ page.first(), page.more());
  }
}
