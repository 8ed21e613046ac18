package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places in a document of a bulk where {@code bulkId:name} stands for the id of a resource that
 * another operation makes (RFC 7644 section 3.7.2).
 *
 * <p>Such a place is a whole value, the last part of a {@code $ref}, or a value that the path of a
 * PATCH compares with.
 */
final class BulkReferences {

  private static final String MARK = "bulkId:";
  private static final String ADDRESS = "$ref";
  private static final Pattern COMPARED = Pattern.compile("\"bulkId:([^\"\\\\]+)\"");

  private BulkReferences() {}

  /** The name that a text as a whole refers to, or null. */
  static @Nullable String name(String text) {
    return text.length() > MARK.length() && text.regionMatches(true, 0, MARK, 0, MARK.length())
        ? text.substring(MARK.length())
        : null;
  }

  /** The names that a document refers to. */
  static Set<String> in(JsonNode document) {
    Set<String> names = new LinkedHashSet<>();
    resolved(
        document,
        name -> {
          names.add(name);
          return name;
        });
    return names;
  }

  /**
   * The document with ids in place of names.
   *
   * @param ids the id for a name; where it is null, the value that holds the reference is left out
   */
  static JsonNode resolved(JsonNode document, Function<String, @Nullable String> ids) {
    JsonNode whole = value("", document, ids);
    return whole == null ? ScimJson.object() : whole;
  }

  private static @Nullable JsonNode value(
      String attribute, JsonNode node, Function<String, @Nullable String> ids) {
    if (node instanceof ObjectNode object) {
      return object(object, ids);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode all = ScimJson.array();
      for (JsonNode one : array) {
        JsonNode resolved = value(attribute, one, ids);
        if (resolved != null) {
          all.add(resolved);
        }
      }
      return all;
    }
    return node.isTextual() ? text(attribute, node.textValue(), ids) : node;
  }

  private static @Nullable ObjectNode object(
      ObjectNode object, Function<String, @Nullable String> ids) {
    ObjectNode all = ScimJson.object();
    boolean refers = true;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey().toLowerCase(Locale.ROOT);
      JsonNode resolved = value(name, member.getValue(), ids);
      if (resolved != null) {
        all.set(member.getKey(), resolved);
      } else if (name.equals("value") || name.equals(ADDRESS)) {
        refers = false;
      }
    }
    return refers ? all : null;
  }

  private static @Nullable TextNode text(
      String attribute, String text, Function<String, @Nullable String> ids) {
    String name = name(text);
    if (name != null) {
      String id = ids.apply(name);
      return id == null ? null : TextNode.valueOf(id);
    }
    if (attribute.equals(ADDRESS)) {
      int last = text.lastIndexOf('/') + 1;
      String end = name(text.substring(last));
      String id = end == null ? text.substring(last) : ids.apply(end);
      return id == null ? null : TextNode.valueOf(text.substring(0, last) + id);
    }
    return TextNode.valueOf(attribute.equals("path") ? compared(text, ids) : text);
  }

  private static String compared(String path, Function<String, @Nullable String> ids) {
    return COMPARED
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement("\"" + ids.apply(found.group(1)) + "\""));
  }
}
