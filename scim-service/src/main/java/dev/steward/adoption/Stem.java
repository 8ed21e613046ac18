package dev.steward.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of related clients have in common: how they begin or how they end, up to a
 * separator.
 *
 * @param text the beginning, or the end read backwards; the separator is its last character
 * @param atEnd whether it is an end
 * @param close whether only one part of the name is left out, rather than only one kept
 */
record Stem(String text, boolean atEnd, boolean close) {

  private static final Pattern SEPARATOR = Pattern.compile("[-_.:/]");
  private static final int SHORTEST = 3;

  /** The stems of a name, the ones that say most first. */
  static List<Stem> of(String clientId) {
    List<Stem> stems = new ArrayList<>();
    add(stems, clientId, false);
    add(stems, new StringBuilder(clientId).reverse().toString(), true);
    return stems;
  }

  private static void add(List<Stem> stems, String name, boolean atEnd) {
    Matcher separators = SEPARATOR.matcher(name);
    int first = 0;
    int last = 0;
    while (separators.find()) {
      last = separators.end();
      if (first == 0 && last > SHORTEST) {
        first = last;
      }
    }
    if (last > SHORTEST) {
      stems.add(new Stem(name.substring(0, last), atEnd, true));
    }
    if (first > 0 && first < last) {
      stems.add(new Stem(name.substring(0, first), atEnd, false));
    }
  }

  /** The first text, in the order of code points, that does not begin like this. */
  String end() {
    int last = text.length() - 1;
    return text.substring(0, last) + (char) (text.charAt(last) + 1);
  }

  /** For people: with an asterisk where names differ. */
  String words() {
    return atEnd ? "*" + new StringBuilder(text).reverse() : text + "*";
  }
}
