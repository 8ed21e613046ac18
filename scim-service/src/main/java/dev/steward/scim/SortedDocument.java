package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A resource in a list that is sorted across types.
 *
 * <p>Within a type the database has sorted; what the documents show decides between types.
 *
 * @param key what it is sorted by; null when it has no value
 */
record SortedDocument(@Nullable Key key, ObjectNode shown) {

  /** Resources without a value come last. */
  static final Comparator<SortedDocument> ASCENDING =
      Comparator.comparing(
          SortedDocument::key,
          Comparator.nullsLast(
              Comparator.comparingInt(Key::rank)
                  .thenComparing(Key::time)
                  .thenComparing(Key::text)));

  /** A value among others of its attribute, which differ in one of these. */
  record Key(int rank, Instant time, String text) {}

  /**
   * @param by the attribute that the list is sorted by; null when the type does not have it
   */
  static SortedDocument of(ObjectNode document, @Nullable AttributePath by, Projection projection) {
    return new SortedDocument(by == null ? null : key(document, by), projection.of(document));
  }

  private static @Nullable Key key(ObjectNode document, AttributePath by) {
    JsonNode home = by.isExtension() ? document.path(by.urn()) : document;
    JsonNode value = chosen(home.path(by.name()));
    JsonNode part = by.sub() == null ? value : value.path(Schema.name(by.sub()));
    JsonNode plain = part.isObject() ? part.path("value") : part;
    return plain.isValueNode() && !plain.isNull() ? key(plain, by.target()) : null;
  }

  /** Of several values, the primary one decides, else the first. */
  private static JsonNode chosen(JsonNode value) {
    if (!value.isArray()) {
      return value;
    }
    return value
        .valueStream()
        .filter(one -> one.path("primary").asBoolean())
        .findFirst()
        .orElse(value.path(0));
  }

  private static Key key(JsonNode value, AttributeDefinition attribute) {
    String text = value.asText();
    if (attribute.getType() == Type.BOOLEAN) {
      return new Key(value.asBoolean() ? 1 : 0, Instant.EPOCH, "");
    }
    if (attribute.getType() == Type.DATETIME) {
      return new Key(0, Spans.instant(Schema.name(attribute), text), "");
    }
    Collection<String> words = attribute.getCanonicalValues();
    int rank = words == null ? 0 : List.copyOf(words).indexOf(text);
    return new Key(
        rank, Instant.EPOCH, attribute.isCaseExact() ? text : text.toLowerCase(Locale.ROOT));
  }
}
