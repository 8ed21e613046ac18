package dev.steward.scim;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request to change parts of a resource (RFC 7644 section 3.5.2).
 *
 * <p>What is wrong with it whatever the resource, is told when it is read. The operations are then
 * applied in order to the document as it is shown; what comes out is held against the schemas as a
 * whole. So either all of them take effect or none.
 */
final class Patch {

  private static final int MOST_OPERATIONS = 1000;

  private final ResourceType type;
  private final Connector connector;
  private final List<Consumer<ObjectNode>> steps = new ArrayList<>();
  private final List<PatchOperation> operations = new ArrayList<>();

  private Patch(ResourceType type, Connector connector) {
    this.type = type;
    this.connector = connector;
  }

  static Patch read(ResourceType type, Connector connector, ObjectNode body) {
    Urn.requireMessage(body, Urn.PATCH_OP);
    JsonNode operations = body.path("Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw ScimException.invalidSyntax("Operations is a list of at least one operation");
    }
    if (operations.size() > MOST_OPERATIONS) {
      throw ScimException.tooMany(
          413, "%d operations; %d is the most".formatted(operations.size(), MOST_OPERATIONS));
    }
    Patch patch = new Patch(type, connector);
    operations.forEach(patch::read);
    return patch;
  }

  /** Changes the document. */
  void applyTo(ObjectNode document) {
    steps.forEach(step -> step.accept(document));
  }

  /** The attributes that it names: what is worked out for others need not be known to apply it. */
  List<String> attributes() {
    return operations.stream().map(operation -> operation.path().target().toString()).toList();
  }

  /**
   * The values of an attribute that it adds or removes, by their ids. Nothing when it may change
   * others, too.
   */
  Optional<Set<String>> named(String attribute) {
    List<Optional<Set<String>>> each =
        operations.stream()
            .filter(operation -> operation.path().target().name().equals(attribute))
            .map(PatchOperation::named)
            .toList();
    return each.stream().allMatch(Optional::isPresent)
        ? Optional.of(each.stream().flatMap(Optional::stream).flatMap(Set::stream).collect(toSet()))
        : Optional.empty();
  }

  private void read(JsonNode operation) {
    Verb verb = verb(operation.path("op"));
    String path = path(operation.path("path"));
    JsonNode value = operation.path("value");
    Optional<Schema> schema = schema(path);
    if (path.isEmpty()) {
      members(verb, "", value);
    } else if (schema.isPresent()) {
      members(verb, schema.get(), value);
    } else {
      operation(verb, path, value, verb == Verb.ADD || connector.replaceMakesValues());
    }
  }

  private static Verb verb(JsonNode op) {
    return switch (op.asText("").toLowerCase(Locale.ROOT)) {
      case "add" -> Verb.ADD;
      case "replace" -> Verb.REPLACE;
      case "remove" -> Verb.REMOVE;
      default ->
          throw ScimException.invalidSyntax(
              op.isMissingNode() || op.isNull()
                  ? "each operation has an op: add, remove or replace"
                  : "op is add, remove or replace, not " + op);
    };
  }

  private static String path(JsonNode path) {
    if (!path.isMissingNode() && !path.isNull() && !path.isTextual()) {
      throw ScimException.invalidPath(
          "path is a text such as displayName or emails[type eq \"work\"].value, not " + path);
    }
    return path.asText("").strip();
  }

  private Optional<Schema> schema(String path) {
    String urn = path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
    return type.schema(urn);
  }

  private void members(Verb verb, Schema schema, JsonNode value) {
    boolean takesAway = verb == Verb.REMOVE || (verb == Verb.REPLACE && value.isNull());
    if (takesAway && !schema.equals(type.core())) {
      steps.add(document -> document.remove(schema.urn()));
    } else {
      members(verb, schema.urn() + ":", value);
    }
  }

  /**
   * An operation without a path says what it changes by the names in its value; SCIM-SDK's clients
   * write every value in an array.
   */
  private void members(Verb verb, String prefix, JsonNode said) {
    JsonNode value = said.isArray() && said.size() == 1 ? said.get(0) : said;
    if (verb == Verb.REMOVE) {
      throw ScimException.noTarget("a remove needs a path");
    }
    if (!prefix.isEmpty() && isNothing(value)) {
      return;
    }
    if (!(value instanceof ObjectNode members)) {
      throw ScimException.invalidSyntax(
          "the value of an operation without a path is an object with the attributes to change");
    }
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      String name = member.getKey();
      Optional<Schema> schema = prefix.isEmpty() ? schema(name) : Optional.empty();
      if (schema.isPresent()) {
        members(verb, schema.get(), member.getValue());
      } else if (!isToIgnore(prefix + name)) {
        operation(verb, prefix + name, member.getValue(), true);
      }
    }
  }

  /** An extension without a word in it, as PHP and others write an empty object. */
  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private boolean isToIgnore(String path) {
    return path.equalsIgnoreCase("schemas")
        || (connector.ignoresUnknown(type) && type.attribute(PatchPath.name(path)).isEmpty());
  }

  private void operation(Verb verb, String path, JsonNode value, boolean makes) {
    if (verb != Verb.REMOVE && value.isMissingNode()) {
      throw ScimException.invalidValue("%s %s needs a value".formatted(verb.word(), path));
    }
    var operation = new PatchOperation(verb, PatchPath.of(type, path), value, makes);
    operations.add(operation);
    steps.add(operation::applyTo);
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
