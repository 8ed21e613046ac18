package dev.steward.scim;

import dev.steward.address.AddressPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came to and what it says beside its body.
 *
 * @param base the address of the SCIM service, without a slash at the end
 * @param connector how the client that calls is met
 */
record ScimRequest(
    String base, Query query, Precondition ifMatch, Precondition ifNoneMatch, Connector connector) {

  static final String ROOT = "/scim/v2";

  /** The question of who inside of the service wants nothing of a resource but its id. */
  private static final Query ID_ONLY = Query.about(List.of(""));

  static ScimRequest of(UriInfo uri, HttpHeaders headers, Connector connector) {
    return new ScimRequest(
        base(uri),
        Query.of(uri.getQueryParameters()),
        Precondition.of(headers.getRequestHeader(HttpHeaders.IF_MATCH)),
        Precondition.of(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)),
        connector);
  }

  static String base(UriInfo uri) {
    String root = uri.getBaseUri().toString();
    return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + ROOT;
  }

  /**
   * Refuses what is meant for another version than the one held, or for a resource that is not
   * there (RFC 9110 section 13.2.2).
   */
  void requireChange(long held) {
    ifMatch.require(held, connector.requireIfMatch());
    ifNoneMatch.forbid(held);
  }

  Projection projection(ResourceType type) {
    return new Projection(type, query.attributes(), query.excludedAttributes());
  }

  /** The same request with its question in the body. */
  ScimRequest asking(Query other) {
    return new ScimRequest(base, other, ifMatch, ifNoneMatch, connector);
  }

  /** The same request for whole resources, whatever the answer will show of them. */
  ScimRequest forAll() {
    return about(List.of());
  }

  /**
   * The same request with a question about some attributes; of the others, what the resource itself
   * says is in its document nevertheless.
   */
  ScimRequest about(List<String> attributes) {
    return asking(Query.about(attributes));
  }

  /** A request inside of this one, for one version, that wants to be shown no more than the id. */
  ScimRequest inside(@Nullable String version) {
    return new ScimRequest(
        base,
        ID_ONLY,
        Precondition.of(version == null ? null : List.of(version)),
        Precondition.of(null),
        connector);
  }

  boolean isForIdOnly() {
    return query.equals(ID_ONLY);
  }

  String location(ResourceType type, String id) {
    return base + type.endpoint() + "/" + AddressPart.of(id);
  }
}
