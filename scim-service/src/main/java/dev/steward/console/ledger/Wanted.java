package dev.steward.console.ledger;

import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asked to see, in the words of the address.
 *
 * @param from the first day or instant
 * @param until the last day, or the instant before which they lie
 * @param before the place before which the page begins
 */
public record Wanted(
    @QueryParam("event") @Nullable String event,
    @QueryParam("identity") @Nullable String identity,
    @QueryParam("actor") @Nullable String actor,
    @QueryParam("from") @Nullable String from,
    @QueryParam("until") @Nullable String until,
    @QueryParam("before") @Nullable String before) {

  /** An empty field of a form asks for everything. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The same question as the query of an address, without the place. */
  public String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "event", event);
    add(parts, "identity", identity);
    add(parts, "actor", actor);
    add(parts, "from", from);
    add(parts, "until", until);
    return String.join("&", parts);
  }

  private static void add(List<String> parts, String name, @Nullable String value) {
    String given = given(value);
    if (given != null) {
      parts.add(name + "=" + URLEncoder.encode(given, StandardCharsets.UTF_8));
    }
  }
}
