package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a list for, by query parameters or by the body of a {@code .search}.
 *
 * @param startIndex the number of the first resource to show, counted from 1
 * @param count how many to show, or null when the client does not say
 */
record Query(
    @Nullable String filter,
    @Nullable String sortBy,
    boolean descending,
    int startIndex,
    @Nullable Integer count,
    List<String> attributes,
    List<String> excludedAttributes) {

  /** Nothing is asked for in particular. */
  static final Query NONE = new Query(null, null, false, 1, null, List.of(), List.of());

  static Query of(MultivaluedMap<String, String> parameters) {
    return read(
        parameters::getFirst,
        name -> Projection.names(String.join(",", parameters.getOrDefault(name, List.of()))));
  }

  static Query of(ObjectNode search) {
    return read(name -> text(search.get(name)), name -> texts(search.path(name)));
  }

  private static Query read(
      Function<String, @Nullable String> one, Function<String, List<String>> many) {
    Integer start = number("startIndex", one.apply("startIndex"));
    Integer count = number("count", one.apply("count"));
    return new Query(
        one.apply("filter"),
        one.apply("sortBy"),
        "descending".equalsIgnoreCase(one.apply("sortOrder")),
        start == null ? 1 : Math.max(1, start),
        count == null ? null : Math.max(0, count),
        many.apply("attributes"),
        many.apply("excludedAttributes"));
  }

  private static @Nullable Integer number(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw ScimException.invalidValue("%s is a whole number, not %s".formatted(name, text));
    }
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.asText();
  }

  private static List<String> texts(JsonNode values) {
    if (!values.isArray()) {
      return Projection.names(text(values));
    }
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.add(value.asText()));
    return all;
  }
}
