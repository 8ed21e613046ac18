package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.steward.database.StorableText;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Holds single values against the type that the schema gives them. */
final class ValueCheck {

  /** How many values an attribute takes. */
  static final int MOST_VALUES = 500;

  /** How many members a group takes. */
  private static final int MOST_MEMBERS = 100_000;

  private static final int LONGEST = 512;
  private static final int LONGEST_PROSE = 16_384;
  private static final Set<String> PROSE =
      Set.of(
          "description",
          "purpose",
          "photos.value",
          "protocols.specificationUrl",
          "x509Certificates.value");

  private final Connector connector;
  private final Set<String> standing;

  /**
   * @param standing bytes that were taken before, as texts: whoever changes something else is not
   *     told of them
   */
  ValueCheck(Connector connector, Set<String> standing) {
    this.connector = connector;
    this.standing = standing;
  }

  ArrayNode simples(AttributePath path, JsonNode value) {
    ArrayNode all = ScimJson.array();
    for (JsonNode each : value.isArray() ? value : ScimJson.array().add(value)) {
      all.add(simple(path, each));
    }
    refuseTooMany(path, all);
    return all;
  }

  JsonNode simple(AttributePath path, JsonNode value) {
    JsonNode alone = alone(value);
    return switch (path.target().getType()) {
      case BOOLEAN -> bool(path, alone);
      case STRING, REFERENCE, DATETIME -> text(path, alone);
      case BINARY -> binary(path, alone);
      default -> throw new IllegalStateException("no schema here has a " + path.target().getType());
    };
  }

  void refuseTooMany(AttributePath path, ArrayNode values) {
    int most = path.relative().equals("members") ? MOST_MEMBERS : MOST_VALUES;
    if (values.size() > most) {
      throw ScimException.tooMany(
          400, "%s has %d values; %d is the most".formatted(path, values.size(), most));
    }
  }

  /** Old Entra galleries write a simple value as {@code [{"$ref": null, "value": "x"}]}. */
  private static JsonNode alone(JsonNode value) {
    JsonNode first = value.isArray() && value.size() == 1 ? value.get(0) : value;
    return first.isObject() && first.hasNonNull("value") ? first.get("value") : first;
  }

  private BooleanNode bool(AttributePath path, JsonNode value) {
    if (value instanceof BooleanNode known) {
      return known;
    }
    if (connector.booleansAsText() && value.isTextual()) {
      String word = value.textValue().strip().toLowerCase(Locale.ROOT);
      if (word.equals("true") || word.equals("false")) {
        return BooleanNode.valueOf(word.equals("true"));
      }
    }
    throw ScimException.invalidValue(path + " is true or false");
  }

  private static TextNode text(AttributePath path, JsonNode value) {
    if (!value.isTextual()) {
      throw ScimException.invalidValue(path + " is text");
    }
    String text = value.textValue();
    refuseUnstorable(path, text);
    Collection<String> canonical = path.target().getCanonicalValues();
    if (canonical != null
        && path.isOurs()
        && canonical.stream().noneMatch(one -> one.equalsIgnoreCase(text))) {
      throw ScimException.invalidValue(
          "%s is one of %s, not %s".formatted(path, String.join(", ", canonical), text));
    }
    if (path.target().isRequired() && (text.isBlank() || !text.equals(text.strip()))) {
      throw ScimException.invalidValue(
          path + " is not blank, and neither begins nor ends with a space");
    }
    return TextNode.valueOf(text);
  }

  /** RFC 7643 section 2.3.6; line breaks as in a file of certificates mean nothing. */
  private TextNode binary(AttributePath path, JsonNode value) {
    TextNode text = text(path, value);
    if (standing.contains(text.textValue())) {
      return text;
    }
    try {
      Base64.getDecoder().decode(text.textValue().replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw ScimException.invalidValue(path + " is base64: " + e.getMessage());
    }
    return text;
  }

  private static void refuseUnstorable(AttributePath path, String text) {
    int longest = PROSE.contains(path.relative()) ? LONGEST_PROSE : LONGEST;
    if (text.length() > longest) {
      throw ScimException.invalidValue(
          "%s has %d characters; %d is the most".formatted(path, text.length(), longest));
    }
    if (!StorableText.isStorable(text)) {
      throw ScimException.invalidValue(path + " holds a character that no text has");
    }
  }
}
