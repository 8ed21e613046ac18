package dev.steward.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one node of Keycloak counted, client by client and day by day.
 *
 * @param uses as JSON, with nothing in it that could not be counted
 */
public record UseReport(JsonNode uses) {

  private static final int MOST_USES = 200;
  private static final int MOST_NAMES = 65;
  private static final long MOST = 1_000_000_000_000L;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,256}");
  private static final List<String> COUNTS = List.of("issued", "denied", "wouldHaveDenied");
  private static final List<String> BY_NAME = List.of("reasons", "grants", "methods", "networks");
  private static final List<String> PARTS = List.of("scopes", "audiences", "roles");

  /**
   * The report in an event.
   *
   * @throws IllegalArgumentException when nobody can have counted so; the message says where
   */
  public static UseReport read(JsonNode event) {
    JsonNode uses = event.path("uses");
    if (!uses.isArray() || uses.size() > MOST_USES) {
      throw new IllegalArgumentException("uses is a list of at most " + MOST_USES);
    }
    for (JsonNode use : uses) {
      check(use);
    }
    return new UseReport(uses);
  }

  private static void check(JsonNode use) {
    requireName("client", use.path("client").asText(""));
    try {
      LocalDate.parse(use.path("day").asText(""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("day is a date such as 2026-11-22", e);
    }
    COUNTS.forEach(count -> requireCount(count, use.path(count)));
    for (String map : BY_NAME) {
      requireMap(map, use.path(map));
      use.path(map).forEach(count -> requireCount(map, count));
    }
    for (String map : PARTS) {
      requireMap(map, use.path(map));
      for (JsonNode part : use.path(map)) {
        requireCount(map, part.path("asked"));
        requireCount(map, part.path("granted"));
      }
    }
  }

  private static void requireMap(String what, JsonNode map) {
    if (!map.isMissingNode() && !map.isObject()) {
      throw new IllegalArgumentException(what + " is an object");
    }
    if (map.size() > MOST_NAMES) {
      throw new IllegalArgumentException(what + " has at most " + MOST_NAMES + " names");
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      requireName(what, entry.getKey());
    }
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "names in %s are texts of 1 to 256 characters that can be shown".formatted(what));
    }
  }

  private static void requireCount(String what, JsonNode count) {
    boolean counted =
        count.isIntegralNumber()
            && count.canConvertToLong()
            && count.longValue() >= 0
            && count.longValue() <= MOST;
    if (!count.isMissingNode() && !counted) {
      throw new IllegalArgumentException(
          "counts in %s are whole numbers from 0 on".formatted(what));
    }
  }
}
