package dev.steward.scim.filter;

import org.jspecify.annotations.Nullable;

/**
 * Where an operation of a PATCH applies, as it is written: {@code attribute[filter].part}.
 *
 * @param filter which values of the attribute, or null for all
 * @param part a part of each of the values that are chosen by the filter
 */
public record Target(AttributeName attribute, @Nullable Filter filter, @Nullable String part) {

  /** Reads a path; refuses, with a column, what is none. */
  public static Target parse(String text) {
    return new Parser(text).target();
  }

  /** The path as text that reads as this path again. */
  public String text() {
    String values = filter == null ? "" : "[" + filter.text() + "]";
    return attribute + values + (part == null ? "" : "." + part);
  }
}
