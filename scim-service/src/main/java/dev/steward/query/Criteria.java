package dev.steward.query;

import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Condition.Some;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.List;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/** A condition in the language of the database. Values travel as parameters, never as text. */
public final class Criteria {

  private static final char ESCAPE = '\\';

  private final HibernateCriteriaBuilder builder;
  private final JpaCriteriaQuery<?> query;
  private final Root<?> root;
  private final @Nullable From<?, ?> member;

  public Criteria(HibernateCriteriaBuilder builder, JpaCriteriaQuery<?> query, Root<?> root) {
    this(builder, query, root, null);
  }

  /**
   * @param member the one value of a collection that conditions are about, or null
   */
  private Criteria(
      HibernateCriteriaBuilder builder,
      JpaCriteriaQuery<?> query,
      Root<?> root,
      @Nullable From<?, ?> member) {
    this.builder = builder;
    this.query = query;
    this.root = root;
    this.member = member;
  }

  public Predicate where(Condition condition) {
    return switch (condition) {
      case All all -> builder.and(each(all.conditions()));
      case Any any -> builder.or(each(any.conditions()));
      case Not not -> holdsNot(where(not.condition()));
      case Some some -> exists(some.of(), from -> of(from).where(some.ofOneValue()));
      case Present present -> present(present.field());
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

  private Predicate present(Field field) {
    return among(field, from -> builder.isNotNull(from.get(field.member())));
  }

  private Predicate compare(Compare compare) {
    Field field = compare.field();
    if (compare.operator() == Operator.NOT_EQUAL && field.isMany() && member == null) {
      return builder.not(compare(new Compare(field, Operator.EQUAL, compare.value())));
    }
    return among(field, from -> relation(from, compare));
  }

  private Predicate among(Field field, Function<From<?, ?>, Predicate> relation) {
    if (!field.isMany()) {
      return relation.apply(root);
    }
    return member == null ? exists(field, relation) : relation.apply(member);
  }

  /** Conditions on one value of a collection. */
  Criteria of(From<?, ?> one) {
    return new Criteria(builder, query, root, one);
  }

  private Predicate exists(Field field, Function<From<?, ?>, Predicate> relation) {
    Subquery<Integer> found = query.subquery(Integer.class);
    From<?, ?> one = found.correlate(root).join(field.collection());
    found.select(builder.literal(1)).where(relation.apply(one));
    return builder.exists(found);
  }

  @SuppressWarnings("unchecked") // Compare has checked that the value is of the attribute's type
  private <V extends Comparable<V>> Predicate relation(From<?, ?> from, Compare compare) {
    Field field = compare.field();
    if (field.ignoresCase()) {
      return inAnyCase(from.get(field.member()), compare.operator(), compare.value().toString());
    }
    Expression<V> kept = from.get(field.member());
    V value = (V) compare.value();
    if (field.type().isEnum() || field.type() == Boolean.class) {
      return choice(kept, compare);
    }
    return switch (compare.operator()) {
      case EQUAL -> builder.equal(kept, value);
      case NOT_EQUAL -> builder.distinctFrom(kept, value);
      case CONTAINS -> like(kept, "%" + escaped(value) + "%");
      case STARTS_WITH -> like(kept, escaped(value) + "%");
      case ENDS_WITH -> like(kept, "%" + escaped(value));
      case GREATER -> builder.greaterThan(kept, value);
      case GREATER_OR_EQUAL -> builder.greaterThanOrEqualTo(kept, value);
      case LESS -> builder.lessThan(kept, value);
      case LESS_OR_EQUAL -> builder.lessThanOrEqualTo(kept, value);
    };
  }

  /** Both sides are put into lower case by the database: languages are not of one mind there. */
  private Predicate inAnyCase(Expression<String> text, Operator operator, String value) {
    Expression<String> kept = builder.lower(text);
    return switch (operator) {
      case EQUAL -> builder.equal(kept, lower(value));
      case NOT_EQUAL -> builder.distinctFrom(kept, lower(value));
      case CONTAINS -> builder.like(kept, lower("%" + escaped(value) + "%"), ESCAPE);
      case STARTS_WITH -> builder.like(kept, lower(escaped(value) + "%"), ESCAPE);
      case ENDS_WITH -> builder.like(kept, lower("%" + escaped(value)), ESCAPE);
      case GREATER -> builder.greaterThan(kept, lower(value));
      case GREATER_OR_EQUAL -> builder.greaterThanOrEqualTo(kept, lower(value));
      case LESS -> builder.lessThan(kept, lower(value));
      case LESS_OR_EQUAL -> builder.lessThanOrEqualTo(kept, lower(value));
    };
  }

  private Expression<String> lower(String value) {
    return builder.lower(builder.value(value));
  }

  /**
   * Constants are few and our own, so they are written out: the database can tell that an index on
   * some of the rows has all that are asked for.
   */
  private Predicate choice(Expression<?> kept, Compare compare) {
    Expression<?> constant = builder.literal(compare.value());
    return switch (compare.operator()) {
      case EQUAL -> builder.equal(kept, constant);
      case NOT_EQUAL ->
          compare.field().isRequired()
              ? builder.notEqual(kept, constant)
              : builder.distinctFrom(kept, constant);
      default -> throw new IllegalArgumentException(compare.field() + " has no order");
    };
  }

  private Predicate like(Expression<?> kept, String pattern) {
    return builder.like(kept.as(String.class), pattern, ESCAPE);
  }

  private static String escaped(Object value) {
    return value.toString().replaceAll("([\\\\%_])", "\\\\$1");
  }
}
