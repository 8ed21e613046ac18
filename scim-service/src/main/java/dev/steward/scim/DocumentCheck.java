package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document that a client sent against the schemas of its resource type.
 *
 * <p>What comes out is spelled as the schemas spell it and holds nothing that a client may not say:
 * read-only attributes are left out, as RFC 7644 sections 3.3 and 3.5.1 want it, and so are nulls.
 */
final class DocumentCheck {

  private final ResourceType type;
  private final Connector connector;
  private final ValueCheck values;

  DocumentCheck(ResourceType type, Connector connector) {
    this(type, connector, Set.of());
  }

  /** For what was changed in parts: bytes that stood there before are not looked at again. */
  DocumentCheck(ResourceType type, Connector connector, Set<String> standing) {
    this.type = type;
    this.connector = connector;
    this.values = new ValueCheck(connector, standing);
  }

  /** The document in canonical spelling. */
  ObjectNode clean(ObjectNode sent) {
    refuseUnknownSchemas(sent.get("schemas"));
    ObjectNode clean = ScimJson.object();
    for (Map.Entry<String, JsonNode> member : sent.properties()) {
      put(member.getKey(), member.getValue(), clean);
    }
    requireAll(clean);
    return clean;
  }

  /** Puts one checked attribute, or a whole extension, where it belongs. */
  private void put(String name, JsonNode value, ObjectNode clean) {
    Optional<Schema> extension = type.extension(name);
    if (extension.isPresent()) {
      putExtension(extension.get(), value, clean);
      return;
    }
    Optional<AttributeDefinition> attribute =
        type.core().attribute(name).or(() -> Schema.named(Attributes.COMMON, name));
    attribute.ifPresentOrElse(
        found -> putAttribute(new AttributePath("", found, null), value, clean),
        () -> putPath(name, value, clean));
  }

  /** Some write {@code name.givenName} or the URN of an extension and an attribute as one name. */
  private void putPath(String name, JsonNode value, ObjectNode clean) {
    AttributePath path = type.attribute(name).orElse(null);
    if (path == null || (path.sub() != null && path.attribute().isMultiValued())) {
      unknown(name);
    } else if (path.isReadOnly() || isUnsaid(value)) {
      return;
    } else if (path.sub() == null) {
      putAttribute(path, value, holder(path, clean));
    } else {
      ObjectNode holder = holder(path, clean);
      putPart(
          path,
          value,
          holder.get(path.name()) instanceof ObjectNode whole
              ? whole
              : holder.putObject(path.name()));
    }
  }

  private static ObjectNode holder(AttributePath path, ObjectNode clean) {
    return !path.isExtension()
        ? clean
        : clean.get(path.urn()) instanceof ObjectNode known ? known : clean.putObject(path.urn());
  }

  private void putExtension(Schema extension, JsonNode value, ObjectNode clean) {
    if (isUnsaid(value)) {
      return;
    }
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidValue(extension.urn() + " is an object");
    }
    ObjectNode inside =
        clean.get(extension.urn()) instanceof ObjectNode known ? known : ScimJson.object();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      extension
          .attribute(member.getKey())
          .ifPresentOrElse(
              found ->
                  putAttribute(
                      new AttributePath(extension.urn(), found, null), member.getValue(), inside),
              () -> unknown(extension.urn() + ":" + member.getKey()));
    }
    clean.set(extension.urn(), inside);
  }

  private void putAttribute(AttributePath path, JsonNode value, ObjectNode into) {
    AttributeDefinition attribute = path.attribute();
    if (attribute.getMutability() == Mutability.READ_ONLY || isUnsaid(value)) {
      return;
    }
    JsonNode checked = attribute.isMultiValued() ? many(path, value) : one(path, value);
    JsonNode twin = into.get(Schema.name(attribute));
    if (twin != null && !twin.equals(checked)) {
      throw ScimException.invalidSyntax(
          path + " stands there twice, under names that differ, with values that differ");
    }
    if (!checked.isEmpty() || checked.isValueNode()) {
      into.set(Schema.name(attribute), checked);
    }
  }

  /** RFC 7643 section 2.5: null and an empty array are alike, and mean that there is no value. */
  private static boolean isUnsaid(JsonNode value) {
    return value.isNull() || (value.isArray() && value.isEmpty());
  }

  private ArrayNode many(AttributePath path, JsonNode value) {
    ArrayNode all = ScimJson.array();
    // A single value in place of an array is what SailPoint and others send.
    for (JsonNode each : value.isArray() ? value : ScimJson.array().add(value)) {
      if (!each.isNull()) {
        all.add(one(path, each));
      }
    }
    values.refuseTooMany(path, all);
    if (Primary.count(all) > 1) {
      throw ScimException.invalidValue(path + ": one value is the primary one, not several");
    }
    return all;
  }

  private JsonNode one(AttributePath path, JsonNode value) {
    if (path.target().getType() != AttributeDefinition.Type.COMPLEX) {
      return values.simple(path, value);
    }
    // Entra ID wraps a single complex value in an array, or sends its id alone.
    JsonNode alone = value.isArray() && value.size() == 1 ? value.get(0) : value;
    AttributeDefinition attribute = path.attribute();
    if (alone.isTextual() && Schema.part(attribute, "value").isPresent()) {
      alone = ScimJson.object().set("value", alone);
    }
    if (!(alone instanceof ObjectNode members)) {
      throw ScimException.invalidValue(path + " is an object");
    }
    ObjectNode clean = ScimJson.object();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      Schema.part(attribute, member.getKey())
          .ifPresentOrElse(
              part -> putPart(path.part(part), member.getValue(), clean),
              () -> unknown(path + "." + member.getKey()));
    }
    return clean;
  }

  private void putPart(AttributePath path, JsonNode value, ObjectNode into) {
    boolean isUnsaid = path.target().isMultiValued() ? value.isNull() : isUnsaid(value);
    if (path.isReadOnly() || isUnsaid) {
      return;
    }
    JsonNode checked =
        path.target().isMultiValued() ? values.simples(path, value) : values.simple(path, value);
    if (into.replace(Schema.name(path.target()), checked) != null) {
      throw ScimException.invalidSyntax(path + " stands there twice, in different case");
    }
  }

  private void refuseUnknownSchemas(@Nullable JsonNode schemas) {
    if (schemas == null || schemas.isNull() || connector.ignoresUnknown(type)) {
      return;
    }
    for (JsonNode urn : schemas.isArray() ? schemas : ScimJson.array().add(schemas)) {
      if (!urn.isTextual() || type.schema(urn.textValue()).isEmpty()) {
        throw ScimException.invalidValue(
            "schemas: %s is no schema of %s; it has %s"
                .formatted(
                    urn.asText(),
                    type.name(),
                    String.join(" and ", type.written().stream().map(Schema::urn).toList())));
      }
    }
  }

  private void unknown(String name) {
    if (!connector.ignoresUnknown(type)) {
      throw ScimException.invalidValue(
          "%s: no schema of %s has this attribute".formatted(name, type.name()));
    }
  }

  private void requireAll(ObjectNode clean) {
    for (AttributeDefinition attribute : type.core().attributes()) {
      if (attribute.isRequired() && !clean.has(Schema.name(attribute))) {
        throw ScimException.invalidValue(Schema.name(attribute) + " is required");
      }
    }
  }
}
