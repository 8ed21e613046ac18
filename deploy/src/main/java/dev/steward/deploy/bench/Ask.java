package dev.steward.deploy.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One request to a server.
 *
 * @param path below the server's address, with the query
 * @param type the media type of the body
 * @param body what to send; empty for nothing
 */
record Ask(String method, String path, String type, String body) {

  /** With a body as SCIM servers read it. */
  Ask(String method, String path, String body) {
    this(method, path, "application/scim+json", body);
  }

  static Ask get(String path) {
    return new Ask("GET", path, "");
  }

  /** A page of a list. */
  static Ask list(String path, String filter, int count) {
    String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return get(
        "%s?count=%d%s".formatted(path, count, filter.isEmpty() ? "" : "&filter=" + encoded));
  }

  static Ask patch(String path, String attribute, String value) {
    return new Ask(
        "PATCH",
        path,
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
        "Operations":[{"op":"replace","path":"%s","value":"%s"}]}"""
            .formatted(attribute, value));
  }
}
