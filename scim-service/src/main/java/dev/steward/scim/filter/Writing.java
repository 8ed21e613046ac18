package dev.steward.scim.filter;

import static java.util.stream.Collectors.joining;

import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import java.util.List;

/** A filter as text. */
final class Writing {

  private Writing() {}

  static String of(Filter filter) {
    return switch (filter) {
      case And and -> joined(and.all(), " and ");
      case Or or -> joined(or.any(), " or ");
      case Not not -> "not (" + of(not.one()) + ")";
      case Present present -> present.attribute() + " pr";
      case Compare compare ->
          compare.attribute() + " " + compare.operator().word() + " " + of(compare.value());
      case Values values -> values.attribute() + "[" + of(values.filter()) + "]";
    };
  }

  private static String joined(List<Filter> filters, String word) {
    return filters.stream().map(Writing::operand).collect(joining(word));
  }

  /** Of several, each that is itself several stands in parentheses. */
  private static String operand(Filter filter) {
    return switch (filter) {
      case And and -> "(" + of(and) + ")";
      case Or or -> "(" + of(or) + ")";
      case Not not -> of(not);
      case Present present -> of(present);
      case Compare compare -> of(compare);
      case Values values -> of(values);
    };
  }

  private static String of(Literal literal) {
    return switch (literal) {
      case Literal.Text text -> quoted(text.value());
      case Literal.Numeric number -> number.value().toString();
      case Literal.Bool bool -> String.valueOf(bool.value());
      case Literal.Null ignored -> "null";
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
