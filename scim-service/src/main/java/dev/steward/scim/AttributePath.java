package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a resource type, or a part of one, found by its path.
 *
 * @param urn the extension it belongs to; empty for the core schema and the common attributes
 */
record AttributePath(String urn, AttributeDefinition attribute, @Nullable AttributeDefinition sub) {

  /** The definition at the end of the path. */
  AttributeDefinition target() {
    return sub == null ? attribute : sub;
  }

  /** The name of the attribute itself. */
  String name() {
    return Schema.name(attribute);
  }

  boolean isExtension() {
    return !urn.isEmpty();
  }

  /** Whether we say what it means; the words that others suggest are no limit to clients. */
  boolean isOurs() {
    return urn.startsWith(Urn.OURS);
  }

  boolean isReadOnly() {
    return attribute.getMutability() == AttributeDefinition.Mutability.READ_ONLY
        || target().getMutability() == AttributeDefinition.Mutability.READ_ONLY;
  }

  AttributePath part(AttributeDefinition part) {
    return new AttributePath(urn, attribute, part);
  }

  /** The path within its schema. */
  String relative() {
    return sub == null ? name() : name() + "." + Schema.name(sub);
  }

  @Override
  public String toString() {
    return isExtension() ? urn + ":" + relative() : relative();
  }
}
