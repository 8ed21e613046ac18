package dev.steward.query;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Session;

/**
 * The rows of one kind that meet a condition, in the order of their ids.
 *
 * @param entity the entity, whose key is its {@code id}
 */
public record Selection<E>(Class<E> entity, Condition condition) {

  /** Some of them. */
  public List<E> page(EntityManager entities, int offset, int limit) {
    var session = entities.unwrap(Session.class);
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(entity);
    var root = query.from(entity);
    query.where(new Criteria(builder, query, root).where(condition));
    query.orderBy(builder.asc(root.get("id")));
    return session.createQuery(query).setFirstResult(offset).setMaxResults(limit).getResultList();
  }

  /** How many there are. */
  public long count(EntityManager entities) {
    var session = entities.unwrap(Session.class);
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(Long.class);
    var root = query.from(entity);
    query.select(builder.count(root));
    query.where(new Criteria(builder, query, root).where(condition));
    return session.createQuery(query).getSingleResult();
  }
}
