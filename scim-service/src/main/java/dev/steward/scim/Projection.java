package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which attributes of a resource an answer shows (RFC 7644 section 3.9). */
final class Projection {

  private final ResourceType type;
  private final Collection<String> shown;
  private final Collection<String> hidden;

  /**
   * @param shown what to show and nothing else; everything when empty
   * @param hidden what to leave out
   */
  Projection(ResourceType type, Collection<String> shown, Collection<String> hidden) {
    if (!shown.isEmpty() && !hidden.isEmpty()) {
      throw ScimException.invalidValue(
          "attributes and excludedAttributes exclude each other; use one of the two");
    }
    this.type = type;
    this.shown = List.copyOf(shown);
    this.hidden = List.copyOf(hidden);
  }

  /** Splits the value of a query parameter. */
  static List<String> names(@Nullable String parameter) {
    return parameter == null
        ? List.of()
        : List.of(parameter.split(",")).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  boolean isEmpty() {
    return shown.isEmpty() && hidden.isEmpty();
  }

  /** Whether an answer may show anything of an attribute of the core schema. */
  boolean mayShow(String attribute) {
    return shown.isEmpty()
        ? core(hidden).noneMatch(path -> path.relative().equals(attribute))
        : core(shown).anyMatch(path -> path.name().equals(attribute));
  }

  /** Whether anything of an attribute of an extension can be in an answer. */
  boolean mayShow(String urn, String attribute) {
    return shown.isEmpty()
        ? !names(hidden, urn, attribute, true)
        : names(shown, urn, attribute, false);
  }

  private boolean names(Collection<String> names, String urn, String attribute, boolean asAWhole) {
    return names.stream()
        .anyMatch(
            name ->
                urn.equalsIgnoreCase(name)
                    || type.attribute(name)
                        .filter(path -> path.urn().equals(urn))
                        .filter(path -> path.name().equals(attribute))
                        .filter(path -> !asAWhole || path.sub() == null)
                        .isPresent());
  }

  private Stream<AttributePath> core(Collection<String> names) {
    return names.stream()
        .flatMap(name -> type.attribute(name).stream())
        .filter(path -> !path.isExtension());
  }

  ObjectNode of(ObjectNode document) {
    if (shown.isEmpty()) {
      hidden.forEach(name -> hide(document, name));
      return document;
    }
    ObjectNode kept = ScimJson.object();
    Attributes.COMMON.stream()
        .filter(attribute -> attribute.getReturned() == Returned.ALWAYS)
        .map(Schema::name)
        .forEach(name -> copy(document, name, kept));
    for (String name : shown) {
      Schema extension = type.extension(name).orElse(null);
      if (extension != null) {
        copy(document, extension.urn(), kept);
      } else {
        type.attribute(name).ifPresent(path -> show(document, path, kept));
      }
    }
    return kept;
  }

  private static void show(ObjectNode document, AttributePath path, ObjectNode kept) {
    if (path.isExtension()) {
      if (document.get(path.urn()) instanceof ObjectNode inside) {
        ObjectNode into =
            kept.get(path.urn()) instanceof ObjectNode known ? known : kept.putObject(path.urn());
        show(inside, new AttributePath("", path.attribute(), path.sub()), into);
      }
      return;
    }
    if (path.sub() == null) {
      copy(document, path.name(), kept);
      return;
    }
    JsonNode value = document.get(path.name());
    if (value != null) {
      kept.set(path.name(), merged(kept.get(path.name()), value, Schema.name(path.sub())));
    }
  }

  /** The value with one part more than was kept of it before. */
  private static JsonNode merged(@Nullable JsonNode before, JsonNode value, String part) {
    if (value.isArray()) {
      var all = ScimJson.array();
      for (int i = 0; i < value.size(); i++) {
        all.add(merged(before == null ? null : before.get(i), value.get(i), part));
      }
      return all;
    }
    Set<String> parts = new LinkedHashSet<>();
    if (before != null) {
      before.fieldNames().forEachRemaining(parts::add);
    }
    parts.add(part);
    ObjectNode merged = ScimJson.object();
    parts.forEach(name -> copy((ObjectNode) value, name, merged));
    return merged;
  }

  private void hide(ObjectNode document, String name) {
    Schema extension = type.extension(name).orElse(null);
    if (extension != null) {
      document.remove(extension.urn());
      return;
    }
    type.attribute(name)
        .filter(path -> path.attribute().getReturned() != Returned.ALWAYS)
        .ifPresent(path -> hide(document, path));
  }

  private static void hide(ObjectNode document, AttributePath path) {
    JsonNode holder = path.isExtension() ? document.path(path.urn()) : document;
    if (!(holder instanceof ObjectNode members)) {
      return;
    }
    if (path.sub() == null) {
      members.remove(path.name());
      return;
    }
    String part = Schema.name(path.sub());
    JsonNode value = members.path(path.name());
    for (JsonNode one : value.isArray() ? value : ScimJson.array().add(value)) {
      if (one instanceof ObjectNode parts) {
        parts.remove(part);
      }
    }
  }

  private static void copy(ObjectNode from, String name, ObjectNode to) {
    JsonNode value = from.get(name);
    if (value != null) {
      to.set(name, value);
    }
  }
}
