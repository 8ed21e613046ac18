package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.steward.database.StorableText;

/**
 * JSON as PostgreSQL keeps it: without the characters that it refuses in any text.
 *
 * <p>Keycloak's own database may be another one, where a client can be called whatever somebody
 * pasted. One such client must not hide all the others of its page.
 */
final class Storable {

  private static final char INSTEAD = '\uFFFD';

  private Storable() {}

  /** The same, with a replacement character for each that cannot be kept. */
  static JsonNode of(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(text(text.textValue()));
      case ArrayNode array -> {
        ArrayNode kept = array.arrayNode(array.size());
        array.forEach(element -> kept.add(of(element)));
        yield kept;
      }
      case ObjectNode object -> {
        ObjectNode kept = object.objectNode();
        object.properties().forEach(field -> kept.set(text(field.getKey()), of(field.getValue())));
        yield kept;
      }
      default -> node;
    };
  }

  private static String text(String text) {
    if (StorableText.isStorable(text)) {
      return text;
    }
    return text.codePoints()
        .map(character -> StorableText.isStorable(character) ? character : INSTEAD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
