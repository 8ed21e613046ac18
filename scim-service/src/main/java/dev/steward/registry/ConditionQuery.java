package dev.steward.registry;

import dev.steward.registry.Condition.All;
import dev.steward.registry.Condition.Any;
import dev.steward.registry.Condition.Compare;
import dev.steward.registry.Condition.Not;
import dev.steward.registry.Condition.Operator;
import dev.steward.registry.Condition.Present;
import dev.steward.registry.Condition.Some;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/** A condition in the language of the database. Values travel as parameters, never as text. */
final class ConditionQuery {

  private static final char ESCAPE = '\\';

  private final HibernateCriteriaBuilder builder;
  private final JpaCriteriaQuery<?> query;
  private final Root<IdentityRow> root;
  private final @Nullable From<?, ?> member;

  ConditionQuery(
      HibernateCriteriaBuilder builder, JpaCriteriaQuery<?> query, Root<IdentityRow> root) {
    this(builder, query, root, null);
  }

  /**
   * @param member the one value of a collection that conditions are about, or null
   */
  private ConditionQuery(
      HibernateCriteriaBuilder builder,
      JpaCriteriaQuery<?> query,
      Root<IdentityRow> root,
      @Nullable From<?, ?> member) {
    this.builder = builder;
    this.query = query;
    this.root = root;
    this.member = member;
  }

  Predicate where(Condition condition) {
    return switch (condition) {
      case All all -> builder.and(each(all.conditions()));
      case Any any -> builder.or(each(any.conditions()));
      case Not not -> holdsNot(where(not.condition()));
      case Some some -> exists(some.of(), from -> of(from).where(some.ofOneValue()));
      case Present present -> present(present.attribute());
      case Compare compare -> compare(compare);
    };
  }

  private Predicate[] each(List<Condition> conditions) {
    return conditions.stream().map(this::where).toArray(Predicate[]::new);
  }

  /** What is not known to hold does not hold: SQL's third truth value ends here. */
  private Predicate holdsNot(Predicate predicate) {
    return builder.not(builder.equal(builder.coalesce(predicate, false), true));
  }

  private Predicate present(Attribute attribute) {
    return among(attribute, from -> builder.isNotNull(from.get(attribute.field())));
  }

  private Predicate compare(Compare compare) {
    Attribute attribute = compare.attribute();
    if (compare.operator() == Operator.NOT_EQUAL && attribute.isMany() && member == null) {
      return builder.not(compare(new Compare(attribute, Operator.EQUAL, compare.value())));
    }
    return among(attribute, from -> relation(from, compare));
  }

  private Predicate among(Attribute attribute, Function<From<?, ?>, Predicate> relation) {
    if (!attribute.isMany()) {
      return relation.apply(root);
    }
    return member == null ? exists(attribute, relation) : relation.apply(member);
  }

  private ConditionQuery of(From<?, ?> one) {
    return new ConditionQuery(builder, query, root, one);
  }

  private Predicate exists(Attribute attribute, Function<From<?, ?>, Predicate> relation) {
    Subquery<Integer> found = query.subquery(Integer.class);
    From<?, ?> one = found.correlate(root).join(attribute.collection());
    found.select(builder.literal(1)).where(relation.apply(one));
    return builder.exists(found);
  }

  @SuppressWarnings("unchecked") // Compare has checked that the value is of the attribute's type
  private <V extends Comparable<V>> Predicate relation(From<?, ?> from, Compare compare) {
    Attribute attribute = compare.attribute();
    Expression<V> field = from.get(attribute.field());
    V value = (V) compare.value();
    if (attribute.ignoresCase()) {
      field = (Expression<V>) (Expression<?>) builder.lower(field.as(String.class));
      value = (V) value.toString().toLowerCase(Locale.ROOT);
    }
    return switch (compare.operator()) {
      case EQUAL -> builder.equal(field, value);
      case NOT_EQUAL -> builder.distinctFrom(field, value);
      case CONTAINS -> like(field, "%" + escaped(value) + "%");
      case STARTS_WITH -> like(field, escaped(value) + "%");
      case ENDS_WITH -> like(field, "%" + escaped(value));
      case GREATER -> builder.greaterThan(field, value);
      case GREATER_OR_EQUAL -> builder.greaterThanOrEqualTo(field, value);
      case LESS -> builder.lessThan(field, value);
      case LESS_OR_EQUAL -> builder.lessThanOrEqualTo(field, value);
    };
  }

  private Predicate like(Expression<?> field, String pattern) {
    return builder.like(field.as(String.class), pattern, ESCAPE);
  }

  private static String escaped(Object value) {
    return value.toString().replaceAll("([\\\\%_])", "\\\\$1");
  }
}
