package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a bulk, as it was sent. What is wrong with it fails this operation only.
 *
 * @param position its place in the request, counted from 0
 * @param method in capital letters; empty when absent
 * @param bulkId its name in the request
 * @param target the endpoint, or the resource, that it is meant for
 * @param version the version that it is meant for
 * @param data what a request of its own would have as body
 */
record BulkOperation(
    int position,
    String method,
    @Nullable String bulkId,
    BulkTarget target,
    @Nullable String version,
    @Nullable ObjectNode data) {

  static BulkOperation read(int position, JsonNode sent) {
    if (!(sent instanceof ObjectNode operation)) {
      throw ScimException.invalidSyntax("Operations[%d] is no object".formatted(position));
    }
    String method = text(operation, "method");
    String path = text(operation, "path");
    String verb = method == null ? "" : method.strip().toUpperCase(Locale.ROOT);
    return new BulkOperation(
        position,
        verb,
        text(operation, "bulkId"),
        BulkTarget.of(path == null ? "" : path),
        text(operation, "version"),
        data(verb, operation.path("data")));
  }

  /**
   * The example of RFC 7644 section 3.7 lists the operations of a PATCH without the object around
   * them, and some write the object as a text.
   */
  private static @Nullable ObjectNode data(String method, JsonNode sent) {
    if (sent.isArray() && method.equals("PATCH")) {
      return ScimJson.object().set("Operations", sent);
    }
    if (sent.isTextual()) {
      return ScimJson.readIfObject(sent.textValue()).orElse(null);
    }
    return sent instanceof ObjectNode data ? data : null;
  }

  private static @Nullable String text(ObjectNode operation, String name) {
    JsonNode value = operation.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** The name by which other operations can refer to what this one makes, or null. */
  @Nullable String makes() {
    return method.equals("POST") ? bulkId : null;
  }

  /** The names of what must be there before this operation can be done. */
  Set<String> references() {
    Set<String> names = new LinkedHashSet<>();
    if (data != null) {
      names.addAll(BulkReferences.in(data));
    }
    String meant = target.reference();
    if (meant != null) {
      names.add(meant);
    }
    return names;
  }

  /** Refuses an operation that lacks a part. */
  void requireWhole() {
    switch (method) {
      case "POST" -> {
        if (bulkId == null || bulkId.isBlank()) {
          throw ScimException.invalidSyntax("a POST in a bulk needs a bulkId");
        }
        body();
      }
      case "PUT", "PATCH" -> body();
      case "DELETE" -> {}
      default ->
          throw ScimException.invalidSyntax(
              "method is POST, PUT, PATCH or DELETE, not "
                  + (method.isEmpty() ? "absent" : method));
    }
  }

  ObjectNode body() {
    if (data == null) {
      throw ScimException.invalidSyntax("a %s in a bulk needs data, an object".formatted(method));
    }
    return data;
  }
}
