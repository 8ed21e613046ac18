package dev.steward.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody filled in, in a form or an address. An empty field asks for everything. */
public final class Given {

  private Given() {}

  /** The text of a field without the space around it; null when it is empty. */
  public static @Nullable String text(@Nullable String field) {
    return field == null || field.isBlank() ? null : field.strip();
  }

  /** Adds a field to the parts of a query, unless it is empty. */
  public static void add(List<String> parts, String name, @Nullable String field) {
    String text = text(field);
    if (text != null) {
      parts.add(name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
  }
}
