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

/** The resources of one type over SCIM: agents, service accounts, people or groups. */
@Path(ScimRequest.ROOT + "/{type: Agents|ServiceAccounts|Users|Groups}")
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class CollectionResource {

  private final ScimEndpoint endpoint;
  private final ResourceList list;
  private final ResourceStores stores;
  private final Connectors connectors;

  CollectionResource(
      ScimEndpoint endpoint, ResourceList list, ResourceStores stores, Connectors connectors) {
    this.endpoint = endpoint;
    this.list = list;
    this.stores = stores;
    this.connectors = connectors;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:read")
  public Response list(
      @PathParam("type") String type, @Context UriInfo uri, @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return Response.ok(ScimJson.write(list.page(store(type, request), request))).build();
  }

  @POST
  @Path(".search")
  @PermissionsAllowed("scim:read")
  public Response search(
      @PathParam("type") String type,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers).asking(Query.of(ScimJson.read(body)));
    return Response.ok(ScimJson.write(list.page(store(type, request), request))).build();
  }

  @POST
  @PermissionsAllowed("scim:write")
  public Response create(
      @PathParam("type") String type,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return response(endpoint.create(store(type, request), ScimJson.read(body), request));
  }

  @GET
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:read")
  public Response get(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return response(endpoint.get(store(type, request), id, request));
  }

  @PUT
  @Path("{id}")
  @PermissionsAllowed("scim:write")
  public Response replace(
      @PathParam("type") String type,
      @PathParam("id") String id,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return response(endpoint.replace(store(type, request), id, ScimJson.read(body), request));
  }

  @PATCH
  @Path("{id}")
  @PermissionsAllowed("scim:write")
  public Response patch(
      @PathParam("type") String type,
      @PathParam("id") String id,
      byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return response(endpoint.patch(store(type, request), id, ScimJson.read(body), request));
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:write")
  public Response delete(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ScimRequest request = request(uri, headers);
    return response(endpoint.delete(store(type, request), id, request));
  }

  private ScimRequest request(UriInfo uri, HttpHeaders headers) {
    return ScimRequest.of(uri, headers, connectors.present());
  }

  private ResourceStore<?> store(String type, ScimRequest request) {
    return stores
        .at("/" + type, request.connector())
        .orElseThrow(() -> ScimException.notFound("resource type or endpoint /" + type));
  }

  static Response.Status status(ScimAnswer.Outcome outcome) {
    return switch (outcome) {
      case CREATED -> Response.Status.CREATED;
      case SHOWN -> Response.Status.OK;
      case KNOWN -> Response.Status.NOT_MODIFIED;
      case GONE -> Response.Status.NO_CONTENT;
    };
  }

  static Response response(ScimAnswer answer) {
    Response.ResponseBuilder response = Response.status(status(answer.outcome()));
    if (answer.etag() != null) {
      response.header(HttpHeaders.ETAG, answer.etag());
    }
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.body() != null) {
      response.entity(ScimJson.write(answer.body()));
    }
    return response.build();
  }
}
