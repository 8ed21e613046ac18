package dev.steward.problem;

import jakarta.ws.rs.BadRequestException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Query parameters read strictly: what is not of the kind is refused by name. */
public final class Queries {

  private Queries() {}

  /**
   * A whole number within bounds.
   *
   * @param otherwise for when it is absent; outside of the bounds, it is required
   */
  public static long number(
      String name, @Nullable String text, long otherwise, long least, long most) {
    if (text == null && otherwise >= least && otherwise <= most) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text == null ? "" : text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, in the same words as a number out of bounds
    }
    throw new BadRequestException(
        "query parameter %s is a whole number from %d to %d".formatted(name, least, most));
  }

  public static @Nullable UUID uuid(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("query parameter " + name + " is the id of an identity", e);
    }
  }
}
