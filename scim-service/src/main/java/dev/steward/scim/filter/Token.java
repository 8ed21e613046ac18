package dev.steward.scim.filter;

/**
 * The smallest piece of a filter that means something.
 *
 * @param text what is written; of text in quotes, what it says
 */
record Token(Kind kind, String text, int column) {

  private static final int LONGEST_SHOWN = 40;

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** A refusal of this token where something else is expected. */
  FilterSyntaxException insteadOf(String expected) {
    return new FilterSyntaxException(
        column, "here is %s, and expected is %s".formatted(shown(), expected));
  }

  /** The token in words that fit into a refusal. */
  private String shown() {
    return switch (kind) {
      case WORD -> "\"" + printable(text) + "\"";
      case TEXT -> "text in quotes";
      case END -> "the end";
      default -> "\"" + text + "\"";
    };
  }

  /** Characters that a log or a terminal would not show are named by their numbers. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(
            point -> {
              if ((point >= ' ' && point <= '~') || Character.isLetterOrDigit(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append("U+%04X".formatted(point));
              }
            });
    return shown + (text.codePointCount(0, text.length()) > LONGEST_SHOWN ? "..." : "");
  }

  /** What a token is. */
  enum Kind {
    WORD,
    TEXT,
    OPEN,
    CLOSE,
    OPEN_VALUES,
    CLOSE_VALUES,
    END
  }
}
