package dev.steward.query;

import dev.steward.query.SortKey.First;
import dev.steward.query.SortKey.Holds;
import dev.steward.query.SortKey.Joined;
import dev.steward.query.SortKey.Of;
import dev.steward.query.Stretch.Rows;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.ListJoin;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.criteria.JpaOrder;
import org.hibernate.query.criteria.JpaSubQuery;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmTuple;
import org.jspecify.annotations.Nullable;

/**
 * Orders in the language of the database.
 *
 * <p>PostgreSQL puts rows without a value last, and first when descending, as SCIM wants it; said
 * in other words, no index would serve it.
 */
final class SortKeys {

  /** Sorts by code points: the same on every database, and as its indexes do. */
  private static final String BY_CODE_POINTS = "\"C\"";

  private final HibernateCriteriaBuilder builder;
  private final JpaCriteriaQuery<?> query;
  private final Root<?> root;

  SortKeys(HibernateCriteriaBuilder builder, JpaCriteriaQuery<?> query, Root<?> root) {
    this.builder = builder;
    this.query = query;
    this.root = root;
  }

  JpaExpression<?> key(SortKey key) {
    return key(key, root, new Criteria(builder, query, root));
  }

  /** The condition that rows are in a stretch; null when all of them are. */
  @Nullable Predicate within(
      Stretch stretch, @Nullable JpaExpression<?> key, JpaExpression<?> id, boolean descending) {
    if (key == null || stretch.rows() == Rows.WITHOUT_VALUE) {
      List<Predicate> all = new ArrayList<>();
      if (key != null) {
        all.add(builder.isNull(key));
      }
      if (stretch.behind() != null) {
        all.add(behind(id, builder.value(stretch.place().id()), descending));
      }
      return all.isEmpty() ? null : builder.and(all.toArray(Predicate[]::new));
    }
    if (stretch.behind() == null) {
      return stretch.rows() == Rows.ALL ? null : builder.isNotNull(key);
    }
    Position place = stretch.place();
    return behind(
        pair(key, id), pair(builder.value(place.key()), builder.value(place.id())), descending);
  }

  /** Rows without a value have but their ids. */
  List<jakarta.persistence.criteria.Order> order(
      Stretch stretch, @Nullable JpaExpression<?> key, JpaExpression<?> id, boolean descending) {
    return key == null || stretch.rows() == Rows.WITHOUT_VALUE
        ? List.of(sorted(id, descending))
        : List.of(sorted(key, descending), sorted(id, descending));
  }

  private JpaOrder sorted(JpaExpression<?> expression, boolean descending) {
    return builder.sort(
        expression, descending ? SortDirection.DESCENDING : SortDirection.ASCENDING);
  }

  private JpaExpression<?> key(SortKey key, From<?, ?> from, Criteria criteria) {
    return switch (key) {
      case Of of -> value(of.field(), from);
      case Joined joined -> joined(joined, from);
      case Holds holds ->
          builder
              .<Integer>selectCase()
              .when(criteria.where(holds.condition()), builder.literal(1))
              .otherwise(builder.literal(0));
      case First first -> first(first);
    };
  }

  private JpaExpression<?> value(Field field, From<?, ?> from) {
    Expression<?> kept = from.get(field.member());
    if (field.type() == String.class) {
      Expression<String> text = kept.as(String.class);
      return text(field.ignoresCase() ? builder.lower(text) : text);
    }
    return field.type().isEnum() ? rank(field.type(), kept) : (JpaExpression<?>) kept;
  }

  private JpaExpression<?> text(Expression<String> text) {
    return builder.collate(builder.left(text, builder.literal(SortKey.LETTERS)), BY_CODE_POINTS);
  }

  private JpaExpression<Integer> rank(Class<?> constants, Expression<?> kept) {
    var rank = builder.<Object, Integer>selectCase(kept);
    int next = 0;
    for (Object constant : constants.getEnumConstants()) {
      rank = rank.when(builder.literal(constant), builder.literal(next++));
    }
    return rank;
  }

  private JpaExpression<?> joined(Joined joined, From<?, ?> from) {
    Expression<String> text = builder.literal("");
    String separator = "";
    for (Field field : joined.fields()) {
      text = builder.concat(text, builder.literal(separator));
      text = builder.concat(text, from.get(field.member()).as(String.class));
      separator = joined.separator();
    }
    return text(text);
  }

  private JpaExpression<?> first(First first) {
    return first(first, first.of().type());
  }

  @SuppressWarnings("unchecked") // the key is of the type that it says
  private <V> JpaExpression<V> first(First first, Class<V> type) {
    JpaSubQuery<V> one = query.subquery(type);
    From<?, ?> value = one.correlate(root).join(first.collection().collection());
    Criteria ofOneValue = new Criteria(builder, query, root).of(value);
    JpaExpression<V> key = (JpaExpression<V>) key(first.of(), value, ofOneValue);
    List<jakarta.persistence.criteria.Order> order = new ArrayList<>();
    if (first.primary() != null) {
      Expression<Boolean> primary = value.get(first.primary().member());
      order.add(sorted(builder.coalesce(primary, false), true));
    }
    order.add(sorted(place(value, key), false));
    one.select(key).where(ofOneValue.where(first.among()));
    one.orderBy(order).fetch(1);
    return (JpaExpression<V>) one;
  }

  /** The place that a value was given; of values without one, the least is the first. */
  private static JpaExpression<?> place(From<?, ?> value, JpaExpression<?> key) {
    return value instanceof ListJoin<?, ?> list ? (JpaExpression<?>) list.index() : key;
  }

  /** The two, compared as one: of the criteria API's tuples, only Hibernate's own can be. */
  private Expression<?> pair(JpaExpression<?> first, JpaExpression<?> second) {
    return new SqmTuple<>(
        (NodeBuilder) builder, (SqmExpression<?>) first, (SqmExpression<?>) second);
  }

  @SuppressWarnings("unchecked") // both sides are of one type
  private Predicate behind(Expression<?> one, Expression<?> other, boolean descending) {
    Expression<String> left = (Expression<String>) one;
    Expression<String> right = (Expression<String>) other;
    return descending ? builder.lessThan(left, right) : builder.greaterThan(left, right);
  }
}
