package dev.steward.scim;

import java.nio.charset.StandardCharsets;

/** Any bytes for every reader at once. */
public final class EveryFuzz {

  private EveryFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    FilterFuzz.read(text);
    PathFuzz.read(text);
    CursorFuzz.read(text);
    PatchFuzz.fuzzerTestOneInput(input);
    DocumentFuzz.fuzzerTestOneInput(input);
    BulkFuzz.fuzzerTestOneInput(input);
  }
}
