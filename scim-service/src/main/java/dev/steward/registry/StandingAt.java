package dev.steward.registry;

import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Standing;
import dev.steward.query.Condition;
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
import dev.steward.query.Field;
import java.time.Instant;
import java.util.List;

/**
 * Standings at an instant, as conditions on what is kept, in ranges that an index answers.
 *
 * <p>It says in other words what {@link Standing} says.
 */
record StandingAt(Instant now) {

  /** The condition with what is kept in the place of every standing. */
  Condition in(Condition condition) {
    return switch (condition) {
      case All all -> new All(each(all.conditions()));
      case Any any -> new Any(each(any.conditions()));
      case Not not -> new Not(in(not.condition()));
      case Some some -> some;
      case Begins begins -> begins;
      case OneOf oneOf -> oneOf;
      case ByKeys byKeys -> byKeys;
      case Present present -> isStanding(present.field()) ? Condition.ALWAYS : present;
      case Compare compare -> isStanding(compare.field()) ? compared(compare) : compare;
    };
  }

  private List<Condition> each(List<Condition> conditions) {
    return conditions.stream().map(this::in).toList();
  }

  private static boolean isStanding(Field field) {
    return field == Attribute.STANDING;
  }

  private Condition compared(Compare compare) {
    Condition equal = is((Standing) compare.value());
    return switch (compare.operator()) {
      case EQUAL -> equal;
      case NOT_EQUAL -> new Not(equal);
      default -> throw new IllegalArgumentException("standings have no order");
    };
  }

  private Condition is(Standing standing) {
    return switch (standing) {
      case PROPOSED ->
          new Any(
              List.of(
                  intent(Intent.PROPOSED),
                  new All(List.of(intent(Intent.APPROVED), begun(false)))));
      case GOOD -> approved(after(Attribute.GRACE_FROM), after(Attribute.GOOD_UNTIL));
      case GRACE ->
          approved(
              reached(Attribute.GRACE_FROM),
              after(Attribute.BROWNOUT_FROM),
              after(Attribute.GOOD_UNTIL));
      case BROWNOUT -> approved(reached(Attribute.BROWNOUT_FROM), after(Attribute.GOOD_UNTIL));
      case LAPSED -> approved(reached(Attribute.GOOD_UNTIL));
      case SUSPENDED -> intent(Intent.SUSPENDED);
      case REVOKED -> intent(Intent.REVOKED);
    };
  }

  private static Condition approved(Condition... times) {
    return new All(List.of(intent(Intent.APPROVED), begun(true), new All(List.of(times))));
  }

  private static Condition intent(Intent intent) {
    return new Compare(Attribute.INTENT, Operator.EQUAL, intent);
  }

  private static Condition begun(boolean begun) {
    return new Compare(Attribute.BEGUN, Operator.EQUAL, begun);
  }

  private Condition reached(Attribute instant) {
    return new Compare(instant, Operator.LESS_OR_EQUAL, now);
  }

  private Condition after(Attribute instant) {
    return new Compare(instant, Operator.GREATER, now);
  }
}
