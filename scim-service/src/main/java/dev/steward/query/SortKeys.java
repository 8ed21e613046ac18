package dev.steward.query;

import dev.steward.query.SortKey.First;
import dev.steward.query.SortKey.Holds;
import dev.steward.query.SortKey.Joined;
import dev.steward.query.SortKey.Of;
import dev.steward.query.Stretch.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Orders in the language of the database.
 *
 * <p>PostgreSQL puts rows without a value last, and first when descending, as SCIM wants it; said
 * in other words, no index would serve it.
 */
record SortKeys(Criteria criteria) {

  /** Sorts by code points: the same on every database, and as its indexes do. */
  private static final String BY_CODE_POINTS = "C";

  /** The condition that rows are in a stretch. */
  org.jooq.Condition within(
      Stretch stretch, org.jooq.@Nullable Field<?> key, org.jooq.Field<?> id, boolean descending) {
    if (key == null || stretch.rows() == Rows.WITHOUT_VALUE) {
      org.jooq.Condition valueless = key == null ? DSL.noCondition() : key.isNull();
      return stretch.behind() == null
          ? valueless
          : valueless.and(behind(typed(id), stretch.place().id(), descending));
    }
    if (stretch.behind() == null) {
      return stretch.rows() == Rows.ALL ? DSL.noCondition() : key.isNotNull();
    }
    return behind(typed(key), typed(id), stretch.place(), descending);
  }

  /** Rows without a value have but their ids. */
  List<SortField<?>> order(
      Stretch stretch, org.jooq.@Nullable Field<?> key, org.jooq.Field<?> id, boolean descending) {
    return key == null || stretch.rows() == Rows.WITHOUT_VALUE
        ? List.of(sorted(id, descending))
        : List.of(sorted(key, descending), sorted(id, descending));
  }

  org.jooq.Field<?> key(SortKey key) {
    return switch (key) {
      case Of of -> value(of.field());
      case Joined joined -> joined(joined);
      case Holds holds ->
          DSL.when(criteria.where(holds.condition()), DSL.inline(1)).otherwise(DSL.inline(0));
      case First first -> first(first);
    };
  }

  private org.jooq.Field<?> value(Field field) {
    org.jooq.Field<?> kept = criteria.column(field);
    if (field.type() == String.class) {
      return text(field);
    }
    return field.type().isEnum() ? rank(field.type(), kept.coerce(String.class)) : kept;
  }

  /** What decides where a text stands. */
  org.jooq.Field<String> text(Field field) {
    org.jooq.Field<String> text = criteria.column(field).coerce(String.class);
    return text(field.ignoresCase() ? DSL.lower(text) : text);
  }

  private static org.jooq.Field<String> text(org.jooq.Field<String> text) {
    return DSL.left(text, DSL.inline(SortKey.LETTERS)).collate(BY_CODE_POINTS);
  }

  private static org.jooq.Field<?> rank(Class<?> constants, org.jooq.Field<String> kept) {
    List<org.jooq.Field<String>> names = new ArrayList<>();
    for (Object constant : constants.getEnumConstants()) {
      names.add(DSL.inline(((Enum<?>) constant).name()));
    }
    var rank = DSL.choose(kept).when(names.getFirst(), DSL.inline(0));
    for (int place = 1; place < names.size(); place++) {
      rank = rank.when(names.get(place), DSL.inline(place));
    }
    return rank;
  }

  private org.jooq.Field<?> joined(Joined joined) {
    org.jooq.Field<String> separator = DSL.inline(joined.separator());
    List<org.jooq.Field<?>> parts = new ArrayList<>();
    for (Field field : joined.fields()) {
      if (!parts.isEmpty()) {
        parts.add(separator);
      }
      parts.add(criteria.column(field));
    }
    return text(DSL.concat(parts.toArray(org.jooq.Field<?>[]::new)));
  }

  private org.jooq.Field<?> first(First first) {
    Several several = Objects.requireNonNull(first.collection().several());
    Criteria ofOneValue = criteria.of(several);
    org.jooq.Field<?> key = new SortKeys(ofOneValue).key(first.of());
    List<SortField<?>> order = new ArrayList<>();
    if (first.primary() != null) {
      org.jooq.Field<Boolean> primary = ofOneValue.column(first.primary()).coerce(Boolean.class);
      order.add(DSL.coalesce(primary, DSL.inline(false)).desc());
    }
    order.add(place(several, key).asc());
    return DSL.field(
        DSL.select(key)
            .from(DSL.table(DSL.name(several.table())))
            .where(criteria.belongsTo(several), ofOneValue.where(first.among()))
            .orderBy(order)
            .limit(DSL.inline(1)));
  }

  /** The place that a value was given; of values without one, the least is the first. */
  private static org.jooq.Field<?> place(Several several, org.jooq.Field<?> key) {
    return several.inOrder() ? DSL.field(DSL.name(several.table(), "position")) : key;
  }

  private static SortField<?> sorted(org.jooq.Field<?> field, boolean descending) {
    return descending ? field.desc() : field.asc();
  }

  private static org.jooq.Condition behind(
      org.jooq.Field<Object> id, Object other, boolean descending) {
    return descending ? id.lt(value(id, other)) : id.gt(value(id, other));
  }

  /** Key and id are compared as one. */
  private static org.jooq.Condition behind(
      org.jooq.Field<Object> key, org.jooq.Field<Object> id, Position place, boolean descending) {
    var one = DSL.row(key, id);
    var other = DSL.row(value(key, Objects.requireNonNull(place.key())), value(id, place.id()));
    return descending ? one.lt(other) : one.gt(other);
  }

  private static org.jooq.Field<Object> value(org.jooq.Field<Object> like, Object value) {
    return DSL.val(value, like.getDataType());
  }

  @SuppressWarnings("unchecked") // a place holds a value of the field's own type
  private static org.jooq.Field<Object> typed(org.jooq.Field<?> field) {
    return (org.jooq.Field<Object>) field;
  }
}
