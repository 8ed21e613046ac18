package dev.steward.scim.filter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts in the words of filters. */
final class FilterTexts {

  private static final String[] WORDS = {
    "userName",
    "emails",
    "name.familyName",
    "urn:ietf:params:scim:schemas:core:2.0:User:title",
    "$ref",
    "a-b_c",
    "a.b.c",
    ".value",
    "true",
    "False",
    "null",
    "eq",
    "NE",
    "co",
    "sw",
    "ew",
    "gt",
    "ge",
    "lt",
    "le",
    "pr",
    "and",
    "or",
    "not",
    "AND",
    "Not",
    "(",
    ")",
    "[",
    "]",
    "\"work\"",
    "\"a \\\"b\\\" ]\"",
    "\"\\u0141\"",
    "\"",
    "'x'",
    "7",
    "-1.5e3",
    "007",
    "x",
    "\\",
    ",",
  };

  private FilterTexts() {}

  /** Texts whose words seldom come in an order that makes sense. */
  static Arbitrary<String> heaps() {
    return Arbitraries.of(WORDS).list().ofMaxSize(12).map(words -> String.join(" ", words));
  }

  /** Texts that mean something, in every case and spacing that the grammar leaves open. */
  static Arbitrary<String> sensible() {
    return logic(Arbitraries.oneOf(terms(), values()));
  }

  /** Texts that would mean something, if one of their characters were another. */
  static Arbitrary<String> nearlySensible() {
    return Combinators.combine(
            sensible(),
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.of("", " ", "(", ")", "[", "]", "\"", "\\", ".", ":", "0", "x", "-"))
        .as(
            (text, place, other) -> {
              int at = (int) (text.length() * place);
              return text.substring(0, at) + other + text.substring(at + 1);
            });
  }

  private static Arbitrary<String> logic(Arbitrary<String> terms) {
    return Arbitraries.recursive(
        () -> terms,
        of ->
            Arbitraries.oneOf(
                joined(of, Arbitraries.of(" and ", " AND ", "  And ")),
                joined(of, Arbitraries.of(" or ", " OR ", " Or  ")),
                of.map(one -> "(" + one + ")"),
                of.map(one -> "( " + one + " )"),
                of.map(one -> "not (" + one + ")"),
                of.map(one -> "NOT(" + one + " )")),
        0,
        3);
  }

  private static Arbitrary<String> joined(Arbitrary<String> of, Arbitrary<String> word) {
    return Combinators.combine(of, word, of).as((one, and, other) -> one + and + other);
  }

  private static Arbitrary<String> values() {
    return Combinators.combine(names(), Arbitraries.of("[", "[ "), logic(terms()), closings())
        .as((name, open, filter, close) -> name + open + filter + close);
  }

  private static Arbitrary<String> closings() {
    return Arbitraries.of("]", "]", " ]", "].value pr", "].value eq \"x\"");
  }

  private static Arbitrary<String> terms() {
    Arbitrary<String> operators =
        Arbitraries.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "EQ", "Sw");
    return Arbitraries.oneOf(
        names().map(name -> name + " pr"),
        Combinators.combine(names(), operators, literals())
            .as((name, operator, value) -> name + " " + operator + " " + value));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "userName",
        "USERNAME",
        "name.familyName",
        "$ref",
        "members.$ref",
        "a-b_c",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
        "and",
        "not",
        "pr",
        "true",
        "a.b.c");
  }

  private static Arbitrary<String> literals() {
    return Arbitraries.of(
        "\"work\"",
        "\"\"",
        "\"a \\\"b\\\" ]\"",
        "\") or (\"",
        "\"\\u0141\\/\\n\"",
        "\"\\ud83e\\udd16 \ud83e\udd16\"",
        "\"\\u0000\"",
        "\"\\ud83e\"",
        "true",
        "FALSE",
        "null",
        "Null",
        "7",
        "-0.5",
        "1.5e3",
        "1e400",
        "007",
        "[]",
        "{}",
        "'x'",
        "x");
  }
}
