package dev.steward.scim;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * Whoever calls, by another name (RFC 7644 section 3.11): a person's own resource, or the identity
 * of the client that calls.
 */
@Path(ScimRequest.ROOT + "/Me")
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class MeResource {

  private final ScimEndpoint endpoint;
  private final Myself myself;
  private final Connectors connectors;

  MeResource(ScimEndpoint endpoint, Myself myself, Connectors connectors) {
    this.endpoint = endpoint;
    this.myself = myself;
    this.connectors = connectors;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed({"scim:read", "scim:me"})
  public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    Myself.Resource me = myself.resource(request.connector());
    return response(endpoint.get(me.store(), me.id(), request), me, request);
  }

  @PUT
  @PermissionsAllowed("scim:write")
  public Response replace(
      byte @Nullable [] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    Myself.Resource me = myself.resource(request.connector());
    return response(
        endpoint.replace(me.store(), me.id(), ScimJson.read(body), request), me, request);
  }

  @PATCH
  @PermissionsAllowed("scim:write")
  public Response patch(
      byte @Nullable [] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    Myself.Resource me = myself.resource(request.connector());
    return response(endpoint.patch(me.store(), me.id(), ScimJson.read(body), request), me, request);
  }

  @DELETE
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:write")
  public Response delete(@Context UriInfo uri, @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    Myself.Resource me = myself.resource(request.connector());
    return response(endpoint.delete(me.store(), me.id(), request), me, request);
  }

  @POST
  @PermissionsAllowed("scim:write")
  public Response create() {
    throw ScimException.of(
        501, "nobody registers here by themselves; create resources at their endpoints");
  }

  private ScimRequest request(UriInfo uri, HttpHeaders headers) {
    return ScimRequest.of(uri, headers, connectors.present());
  }

  /** Every answer tells where the resource really is. */
  private static Response response(ScimAnswer answer, Myself.Resource me, ScimRequest request) {
    String location = request.location(me.store().type(request.connector()), me.id());
    return Response.fromResponse(CollectionResource.response(answer))
        .header(HttpHeaders.LOCATION, location)
        .header(HttpHeaders.CONTENT_LOCATION, location)
        .build();
  }
}
