package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a list for, by query parameters or by the body of a {@code .search}.
 *
 * @param startIndex the number of the first resource to show, counted from 1
 * @param count how many to show, or null when the client does not say
 * @param cursor where the page begins (RFC 9865), empty for the first one; null when the client
 *     goes by numbers
 */
record Query(
    @Nullable String filter,
    @Nullable String sortBy,
    boolean descending,
    int startIndex,
    @Nullable Integer count,
    @Nullable String cursor,
    List<String> attributes,
    List<String> excludedAttributes) {

  private static final Pattern WHOLE = Pattern.compile("([+-]?)0*([0-9]+)(?:\\.0*)?");

  /** Numbers with more digits are as good as the largest there is. */
  private static final int DIGITS = 9;

  /** Some attributes are asked for; all of them when none is named. */
  static Query about(List<String> attributes) {
    return new Query(null, null, false, 1, null, null, attributes, List.of());
  }

  static Query of(MultivaluedMap<String, String> parameters) {
    // whoever pages by startindex would read the first page for ever, if only startIndex were known
    SortedMap<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    parameters.forEach(
        (name, values) ->
            anyCase.merge(
                name,
                values,
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    return read(
        name -> anyCase.containsKey(name) ? anyCase.get(name).getFirst() : null,
        name -> Projection.names(String.join(",", anyCase.getOrDefault(name, List.of()))));
  }

  static Query of(ObjectNode search) {
    Urn.requireMessage(search, Urn.SEARCH_REQUEST);
    return read(name -> text(name, search.get(name)), name -> texts(name, search.path(name)));
  }

  private static Query read(
      Function<String, @Nullable String> one, Function<String, List<String>> many) {
    String cursor = one.apply("cursor");
    Integer start = number("startIndex", one.apply("startIndex"));
    if (cursor != null && start != null) {
      throw ScimException.invalidValue(
          "a list is read by startIndex or by cursor; leave one of them out");
    }
    return new Query(
        one.apply("filter"),
        one.apply("sortBy"),
        descending(one.apply("sortOrder")),
        start == null ? 1 : Math.max(1, start),
        cursor == null ? counted(one.apply("count")) : perPage(one.apply("count")),
        cursor,
        many.apply("attributes"),
        many.apply("excludedAttributes"));
  }

  private static boolean descending(@Nullable String order) {
    return switch (order == null ? "" : order.strip().toLowerCase(Locale.ROOT)) {
      case "", "ascending" -> false;
      case "descending" -> true;
      default -> throw ScimException.invalidValue("sortOrder is ascending or descending");
    };
  }

  /** RFC 7644 section 3.4.2.4: less than none is none. */
  private static @Nullable Integer counted(@Nullable String text) {
    Integer count = number("count", text);
    return count == null ? null : Math.max(0, count);
  }

  /** RFC 9865 section 2: a page that a cursor leads to has room for one resource or more. */
  private static @Nullable Integer perPage(@Nullable String text) {
    if (isUnsaid(text)) {
      return null;
    }
    Integer count = whole(text);
    if (count == null || count < 1) {
      throw ScimException.invalidCount("with a cursor, count is a whole number from 1 on");
    }
    return count;
  }

  private static @Nullable Integer number(String name, @Nullable String text) {
    if (isUnsaid(text)) {
      return null;
    }
    Integer number = whole(text);
    if (number == null) {
      throw ScimException.invalidValue(name + " is a whole number");
    }
    return number;
  }

  private static boolean isUnsaid(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static @Nullable Integer whole(@Nullable String text) {
    Matcher written = WHOLE.matcher(text == null ? "" : text.strip());
    if (!written.matches()) {
      return null;
    }
    boolean negative = written.group(1).equals("-");
    String digits = written.group(2);
    if (digits.length() > DIGITS) {
      return negative ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return negative ? -Integer.parseInt(digits) : Integer.parseInt(digits);
  }

  private static @Nullable String text(String name, @Nullable JsonNode value) {
    if (value != null && value.isContainerNode() && !value.isEmpty()) {
      throw ScimException.invalidValue(name + " is one value, not several or an object");
    }
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }

  private static List<String> texts(String name, JsonNode values) {
    if (!values.isArray()) {
      return Projection.names(text(name, values));
    }
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.addAll(Projection.names(text(name, value))));
    return all;
  }
}
