package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.SchemaResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema: what discovery shows is what documents and filters are held against.
 *
 * @param aliases other names that a client may use for an attribute, and its own name
 */
record Schema(
    String urn,
    String name,
    String description,
    List<AttributeDefinition> attributes,
    Map<String, String> aliases) {

  Schema {
    attributes = List.copyOf(attributes);
    aliases = Map.copyOf(aliases);
  }

  Schema(String urn, String name, String description, List<AttributeDefinition> attributes) {
    this(urn, name, description, attributes, Map.of());
  }

  SchemaResource resource() {
    return new SchemaResource(urn, name, description, attributes);
  }

  boolean is(String otherUrn) {
    return urn.equalsIgnoreCase(otherUrn);
  }

  Optional<AttributeDefinition> attribute(String wanted) {
    return aliases.entrySet().stream()
        .filter(alias -> alias.getKey().equalsIgnoreCase(wanted))
        .findFirst()
        .map(Map.Entry::getValue)
        .or(() -> Optional.of(wanted))
        .flatMap(name -> named(attributes, name));
  }

  /** The part of a complex attribute. */
  static Optional<AttributeDefinition> part(AttributeDefinition attribute, String wanted) {
    return named(attribute.getSubAttributes(), wanted);
  }

  static Optional<AttributeDefinition> named(
      @Nullable Collection<AttributeDefinition> attributes, String wanted) {
    return attributes == null
        ? Optional.empty()
        : attributes.stream().filter(one -> wanted.equalsIgnoreCase(one.getName())).findFirst();
  }

  static String name(AttributeDefinition attribute) {
    String name = attribute.getName();
    if (name == null) {
      throw new IllegalStateException("an attribute without a name");
    }
    return name;
  }
}
