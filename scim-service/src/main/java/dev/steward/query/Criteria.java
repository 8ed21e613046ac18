package dev.steward.query;

import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Begins;
import dev.steward.query.Condition.ByKeys;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.OneOf;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Condition.Some;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the language of the database. Values travel as parameters, never as text.
 *
 * @param table the table of the rows
 * @param member the table whose one row conditions are about, or null
 * @param rowByRow whether what rows have several of is looked up for each of them: whoever walks
 *     through the rows in order is not to gather all that have it first
 */
record Criteria(String table, @Nullable String member, boolean rowByRow) {

  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
  private static final char ESCAPE = '\\';

  Criteria(String table) {
    this(table, null, false);
  }

  /** For a walk through the rows in order. */
  Criteria walking() {
    return new Criteria(table, member, true);
  }

  /** Conditions on one value of several. */
  Criteria of(Several several) {
    return new Criteria(table, several.table(), rowByRow);
  }

  org.jooq.Condition where(Condition condition) {
    return switch (condition) {
      case All all ->
          all.conditions().isEmpty() ? DSL.trueCondition() : DSL.and(each(all.conditions()));
      case Any any ->
          any.conditions().isEmpty() ? DSL.falseCondition() : DSL.or(each(any.conditions()));
      case Not not -> holdsNot(where(not.condition()));
      case Begins begins -> begins(begins);
      case Some some -> exists(some.of(), one -> one.where(some.ofOneValue()));
      case Present present ->
          among(present.field(), one -> one.column(present.field()).isNotNull());
      case Compare compare -> compare(compare);
      case OneOf oneOf -> oneOf(oneOf);
      case ByKeys byKeys -> byKeys(byKeys.same());
    };
  }

  /** The column of a field, as a value in a statement. */
  org.jooq.Field<?> column(Field field) {
    return field.type().isEnum() ? column(field, String.class) : column(field, field.type());
  }

  private <V> org.jooq.Field<V> column(Field field, Class<V> type) {
    String of = field.isMany() ? Objects.requireNonNull(member) : table;
    return DSL.field(DSL.name(of, field.column()), type);
  }

  private org.jooq.Condition oneOf(OneOf oneOf) {
    String[] ids = oneOf.ids().stream().map(UUID::toString).toArray(String[]::new);
    return DSL.condition(
        "{0} = any ({1}::text[]::uuid[])", column(oneOf.id(), UUID.class), DSL.val(ids));
  }

  private org.jooq.Condition byKeys(Compare same) {
    Several several = Objects.requireNonNull(same.field().several());
    var keys =
        DSL.select(DSL.field(DSL.name(several.table(), several.row())))
            .from(DSL.table(DSL.name(several.table())))
            .where(of(several).where(same));
    return DSL.condition("{0} = any (array({1}))", DSL.field(DSL.name(table, "id")), keys);
  }

  /** From the beginning to the beginning with the last of all characters behind it. */
  private org.jooq.Condition begins(Begins begins) {
    org.jooq.Field<String> key = new SortKeys(this).text(begins.field());
    org.jooq.Field<String> from = text(begins.with(), begins.field().ignoresCase());
    return key.ge(from).and(key.lt(from.concat(DSL.inline(LAST_CHARACTER))));
  }

  private List<org.jooq.Condition> each(List<Condition> conditions) {
    return conditions.stream().map(this::where).toList();
  }

  /** What is not known to hold does not hold: SQL's third truth value ends here. */
  private static org.jooq.Condition holdsNot(org.jooq.Condition condition) {
    return DSL.coalesce(DSL.field(condition), DSL.inline(false)).eq(DSL.inline(false));
  }

  private org.jooq.Condition compare(Compare compare) {
    Field field = compare.field();
    if (compare.operator() == Operator.NOT_EQUAL && field.isMany() && member == null) {
      return DSL.not(compare(new Compare(field, Operator.EQUAL, compare.value())));
    }
    return among(field, one -> one.relation(compare));
  }

  private org.jooq.Condition among(Field field, Function<Criteria, org.jooq.Condition> relation) {
    return field.isMany() && member == null ? exists(field, relation) : relation.apply(this);
  }

