package dev.steward.scim;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any text as a cursor: what was not sealed is not opened, and what was sealed is. */
public final class CursorFuzz {

  private static final CursorSeal SEAL =
      new CursorSeal(List.of(new OctetSequenceKey.Builder(new byte[32]).build()));

  private CursorFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    read(data.consumeRemainingAsString());
  }

  static void read(String text) {
    Fuzzing.require(SEAL.open(text).isEmpty(), "nobody sealed " + text);
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String sealed = SEAL.seal(whole);
    Optional<String> opened = SEAL.open(sealed);
    Fuzzing.require(
        opened.isEmpty() ? sealed.length() > CursorSeal.LONGEST : opened.get().equals(whole),
        "sealed and opened " + whole);
  }
}
