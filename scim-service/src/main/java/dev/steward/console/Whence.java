package dev.steward.console;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page of the console that a request came from, as its browser tells. */
public final class Whence {

  /** The form in a list, as it was filled in once: no part of how the list is narrowed. */
  private static final Pattern FILLED_IN = Pattern.compile("[?&]again=[^&]*$");

  private Whence() {}

  /** Nothing when it came from elsewhere, or nobody can tell. */
  public static Optional<String> of(@Nullable String referer) {
    return Optional.ofNullable(referer).flatMap(Whence::path).filter(Guard::isConsole);
  }

  /** A list as it was narrowed where somebody comes from it; as it is where they do not. */
  public static String list(String path, Optional<String> from) {
    return from.map(list -> FILLED_IN.matcher(list).replaceFirst(""))
        .filter(list -> list.equals(path) || list.startsWith(path + "?"))
        .orElse(path);
  }

  private static Optional<String> path(String referer) {
    try {
      URI from = URI.create(referer);
      return Optional.ofNullable(from.getRawPath())
          .map(path -> from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
