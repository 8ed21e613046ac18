package dev.steward.scim.filter;

import java.math.BigDecimal;

/** What an attribute is compared with: a JSON value that is neither object nor array. */
public sealed interface Literal {

  /** Text without NUL and without half a surrogate pair. */
  record Text(String value) implements Literal {}

  record Numeric(BigDecimal value) implements Literal {}

  record Bool(boolean value) implements Literal {}

  record Null() implements Literal {}
}
