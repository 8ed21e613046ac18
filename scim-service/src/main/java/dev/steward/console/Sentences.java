package dev.steward.console;

import java.time.Duration;
import java.time.Period;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What services say, as people read it. */
public final class Sentences {

  private static final Pattern SPAN =
      Pattern.compile("\\bP(?:T(?:\\d+[HMS])+|(?:\\d+[YMWD])+)(?![A-Za-z0-9-])");

  /** Which attribute it is, for programs. */
  private static final Pattern ATTRIBUTE = Pattern.compile(" \\([a-z]+\\.[A-Za-z.]+\\)");

  /** What turns the direction of everything behind it. */
  private static final Pattern TURNING = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  private Sentences() {}

  /** It begins with a capital, ends with a stop, and tells spans of time in words. */
  public static String of(String said) {
    String plain = ATTRIBUTE.matcher(steady(said)).replaceAll("");
    String words = SPAN.matcher(plain).replaceAll(Sentences::span);
    if (words.isEmpty()) {
      return words;
    }
    String first = Labels.capital(words);
    return first.endsWith(".") || first.endsWith("?") ? first : first + ".";
  }

  /** Without what a name in it could do to the words behind the name. */
  static String steady(String said) {
    return TURNING.matcher(said).replaceAll("\uFFFD");
  }

  private static String span(MatchResult found) {
    String text = found.group();
    return text.startsWith("PT") ? When.span(Duration.parse(text)) : When.span(Period.parse(text));
  }
}
