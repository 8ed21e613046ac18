package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.SchemaResource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema: what discovery shows is what documents and filters are held against. */
record Schema(String urn, String name, String description, List<AttributeDefinition> attributes) {

  Schema {
    attributes = List.copyOf(attributes);
  }

  SchemaResource resource() {
    return new SchemaResource(urn, name, description, attributes);
  }

  boolean is(String otherUrn) {
    return urn.equalsIgnoreCase(otherUrn);
  }

  Optional<AttributeDefinition> attribute(String wanted) {
    return named(attributes, wanted);
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
