package dev.steward.address;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A text as a part of an address, between two slashes or behind a question mark, or as a field of a
 * form: where a plus may be a plus or a blank, so that neither is written by one.
 */
public final class AddressPart {

  private AddressPart() {}

  /** The text with everything escaped that means something in an address. */
  public static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
