package dev.steward.query;

import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Offset;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.criteria.JpaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one kind that meet a condition.
 *
 * @param entity the entity, whose key is its {@code id}
 */
public record Selection<E>(Class<E> entity, Condition condition) {

  /** How many rows are worth reading only to skip them. */
  private static final int NEAR = 1000;

  /** Some of them. */
  public Page<E> page(EntityManager entities, Window window) {
    Order order = window.order();
    int limit = window.limit();
    return switch (window.start()) {
      case Offset offset when offset.rows() > NEAR ->
          page(far(entities, order, offset.rows(), limit + 1), limit);
      case Offset offset ->
          page(found(entities, order, Stretch.WHOLE, offset.rows(), limit + 1), limit);
      case After after -> page(behind(entities, order, after.position(), limit + 1), limit);
      case Before before ->
          turned(page(behind(entities, order.reversed(), before.position(), limit + 1), limit));
    };
  }

  /** How many there are. */
  public long count(EntityManager entities) {
    var session = entities.unwrap(Session.class);
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(Long.class);
    var root = query.from(entity);
    query.select(builder.count());
    query.where(new Criteria(builder, query, root).where(condition));
    return session.createQuery(query).getSingleResult();
  }

  /**
   * Where some rows have a value of the sort key and others none, each stretch is asked for by
   * itself: so an index finds the place in it.
   */
  private List<Found<E>> behind(
      EntityManager entities, Order order, @Nullable Position position, int limit) {
    List<Found<E>> found = new ArrayList<>();
    for (Stretch stretch : Stretch.behind(order, position)) {
      if (found.size() < limit) {
        found.addAll(found(entities, order, stretch, 0, limit - found.size()));
      }
    }
    return found;
  }

  /** From the place of the last row that is not wanted, for which no row need be read. */
  private List<Found<E>> far(EntityManager entities, Order order, int offset, int limit) {
    return asked(entities, order, Stretch.WHOLE, false)
        .setFirstResult(offset - 1)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(last -> behind(entities, order, place(order, last), limit))
        .orElse(List.of());
  }

  private List<Found<E>> found(
      EntityManager entities, Order order, Stretch stretch, int offset, int limit) {
    return asked(entities, order, stretch, true)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(row -> new Found<>(entity.cast(row[row.length - 1]), place(order, row)))
        .toList();
  }

  /** The id, the sort key if there is one, and if wanted the row itself. */
  private SelectionQuery<Object[]> asked(
      EntityManager entities, Order order, Stretch stretch, boolean whole) {
    var session = entities.unwrap(Session.class);
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(Object[].class);
    JpaRoot<E> root = query.from(entity);
    var keys = new SortKeys(builder, query, root);
    JpaExpression<?> id = root.get("id");
    @Nullable SortKey by = order.by();
    @Nullable JpaExpression<?> key = by == null ? null : keys.key(by);
    Predicate wanted = new Criteria(builder, query, root).where(condition);
    @Nullable Predicate within = keys.within(stretch, key, id, order.descending());
    List<jakarta.persistence.criteria.Selection<?>> told = new ArrayList<>();
    told.add(id);
    if (key != null) {
      told.add(key);
    }
    if (whole) {
      told.add(root);
    }
    query.select(builder.array(told));
    query.where(within == null ? wanted : builder.and(wanted, within));
    query.orderBy(keys.order(stretch, key, id, order.descending()));
    return session.createQuery(query);
  }

  private static Position place(Order order, @Nullable Object[] row) {
    return new Position(order.by() == null ? null : row[1], Objects.requireNonNull(row[0]));
  }

  private static <E> Page<E> page(List<Found<E>> found, int limit) {
    List<Found<E>> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().map(Found::row).toList(),
        shown.isEmpty() ? null : shown.getFirst().position(),
        shown.isEmpty() ? null : shown.getLast().position(),
        found.size() > limit);
  }

  private static <E> Page<E> turned(Page<E> page) {
    return new Page<>(
        page.rows().reversed(), /* first= */ page.last(), /* last= */ page.first(), page.more());
  }

  /** A row and where it stands. */
  private record Found<E>(E row, Position position) {}
}
