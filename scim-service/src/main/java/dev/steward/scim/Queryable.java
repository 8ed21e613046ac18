package dev.steward.scim;

import dev.steward.query.Condition;
import dev.steward.query.Condition.Present;
import dev.steward.query.Field;
import dev.steward.query.SortKey;
import dev.steward.registry.Attribute;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be asked about an attribute. */
sealed interface Queryable {

  /** The condition that the attribute has a value. */
  Condition present();

  /** One field of the rows. */
  record Plain(Field field) implements Queryable {

    @Override
    public Condition present() {
      return new Present(field);
    }
  }

  /** A boolean that follows from something else. */
  record Flag(Condition isTrue) implements Queryable {

    @Override
    public Condition present() {
      return Condition.ALWAYS;
    }
  }

  /**
   * The same few values for all resources of a type.
   *
   * @param values which resources have each of them
   */
  record Fixed(Map<String, Condition> values) implements Queryable {

    /** Values that every resource of a type has. */
    static Fixed everywhere(List<String> values) {
      return new Fixed(
          values.stream().collect(Collectors.toMap(value -> value, value -> Condition.ALWAYS)));
    }

    boolean isTheSameForAll() {
      return values.values().stream().allMatch(Condition.ALWAYS::equals);
    }

    @Override
    public Condition present() {
      return Condition.ALWAYS;
    }
  }

  /** Something with parts, which is there or not, and is compared by its parts only. */
  record Whole(Condition present) implements Queryable {}

  /** A control link, which the registry keeps in two parts. */
  record Link() implements Queryable {

    @Override
    public Condition present() {
      return new Present(Attribute.CONTROL);
    }

    /** The link as it is shown. */
    SortKey sorted() {
      return new SortKey.Joined(List.of(Attribute.CONTROL_FRAMEWORK, Attribute.CONTROL), ":");
    }
  }
}