  private org.jooq.Condition exists(Field field, Function<Criteria, org.jooq.Condition> relation) {
    Several several = Objects.requireNonNull(field.several());
    var found =
        DSL.selectOne()
            .from(DSL.table(DSL.name(several.table())))
            .where(belongsTo(several), relation.apply(of(several)));
    // PostgreSQL joins what has no offset.
    return DSL.exists(rowByRow ? found.offset(DSL.inline(0)) : found);
  }

  /** That a value is one of the row's. */
  org.jooq.Condition belongsTo(Several several) {
    return DSL.field(DSL.name(several.table(), several.row())).eq(DSL.field(DSL.name(table, "id")));
  }

  @SuppressWarnings("unchecked") // Compare has checked that the value is of the field's type
  private <V> org.jooq.Condition relation(Compare compare) {
    Field field = compare.field();
    if (field.type().isEnum() || field.type() == Boolean.class) {
      return choice(compare);
    }
    if (field.type() == String.class || compare.operator().isOfTexts()) {
      return ofTexts(compare);
    }
    Class<V> type = (Class<V>) field.type();
    V value = (V) compare.value();
    return ordered(column(field, type), compare.operator(), DSL.val(value, type));
  }

  /**
   * Both sides of texts in any case are put into lower case by the database: languages are not of
   * one mind there.
   */
  private org.jooq.Condition ofTexts(Compare compare) {
    String value = compare.value().toString();
    Field field = compare.field();
    boolean isId = field.type() == UUID.class;
    boolean anyCase = isId || field.ignoresCase();
    org.jooq.Field<String> text =
        isId ? column(field, UUID.class).cast(String.class) : column(field, String.class);
    org.jooq.Field<String> kept = anyCase ? DSL.lower(text) : text;
    return switch (compare.operator()) {
      case CONTAINS -> like(kept, "%" + escaped(value) + "%", anyCase);
      case STARTS_WITH -> like(kept, escaped(value) + "%", anyCase);
      case ENDS_WITH -> like(kept, "%" + escaped(value), anyCase);
      default -> ordered(kept, compare.operator(), text(value, anyCase));
    };
  }

  private static <V> org.jooq.Condition ordered(
      org.jooq.Field<V> kept, Operator operator, org.jooq.Field<V> value) {
    return switch (operator) {
      case EQUAL -> kept.eq(value);
      case NOT_EQUAL -> kept.isDistinctFrom(value);
      case GREATER -> kept.gt(value);
      case GREATER_OR_EQUAL -> kept.ge(value);
      case LESS -> kept.lt(value);
      case LESS_OR_EQUAL -> kept.le(value);
      case CONTAINS, STARTS_WITH, ENDS_WITH ->
          throw new IllegalArgumentException("only texts are searched for texts");
    };
  }

  /**
   * Constants are few and our own, so they are written out: the database can tell that an index on
   * some of the rows has all that are asked for.
   */
  private org.jooq.Condition choice(Compare compare) {
    Field field = compare.field();
    return compare.value() instanceof Enum<?> constant
        ? choice(column(field, String.class), compare, DSL.inline(constant.name()))
        : choice(column(field, Boolean.class), compare, DSL.inline((Boolean) compare.value()));
  }

  private static <V> org.jooq.Condition choice(
      org.jooq.Field<V> kept, Compare compare, org.jooq.Field<V> constant) {
    return switch (compare.operator()) {
      case EQUAL -> kept.eq(constant);
      case NOT_EQUAL ->
          compare.field().isRequired() ? kept.ne(constant) : kept.isDistinctFrom(constant);
      default -> throw new IllegalArgumentException(compare.field() + " has no order");
    };
  }

  private static org.jooq.Condition like(
      org.jooq.Field<String> kept, String pattern, boolean anyCase) {
    return kept.like(text(pattern, anyCase), ESCAPE);
  }

  private static org.jooq.Field<String> text(String value, boolean anyCase) {
    org.jooq.Field<String> text = DSL.val(value, String.class);
    return anyCase ? DSL.lower(text) : text;
  }

  private static String escaped(String value) {
    return value.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
