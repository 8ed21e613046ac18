package dev.steward.console.orphan;

import dev.steward.adoption.Flag;
import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.console.Given;
import jakarta.ws.rs.BadRequestException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which shadows somebody asks for, in an address or in a form. */
final class ShadowFilters {

  /** Who may answer for them is worked out for those shown, too late to be looked for. */
  static final List<Flag> LOOKED_FOR =
      Arrays.stream(Flag.values()).filter(flag -> flag != Flag.NO_PROPOSAL).toList();

  private static final int LONGEST_NAME = 255;

  private ShadowFilters() {}

  static Filter read(@Nullable String name, @Nullable List<String> flags, boolean unasked) {
    String part = Given.text(name);
    if (part != null && part.length() > LONGEST_NAME) {
      throw new BadRequestException("no client has a name of more than 255 characters");
    }
    return new Filter(part, flags(flags), unasked);
  }

  private static Set<Flag> flags(@Nullable List<String> words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (String word : words == null ? List.<String>of() : words) {
      flags.add(
          Arrays.stream(Flag.values())
              .filter(flag -> flag.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new BadRequestException("there is no flag " + word)));
    }
    return flags;
  }
}
