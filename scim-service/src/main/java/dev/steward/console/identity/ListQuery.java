package dev.steward.console.identity;

import dev.steward.address.AddressPart;
import dev.steward.query.Position;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Start;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among the identities. All of it stands in the address, so that a bookmark
 * is a saved view.
 *
 * @param text a part of a name, or the beginning of a client id
 * @param view how whoever saved it calls it
 * @param after the place behind which the page begins, or {@code before} which it ends
 */
record ListQuery(
    String text,
    Map<Facet, Set<String>> ticked,
    String view,
    @Nullable String after,
    @Nullable String before) {

  static final String PATH = "/console/identities";
  static final String TABLE = PATH + "/table.csv";

  private static final int LONGEST = 200;
  private static final int LONGEST_PLACE = 600;
  private static final int MOST_TICKED = 20;
  private static final char CUT = '~';

  ListQuery {
    ticked = Map.copyOf(ticked);
  }

  static ListQuery read(MultivaluedMap<String, String> address) {
    Map<Facet, Set<String>> ticked = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      Set<String> values = new LinkedHashSet<>();
      for (String value : address.getOrDefault(facet.word(), List.of())) {
        if (!value.isBlank()) {
          values.add(known(facet, value.strip()));
        }
      }
      if (values.size() > MOST_TICKED) {
        throw new BadRequestException(
            "%s takes at most %d values".formatted(facet.word(), MOST_TICKED));
      }
      if (!values.isEmpty()) {
        ticked.put(facet, values);
      }
    }
    return new ListQuery(
        text(address, "q", "search", LONGEST),
        ticked,
        text(address, "view", "name of the view", LONGEST),
        place(address, "after"),
        place(address, "before"));
  }

  /** Whether it is looked for anything at all. */
  public boolean isNarrowed() {
    return !text.isEmpty() || !ticked.isEmpty();
  }

  /** Whether it is a later page, or one before another. */
  public boolean isFurther() {
    return after != null || before != null;
  }

  public boolean asksForControl() {
    return ticked.containsKey(Facet.CONTROL);
  }

  public boolean asksForOwner() {
    return ticked.containsKey(Facet.OWNER);
  }

  Set<String> ticked(Facet facet) {
    return ticked.getOrDefault(facet, Set.of());
  }

  public boolean isTicked(Facet facet, String value) {
    return ticked(facet).contains(value);
  }

  /** The same from its first page on. */
  public String address() {
    return address(null, null);
  }

  /** All of it as a table. */
  public String table() {
    return TABLE + address().substring(PATH.length());
  }

  /** The page that begins behind the last identity of this one. */
  public String following(@Nullable Position last) {
    return address("after", last);
  }

  /** The page that ends in front of the first identity of this one. */
  public String preceding(@Nullable Position first) {
    return address("before", first);
  }

  /** Of somebody's identities, whatever else was looked for. */
  static String ofOwner(String person) {
    return PATH + "?owner=" + AddressPart.of(person);
  }

  Start start() {
    if (before != null) {
      return new Before(position(before));
    }
    return new After(after == null ? null : position(after));
  }

  private String address(@Nullable String how, @Nullable Position place) {
    List<String> parts = new ArrayList<>();
    add(parts, "q", text);
    for (Facet facet : Facet.values()) {
      ticked(facet).stream().sorted().forEach(value -> add(parts, facet.word(), value));
    }
    add(parts, "view", view);
    if (how != null && place != null) {
      add(parts, how, String.valueOf(place.key()) + CUT + place.id());
    }
    return parts.isEmpty() ? PATH : PATH + "?" + String.join("&", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + "=" + AddressPart.of(value));
    }
  }

  private static String known(Facet facet, String value) {
    try {
      facet.condition(value, LocalDate.EPOCH);
      if (value.length() <= LONGEST && value.indexOf(0) < 0) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
    throw new BadRequestException(facet.word() + " is too long for any");
  }

  private static String text(
      MultivaluedMap<String, String> address, String name, String called, int longest) {
    String text = address.getFirst(name);
    if (text == null) {
      return "";
    }
    if (text.length() > longest || text.indexOf(0) >= 0) {
      throw new BadRequestException(
          "the %s has at most %d characters; shorten it".formatted(called, longest));
    }
    return text.strip();
  }

  private static @Nullable String place(MultivaluedMap<String, String> address, String name) {
    String text = text(address, name, "place in the list", LONGEST_PLACE);
    if (text.isEmpty()) {
      return null;
    }
    position(text);
    return text;
  }

  private static Position position(String text) {
    int cut = text.lastIndexOf(CUT);
    try {
      return new Position(
          text.substring(0, Math.max(0, cut)), UUID.fromString(text.substring(cut + 1)));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(
          "the place in the list cannot be read; begin at its first page", e);
    }
  }
}
