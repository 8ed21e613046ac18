package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Texts in and out of documents, and what every document says of its resource. */
final class Fields {

  private Fields() {}

  static void put(ObjectNode document, String name, @Nullable String value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  static @Nullable String text(JsonNode document, String name) {
    return document.path(name).textValue();
  }

  /** The id of what is referred to: {@code value}, or the end of {@code $ref}; null for nothing. */
  static @Nullable String reference(JsonNode reference) {
    String id = reference.path("value").asText("");
    if (id.isBlank()) {
      String address = reference.path("$ref").asText("");
      id = Ids.unescaped(address.substring(address.lastIndexOf('/') + 1));
    }
    return id.isBlank() ? null : id;
  }

  static void meta(
      ObjectNode document,
      ResourceType type,
      String location,
      Instant created,
      Instant modified,
      long version) {
    document
        .putObject("meta")
        .put("resourceType", type.name())
        .put("created", created.toString())
        .put("lastModified", modified.toString())
        .put("location", location)
        .put("version", ScimAnswer.etag(version));
  }
}
