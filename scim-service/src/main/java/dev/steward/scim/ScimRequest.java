package dev.steward.scim;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/**
 * Where a request came to and what it says beside its body.
 *
 * @param base the address of the SCIM service, without a slash at the end
 */
record ScimRequest(String base, Query query, Precondition ifMatch, Precondition ifNoneMatch) {

  static final String ROOT = "/scim/v2";

  static ScimRequest of(UriInfo uri, HttpHeaders headers) {
    return new ScimRequest(
        base(uri),
        Query.of(uri.getQueryParameters()),
        Precondition.of(headers.getRequestHeader(HttpHeaders.IF_MATCH)),
        Precondition.of(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)));
  }

  static String base(UriInfo uri) {
    String root = uri.getBaseUri().toString();
    return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + ROOT;
  }

  Projection projection(ResourceType type) {
    return new Projection(type, query.attributes(), query.excludedAttributes());
  }
}
