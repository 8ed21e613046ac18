package dev.steward.scim.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an attribute is compared with a literal. */
public enum Operator {
  EQ,
  NE,
  CO,
  SW,
  EW,
  GT,
  GE,
  LT,
  LE;

  /** The operator as filters spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Operator> of(String word) {
    return Arrays.stream(values()).filter(one -> one.name().equalsIgnoreCase(word)).findFirst();
  }
}
