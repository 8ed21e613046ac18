package dev.steward.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import com.unboundid.scim2.common.utils.MapperFactory;
import dev.steward.problem.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as SCIM wants it: names in any case, no name twice, nothing after the end.
 *
 * <p>The nodes are the SDK's, which look names up without regard to case.
 */
final class ScimJson {

  static final String MEDIA_TYPE = "application/scim+json";

  private static final JsonMapper MAPPER = new MapperFactory().createBuilder().build();

  private static final JsonMapper READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ScimJson() {}

  static ObjectNode object() {
    return JsonUtils.getJsonNodeFactory().objectNode();
  }

  static ArrayNode array() {
    return JsonUtils.getJsonNodeFactory().arrayNode();
  }

  /**
   * Reads the body of a request, which is one JSON object.
   *
   * <p>Two names that differ in case only would be one to the SDK, and the first would be lost;
   * they are refused.
   */
  static ObjectNode read(byte @Nullable [] body) {
    JsonNode node = parse(body == null ? new byte[0] : body);
    if (node instanceof ObjectNode object) {
      return (ObjectNode) caseless(object);
    }
    throw ScimException.invalidSyntax("the body is one JSON object, not " + kind(node));
  }

  /** An object that is written as a text; nothing when the text is none. */
  static Optional<ObjectNode> readIfObject(String text) {
    try {
      return Optional.of(read(text.getBytes(StandardCharsets.UTF_8)));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "empty";
      case ARRAY -> "an array";
      case NULL -> "null";
      case BOOLEAN -> "true or false";
      default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static JsonNode caseless(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = array();
      node.forEach(one -> array.add(caseless(one)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = object();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (object.replace(member.getKey(), caseless(member.getValue())) != null) {
        throw ScimException.invalidSyntax(
            "%s stands there twice, in different case".formatted(member.getKey()));
      }
    }
    return object;
  }

  private static JsonNode parse(byte[] body) {
    if (!Utf8.isJson(body)) {
      throw ScimException.invalidSyntax(
          "the body is not JSON in UTF-8; send it as UTF-8, whatever its charset says");
    }
    try {
      return READER.readTree(body);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw ScimException.invalidSyntax(
          "the body is not JSON%s: %s"
              .formatted(
                  at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr(),
                  firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SDK's models as nodes. */
  static ObjectNode tree(Object model) {
    return MAPPER.valueToTree(model);
  }

  /** Without the advice of the parser to those who programmed with it. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("(: enable `|[,(] ?from `).*", "");
  }
}
