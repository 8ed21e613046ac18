package dev.steward.scim.filter;

import dev.steward.scim.filter.Token.Kind;

/** The pieces of a filter, one after the other. White space only separates them. */
final class Tokens {

  private static final String WHITE = " \t\r\n";
  private static final String MARKS = "()[]\"'";

  private final String text;
  private int next;

  Tokens(String text) {
    this.text = text;
  }

  Token next() {
    while (next < text.length() && WHITE.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next == text.length()) {
      return new Token(Kind.END, "", next + 1);
    }
    return switch (text.charAt(next)) {
      case '(' -> mark(Kind.OPEN);
      case ')' -> mark(Kind.CLOSE);
      case '[' -> mark(Kind.OPEN_VALUES);
      case ']' -> mark(Kind.CLOSE_VALUES);
      case '"' -> quoted();
      case '\'', '\u2018', '\u2019', '\u201c', '\u201d' ->
          throw new FilterSyntaxException(
              next + 1, "text stands in double quotes (\"), as in userName eq \"ada\"");
      default -> word();
    };
  }

  private Token mark(Kind kind) {
    int start = next++;
    return new Token(kind, text.substring(start, next), start + 1);
  }

  private Token word() {
    int start = next;
    while (next < text.length() && !endsWord(text.charAt(next))) {
      next++;
    }
    return new Token(Kind.WORD, text.substring(start, next), start + 1);
  }

  private static boolean endsWord(char c) {
    return WHITE.indexOf(c) >= 0 || MARKS.indexOf(c) >= 0;
  }

  private Token quoted() {
    int start = next++;
    StringBuilder value = new StringBuilder();
    while (next < text.length() && text.charAt(next) != '"') {
      value.append(character());
    }
    if (next == text.length()) {
      throw new FilterSyntaxException(start + 1, "the quotes that open here are not closed");
    }
    next++;
    refuseHalfCharacters(value, start);
    return new Token(Kind.TEXT, value.toString(), start + 1);
  }

  private char character() {
    char c = text.charAt(next++);
    if (c < ' ') {
      throw new FilterSyntaxException(
          next, "the character U+%04X is written as \\u%04x in quotes".formatted((int) c, (int) c));
    }
    char meant = c == '\\' ? escaped() : c;
    if (meant == 0) {
      throw new FilterSyntaxException(next, "no text holds the character U+0000");
    }
    return meant;
  }

  /** RFC 8259 section 7. */
  private char escaped() {
    char c = next < text.length() ? text.charAt(next++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> numbered();
      default ->
          throw new FilterSyntaxException(
              next,
              "a backslash in quotes is written twice, or begins one of \\\" \\/ \\b \\f \\n \\r \\t \\uXXXX");
    };
  }

  private char numbered() {
    int value = 0;
    for (int end = next + 4; next < end; next++) {
      int digit = next < text.length() ? hex(text.charAt(next)) : -1;
      if (digit < 0) {
        throw new FilterSyntaxException(next + 1, "\\u is followed by four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static void refuseHalfCharacters(CharSequence value, int start) {
    if (value.codePoints().anyMatch(Tokens::isHalf)) {
      throw new FilterSyntaxException(
          start + 1, "the text in quotes holds one half of a surrogate pair without the other");
    }
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
