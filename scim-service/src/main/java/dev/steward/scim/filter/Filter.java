package dev.steward.scim.filter;

import java.util.List;

/**
 * A filter as it is written: which values it asks for, before anyone knows whether they exist.
 *
 * <p>Reading takes time in proportion to the text. A tree has at most {@value Parser#MOST_TERMS}
 * comparisons and is at most {@value Parser#DEEPEST} levels deep, so that it can be walked by
 * recursion.
 */
public sealed interface Filter {

  /** Reads a filter; refuses, with a column, what is none. */
  static Filter parse(String text) {
    return new Parser(text).filter();
  }

  /** The filter as text that reads as this filter again. */
  default String text() {
    return Writing.of(this);
  }

  /** All of at least two filters hold. */
  record And(List<Filter> all) implements Filter {

    public And {
      all = List.copyOf(all);
    }
  }

  /** One of at least two filters holds. */
  record Or(List<Filter> any) implements Filter {

    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Filter one) implements Filter {}

  /** The attribute has a value. */
  record Present(AttributeName attribute) implements Filter {}

  /** The attribute has a value that compares so with the literal. */
  record Compare(AttributeName attribute, Operator operator, Literal value) implements Filter {}

  /**
   * One value of the attribute meets the filter, whose names are those of the value's parts. {@code
   * emails[type eq "work"].value eq "x"} is the same as {@code emails[type eq "work" and value eq
   * "x"]}.
   */
  record Values(AttributeName attribute, Filter filter) implements Filter {}
}
