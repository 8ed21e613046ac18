package dev.steward.console.ledger;

import dev.steward.console.Given;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asked to see, in the words of the address.
 *
 * @param from the first day or instant
 * @param until the last day, or the instant before which they lie
 * @param with the place of an entry with which they were made at once, or the id of the errand by
 *     which they were
 * @param before the place before which the page begins
 */
public record Wanted(
    @QueryParam("event") @Nullable String event,
    @QueryParam("identity") @Nullable String identity,
    @QueryParam("actor") @Nullable String actor,
    @QueryParam("from") @Nullable String from,
    @QueryParam("until") @Nullable String until,
    @QueryParam("with") @Nullable String with,
    @QueryParam("before") @Nullable String before) {

  private static final Pattern ERRAND =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** Whether they are wanted that were made when many were answered at once. */
  public boolean isOfMany() {
    return with != null && isOfMany(with);
  }

  static boolean isOfMany(String with) {
    return ERRAND.matcher(with).matches();
  }

  /** All of it as the address of this page ends. */
  public String here() {
    List<String> parts = new ArrayList<>();
    if (!query().isEmpty()) {
      parts.add(query());
    }
    Given.add(parts, "before", before);
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  /** Where the entries begin that it finds. */
  String begin() {
    return "/console/ledger?" + query();
  }

  /** The same question as the query of an address, without the place. */
  public String query() {
    List<String> parts = new ArrayList<>();
    Given.add(parts, "event", event);
    Given.add(parts, "identity", identity);
    Given.add(parts, "actor", actor);
    Given.add(parts, "from", from);
    Given.add(parts, "until", until);
    Given.add(parts, "with", with);
    return String.join("&", parts);
  }
}
