package dev.steward.scim;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters, within bounds.
 *
 * <p>The SDK's parser takes time beyond proportion for long texts, makes trees of any depth, and
 * answers some texts with exceptions of the JDK; so the text is measured before and the exceptions
 * are caught after.
 */
final class FilterText {

  private static final int LONGEST = 8192;
  private static final int DEEPEST = 60;

  private FilterText() {}

  static Filter parse(String text) {
    if (text.length() > LONGEST) {
      throw ScimException.invalidFilter(
          "the filter has %d characters; %d is the most".formatted(text.length(), LONGEST));
    }
    if (!ValueCheck.storable(text)) {
      throw ScimException.invalidFilter("the filter holds a character that no text has");
    }
    if (depth(text) > DEEPEST) {
      throw ScimException.invalidFilter(
          "the filter is nested deeper than %d levels".formatted(DEEPEST));
    }
    try {
      return Filter.fromString(text);
    } catch (BadRequestException e) {
      throw ScimException.invalidFilter(firstLine(e.getMessage()));
    } catch (RuntimeException e) {
      throw ScimException.invalidFilter("the filter cannot be read: " + text);
    }
  }

  private static int depth(String text) {
    int deepest = 0;
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case '(', '[' -> deepest = Math.max(deepest, ++depth);
        case ')', ']' -> depth--;
        default -> {}
      }
    }
    if (depth != 0) {
      throw ScimException.invalidFilter(
          "the filter opens and closes different numbers of brackets");
    }
    return deepest;
  }

  private static String firstLine(@Nullable String message) {
    String unsaid = "the filter cannot be read";
    return message == null ? unsaid : message.lines().findFirst().orElse(unsaid);
  }
}
