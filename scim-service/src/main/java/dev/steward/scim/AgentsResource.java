package dev.steward.scim;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** AI agents over SCIM. */
@Path(ScimRequest.ROOT + "/Agents")
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class AgentsResource {

  private static final ResourceType TYPE = ResourceType.AGENT;

  private final IdentityEndpoint endpoint;
  private final IdentityList list;

  AgentsResource(IdentityEndpoint endpoint, IdentityList list) {
    this.endpoint = endpoint;
    this.list = list;
  }

  @GET
  @PermissionsAllowed("scim:read")
  public Response list(@Context UriInfo uri) {
    return page(Query.of(uri.getQueryParameters()), uri);
  }

  @POST
  @Path(".search")
  @PermissionsAllowed("scim:read")
  public Response search(byte @Nullable [] body, @Context UriInfo uri) {
    return page(Query.of(ScimJson.read(body)), uri);
  }

  private Response page(Query query, UriInfo uri) {
    return Response.ok(ScimJson.write(list.page(TYPE, query, ScimRequest.base(uri)))).build();
  }

  @POST
  @PermissionsAllowed("scim:write")
  public Response create(
      byte @Nullable [] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    return endpoint.create(TYPE, body, ScimRequest.of(uri, headers));
  }

  @GET
  @Path("{id}")
  @PermissionsAllowed("scim:read")
  public Response get(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return endpoint.get(TYPE, id, ScimRequest.of(uri, headers));
  }

  @PUT
  @Path("{id}")
  @PermissionsAllowed("scim:write")
  public Response replace(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return endpoint.replace(TYPE, id, body, ScimRequest.of(uri, headers));
  }

  @PATCH
  @Path("{id}")
  @PermissionsAllowed("scim:write")
  public Response patch(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return endpoint.patch(TYPE, id, body, ScimRequest.of(uri, headers));
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:write")
  public Response delete(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return endpoint.delete(TYPE, id, ScimRequest.of(uri, headers));
  }
}
