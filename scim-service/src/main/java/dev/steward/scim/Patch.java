package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to change parts of a resource (RFC 7644 section 3.5.2).
 *
 * <p>The operations are applied in order to the document as it is shown; what comes out is then
 * held against the schemas as a whole. So either all of them take effect or none.
 */
final class Patch {

  private static final int MOST_OPERATIONS = 1000;

  private final ResourceType type;
  private final Connector connector;
  private final JsonNode operations;

  private Patch(ResourceType type, Connector connector, JsonNode operations) {
    this.type = type;
    this.connector = connector;
    this.operations = operations;
  }

  static Patch read(ResourceType type, Connector connector, ObjectNode body) {
    JsonNode schemas = body.path("schemas");
    if (schemas.isArray() && !schemas.isEmpty() && !Urn.isAmong(schemas, Urn.PATCH_OP)) {
      throw ScimException.invalidSyntax("the body of a PATCH is a " + Urn.PATCH_OP);
    }
    JsonNode operations = body.path("Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw ScimException.invalidSyntax("Operations is a list of at least one operation");
    }
    if (operations.size() > MOST_OPERATIONS) {
      throw ScimException.tooMany(
          413, "%d operations; %d is the most".formatted(operations.size(), MOST_OPERATIONS));
    }
    return new Patch(type, connector, operations);
  }

  /** Changes the document. */
  void applyTo(ObjectNode document) {
    for (JsonNode operation : operations) {
      Verb verb = verb(operation.path("op"));
      String path = operation.path("path").asText("").strip();
      JsonNode value = operation.path("value");
      Optional<Schema> schema = schema(path);
      if (path.isEmpty()) {
        members(document, verb, "", value);
      } else if (schema.isPresent()) {
        members(document, verb, schema.get(), value);
      } else {
        operation(document, verb, path, value);
      }
    }
  }

  private static Verb verb(JsonNode op) {
    return switch (op.asText("").toLowerCase(Locale.ROOT)) {
      case "add" -> Verb.ADD;
      case "replace" -> Verb.REPLACE;
      case "remove" -> Verb.REMOVE;
      default ->
          throw ScimException.invalidSyntax(
              "op is add, remove or replace, not " + op.asText("absent"));
    };
  }

  private Optional<Schema> schema(String path) {
    String urn = path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
    return type.schema(urn);
  }

  private void members(ObjectNode document, Verb verb, Schema schema, JsonNode value) {
    if (verb == Verb.REMOVE && !schema.equals(type.core())) {
      document.remove(schema.urn());
    } else {
      members(document, verb, schema.urn() + ":", value);
    }
  }

  /** An operation without a path says what it changes by the names in its value. */
  private void members(ObjectNode document, Verb verb, String prefix, JsonNode value) {
    if (verb == Verb.REMOVE) {
      throw ScimException.noTarget("a remove needs a path");
    }
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidSyntax(
          "the value of an operation without a path is an object with the attributes to change");
    }
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      String name = member.getKey();
      Optional<Schema> schema = prefix.isEmpty() ? schema(name) : Optional.empty();
      if (schema.isPresent()) {
        members(document, verb, schema.get().urn() + ":", member.getValue());
      } else if (!isToIgnore(prefix + name)) {
        operation(document, verb, prefix + name, member.getValue());
      }
    }
  }

  private boolean isToIgnore(String path) {
    return path.equalsIgnoreCase("schemas")
        || (connector.ignoresUnknown(type) && type.attribute(PatchPath.name(path)).isEmpty());
  }

  private void operation(ObjectNode document, Verb verb, String path, JsonNode value) {
    if (verb != Verb.REMOVE && value.isMissingNode()) {
      throw ScimException.invalidValue("%s %s needs a value".formatted(verb.word(), path));
    }
    new PatchOperation(verb, PatchPath.of(type, path), value).applyTo(document);
  }

  /** What an operation does. */
  enum Verb {
    ADD,
    REPLACE,
    REMOVE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
