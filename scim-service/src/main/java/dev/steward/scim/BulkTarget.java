package dev.steward.scim;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the path of an operation leads to.
 *
 * @param id the resource, or null when the path ends at the endpoint
 */
record BulkTarget(String endpoint, @Nullable String id) {

  /**
   * A path without what is asked behind it, and without the slashes at its end: these lead nowhere,
   * as in the target of a request.
   */
  static String place(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
      end++;
    }
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /**
   * Reads a path relative to the root of SCIM, such as {@code /Users/7}; whole addresses and their
   * paths are taken, too.
   *
   * @param path as {@link #place} leaves it
   * @param ids the id for a {@code bulkId}
   */
  static BulkTarget of(String path, String base, Function<String, @Nullable String> ids) {
    String below = below(path, path.startsWith(base) ? base : ScimRequest.ROOT);
    int start = 0;
    while (start < below.length() && below.charAt(start) == '/') {
      start++;
    }
    String relative = below.substring(start);
    int slash = relative.indexOf('/');
    if (slash < 0) {
      return new BulkTarget("/" + relative, null);
    }
    String last = relative.substring(slash + 1);
    String name = BulkReferences.name(last);
    return new BulkTarget(
        "/" + relative.substring(0, slash), name == null ? Ids.unescaped(last) : ids.apply(name));
  }

  private static String below(String path, String root) {
    return path.startsWith(root + "/") ? path.substring(root.length()) : path;
  }

  /** The resource that is to be changed. */
  String resource() {
    if (id == null) {
      throw ScimException.invalidSyntax(
          "path names a resource, such as %s/{id}".formatted(endpoint));
    }
    return id;
  }

  /** Refuses a path that does not end at an endpoint. */
  void requireEndpoint() {
    if (id != null) {
      throw ScimException.invalidSyntax(
          "a POST is sent to %s, not to one of its resources".formatted(endpoint));
    }
  }
}
