package dev.steward.scim;

import dev.steward.query.Condition;
import dev.steward.query.Condition.Present;
import dev.steward.query.Field;
import dev.steward.registry.Attribute;
import java.util.List;

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

  /** The same values for every resource of a type. */
  record Fixed(List<String> values) implements Queryable {

    @Override
    public Condition present() {
      return Condition.ALWAYS;
    }
  }

  /** A control link, which the registry keeps in two parts. */
  record Link() implements Queryable {

    @Override
    public Condition present() {
      return new Present(Attribute.CONTROL);
    }
  }
}
