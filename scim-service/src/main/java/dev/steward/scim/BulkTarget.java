package dev.steward.scim;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the path of an operation leads to. However a path is written, what leads to the same place
 * is equal.
 *
 * @param endpoint such as {@code /Users}
 * @param word what stands behind it: an id, or {@code bulkId:name} for one that is yet to come;
 *     null when the path ends at the endpoint
 */
record BulkTarget(String endpoint, @Nullable String word) {

  /**
   * Reads a path relative to the root of SCIM, such as {@code /Users/7}; whole addresses and their
   * paths are taken, too. What is asked behind it, and the slashes at its ends, lead nowhere, as in
   * the target of a request.
   */
  static BulkTarget of(String path) {
    String relative = withoutSlashes(below(asked(path.strip())));
    int slash = relative.indexOf('/');
    if (slash < 0) {
      return new BulkTarget("/" + relative, null);
    }
    String last = relative.substring(slash + 1);
    return new BulkTarget(
        "/" + relative.substring(0, slash),
        BulkReferences.name(last) == null ? Ids.unescaped(last) : last);
  }

  private static String asked(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
      end++;
    }
    return path.substring(0, end);
  }

  /** What is behind the root in a whole address, under whichever name we are reached, or a path. */
  private static String below(String path) {
    String root = ScimRequest.ROOT + "/";
    int at = path.contains("://") ? path.indexOf(root) : 0;
    return path.startsWith(root, at) ? path.substring(at + root.length()) : path;
  }

  private static String withoutSlashes(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    int end = path.length();
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end);
  }

  /** The name of what another operation makes, when the path leads to that. */
  @Nullable String reference() {
    return word == null ? null : BulkReferences.name(word);
  }

  /**
   * The id of the resource, or null when the path ends at the endpoint.
   *
   * @param ids the id for a {@code bulkId}
   */
  @Nullable String id(Function<String, @Nullable String> ids) {
    String name = reference();
    return name == null ? word : ids.apply(name);
  }

  /** Refuses a path that ends at the endpoint. */
  void requireResource() {
    if (word == null) {
      throw ScimException.invalidSyntax(
          "path names a resource, such as %s/{id}".formatted(endpoint));
    }
  }

  /** Refuses a path that does not end at an endpoint. */
  void requireEndpoint() {
    if (word != null) {
      throw ScimException.invalidSyntax(
          "a POST is sent to %s, not to one of its resources".formatted(endpoint));
    }
  }
}
