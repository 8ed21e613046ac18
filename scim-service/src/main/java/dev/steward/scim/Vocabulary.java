package dev.steward.scim;

import dev.steward.query.Condition;
import dev.steward.query.Field;
import java.util.Optional;

/** What lists of a resource type can be asked for, attribute by attribute. */
interface Vocabulary {

  /** What can be asked about an attribute, or nothing. */
  Optional<Queryable> of(AttributePath path);

  /** Why nothing can be asked about an attribute, as far as there is more to say. */
  default Optional<String> whyNot(AttributePath path) {
    return switch (Schema.name(path.target())) {
      case "$ref", "display", "displayName" -> Optional.of("it follows from value, which can be");
      case "location" -> Optional.of("it follows from id, which can be");
      case "version" -> Optional.of("a change says it in If-Match");
      default -> Optional.empty();
    };
  }

  /** Where the values of a multi-valued attribute are kept, if they are kept as such. */
  Optional<Field> collection(AttributePath path);

  /** A condition on one value of an attribute, when a collection holds more than its values. */
  Condition among(AttributePath path, Condition ofOneValue);

  /** Which field tells, of several values of an attribute, the primary one. */
  default Optional<Field> primary(AttributePath path) {
    return Optional.empty();
  }
}
