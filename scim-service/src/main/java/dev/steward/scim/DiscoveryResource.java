package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The discovery endpoints of SCIM.
 *
 * <p>What is nothing below the root of SCIM ends here, too, so that it is nothing in SCIM's words.
 */
@Path(ScimRequest.ROOT)
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class DiscoveryResource {

  private final ScimConfig config;
  private final ResourceStores stores;
  private final Connectors connectors;

  DiscoveryResource(ScimConfig config, ResourceStores stores, Connectors connectors) {
    this.config = config;
    this.stores = stores;
    this.connectors = connectors;
  }

  @GET
  @Path("ServiceProviderConfig")
  @PermissionsAllowed("scim:read")
  public Response serviceProvider(@Context UriInfo uri) {
    ObjectNode provider = discovery(uri).serviceProvider();
    connectors.present().agentDraft().advertise(provider);
    return answer(provider);
  }

  @GET
  @Path("ResourceTypes")
  @PermissionsAllowed("scim:read")
  public Response resourceTypes(@Context UriInfo uri) {
    return answer(Discovery.list(discovery(uri).resourceTypes()));
  }

  @GET
  @Path("ResourceTypes/{name}")
  @PermissionsAllowed("scim:read")
  public Response resourceType(@PathParam("name") String name, @Context UriInfo uri) {
    return answer(
        discovery(uri)
            .resourceType(name)
            .orElseThrow(() -> ScimException.notFound("resource type " + name)));
  }

  @GET
  @Path("Schemas")
  @PermissionsAllowed("scim:read")
  public Response schemas(@Context UriInfo uri) {
    return answer(Discovery.list(discovery(uri).schemas()));
  }

  @GET
  @Path("Schemas/{urn}")
  @PermissionsAllowed("scim:read")
  public Response schema(@PathParam("urn") String urn, @Context UriInfo uri) {
    return answer(
        discovery(uri).schema(urn).orElseThrow(() -> ScimException.notFound("schema " + urn)));
  }

  @GET
  @Path("{path: .+}")
  @PermissionsAllowed({"scim:read", "scim:write"})
  @Operation(hidden = true)
  public Response nothingToGet(@PathParam("path") String path) {
    throw nothing(path);
  }

  @POST
  @Path("{path: .*}")
  @PermissionsAllowed({"scim:read", "scim:write"})
  @Operation(hidden = true)
  public Response nothingToPost(@PathParam("path") String path) {
    throw nothing(path);
  }

  @PUT
  @Path("{path: .*}")
  @PermissionsAllowed({"scim:read", "scim:write"})
  @Operation(hidden = true)
  public Response nothingToPut(@PathParam("path") String path) {
    throw nothing(path);
  }

  @PATCH
  @Path("{path: .*}")
  @PermissionsAllowed({"scim:read", "scim:write"})
  @Operation(hidden = true)
  public Response nothingToPatch(@PathParam("path") String path) {
    throw nothing(path);
  }

  @DELETE
  @Path("{path: .*}")
  @PermissionsAllowed({"scim:read", "scim:write"})
  @Operation(hidden = true)
  public Response nothingToDelete(@PathParam("path") String path) {
    throw nothing(path);
  }

  private static ScimException nothing(String path) {
    return ScimException.notFound("resource type or endpoint /" + path);
  }

  /** RFC 7644 section 4: discovery is not filtered. */
  private Discovery discovery(UriInfo uri) {
    if (uri.getQueryParameters().containsKey("filter")) {
      throw ScimException.of(403, "discovery cannot be filtered");
    }
    return new Discovery(ScimRequest.base(uri), stores.types(connectors.present()), config);
  }

  private static Response answer(ObjectNode resource) {
    return Response.ok(ScimJson.write(resource)).build();
  }
}
