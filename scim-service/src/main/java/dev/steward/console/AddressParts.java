package dev.steward.console;

import dev.steward.address.AddressPart;
import io.quarkus.qute.TemplateExtension;

/** Texts in the addresses of links, for templates. */
@TemplateExtension
final class AddressParts {

  private AddressParts() {}

  /** Escaped, so that no name of somebody's client is more than a name. */
  static String inAddress(String text) {
    return AddressPart.of(text);
  }
}
