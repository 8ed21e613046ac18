package dev.steward.console.review;

import dev.steward.address.AddressPart;
import dev.steward.certification.ReviewQueue.Place;
import dev.steward.certification.ReviewQueue.Which;
import dev.steward.identity.Identity.RiskTier;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews a table shows, as its address says.
 *
 * @param all everybody's rather than one's own
 * @param tier in lower case, or empty
 * @param after behind which of them the page begins; null for the first page
 */
record Filter(
    boolean all, String tier, boolean late, boolean unused, String name, @Nullable Place after) {

  static final String ADDRESS = "/console/reviews";

  private static final int LONGEST_NAME = 200;

  static Filter of(MultivaluedMap<String, String> asked) {
    String tier = text(asked, "tier");
    if (!tier.isEmpty() && tiers().stream().noneMatch(tier::equals)) {
      throw new BadRequestException("tier is one of " + String.join(", ", tiers()));
    }
    String name = text(asked, "name");
    if (name.length() > LONGEST_NAME || name.indexOf(0) >= 0) {
      throw new BadRequestException("name has at most %d characters".formatted(LONGEST_NAME));
    }
    return new Filter(
        text(asked, "whose").equals("all"),
        tier,
        text(asked, "late").equals("yes"),
        text(asked, "unused").equals("yes"),
        name,
        place(asked.getFirst("after")));
  }

  /** The same of everybody's, or of one's own. */
  Filter whose(boolean everybodys) {
    return new Filter(everybodys, tier, late, unused, name, after);
  }

  static List<String> tiers() {
    return Arrays.stream(RiskTier.values())
        .map(tier -> tier.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The tiers, for the template. */
  public List<String> everyTier() {
    return tiers();
  }

  public boolean isNarrow() {
    return late || unused || !tier.isEmpty() || !name.isEmpty();
  }

  Which which(String person) {
    return new Which(
        all ? null : person,
        tier.isEmpty() ? null : RiskTier.valueOf(tier.toUpperCase(Locale.ROOT)),
        late,
        unused,
        name.isEmpty() ? null : name);
  }

  /** The address of the table. */
  public String address() {
    return ADDRESS + query();
  }

  /** The address of its first page. */
  public String first() {
    return ADDRESS + query(null);
  }

  /** The address of what comes after a place. */
  String address(@Nullable Place place) {
    return ADDRESS + query(place);
  }

  /** All of it as addresses end. */
  public String query() {
    return query(after);
  }

  private String query(@Nullable Place place) {
    List<String> parts = new ArrayList<>();
    if (all) {
      parts.add("whose=all");
    }
    if (!tier.isEmpty()) {
      parts.add("tier=" + tier);
    }
    if (late) {
      parts.add("late=yes");
    }
    if (unused) {
      parts.add("unused=yes");
    }
    if (!name.isEmpty()) {
      parts.add("name=" + AddressPart.of(name));
    }
    if (place != null) {
      parts.add("after=" + place.text());
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static @Nullable Place place(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Place.read(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("this is not the address of a page of reviews", e);
    }
  }

  private static String text(MultivaluedMap<String, String> asked, String name) {
    String text = asked.getFirst(name);
    return text == null ? "" : text.strip();
  }
}
