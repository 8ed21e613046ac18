package dev.steward.console.register;

import java.util.Arrays;
import java.util.Locale;

/** A field of the form. */
enum Entry {
  KIND("Kind"),
  NAME("User name"),
  TITLE("Display name"),
  PURPOSE("Purpose"),
  DESCRIPTION("Description"),
  ENVIRONMENT("Environment"),
  TIER("Risk tier"),
  AUTONOMY("Autonomy"),
  OWNER("Owner"),
  SPONSOR("Sponsor"),
  SCOPES("Scopes"),
  TOKEN("Longest token"),
  CADENCE("Days between reviews"),
  CONTROLS("Control links"),
  UNTIL("Last day"),
  APPROVE("Approve"),
  CLIENT("Client"),
  EXISTING("Client id"),
  KEYS("Public keys"),
  ADDRESS("Address of the keys");

  private final String label;

  Entry(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Its name in the form. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Entry of(String word) {
    return Arrays.stream(values())
        .filter(entry -> entry.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the form has no field " + word));
  }
}
