package dev.steward.scim;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Resources of every type (RFC 7644 sections 3.4.2.1 and 3.4.3). */
@Path(ScimRequest.ROOT)
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class SearchResource {

  private final RootList list;
  private final Connectors connectors;

  SearchResource(RootList list, Connectors connectors) {
    this.list = list;
    this.connectors = connectors;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("scim:read")
  public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
    return response(ScimRequest.of(uri, headers, connectors.present()));
  }

  @POST
  @Path(".search")
  @PermissionsAllowed("scim:read")
  public Response search(
      byte @Nullable [] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    return response(
        ScimRequest.of(uri, headers, connectors.present()).asking(Query.of(ScimJson.read(body))));
  }

  private Response response(ScimRequest request) {
    return Response.ok(ScimJson.write(list.page(request))).build();
  }
}
