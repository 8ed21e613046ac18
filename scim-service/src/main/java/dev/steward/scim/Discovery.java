package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AuthenticationScheme;
import com.unboundid.scim2.common.types.BulkConfig;
import com.unboundid.scim2.common.types.ChangePasswordConfig;
import com.unboundid.scim2.common.types.ETagConfig;
import com.unboundid.scim2.common.types.FilterConfig;
import com.unboundid.scim2.common.types.PaginationConfig;
import com.unboundid.scim2.common.types.PatchConfig;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.SortConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the service tells about itself (RFC 7644 section 4).
 *
 * @param base the address of the SCIM service
 * @param types the resource types, as the client that asks is shown them
 */
record Discovery(String base, List<ResourceType> types, ScimConfig config) {

  ObjectNode serviceProvider() {
    var tellsOfItself =
        new ServiceProviderConfigResource(
            null,
            new PatchConfig(true),
            new BulkConfig(
                true,
                config.bulk().maxOperations(),
                Math.toIntExact(config.bulk().maxPayloadSize().asLongValue())),
            new FilterConfig(true, config.largestPage()),
            new ChangePasswordConfig(false),
            new SortConfig(true),
            new ETagConfig(true),
            new PaginationConfig(
                true,
                true,
                "index",
                config.pageSize(),
                config.largestPage(),
                Math.toIntExact(config.cursorTimeout().toSeconds())),
            List.of(
                new AuthenticationScheme(
                    "OAuth 2.0 bearer token",
                    "A token of the realm, with the scope scim:read or scim:write",
                    URI.create("https://www.rfc-editor.org/rfc/rfc6750"),
                    null,
                    "oauthbearertoken",
                    true)));
    return placed(ScimJson.tree(tellsOfItself), "ServiceProviderConfig", "/ServiceProviderConfig");
  }

  List<ObjectNode> resourceTypes() {
    return types.stream().map(this::resourceType).toList();
  }

  Optional<ObjectNode> resourceType(String name) {
    return types.stream()
        .filter(type -> type.name().equalsIgnoreCase(name))
        .map(this::resourceType)
        .findFirst();
  }

  List<ObjectNode> schemas() {
    return written().map(this::schema).toList();
  }

  Optional<ObjectNode> schema(String urn) {
    return written().filter(schema -> schema.is(urn)).map(this::schema).findFirst();
  }

  /** Every schema that some resource type is written in, once. */
  private Stream<Schema> written() {
    return types.stream().flatMap(type -> type.written().stream()).distinct();
  }

  private ObjectNode resourceType(ResourceType type) {
    var resource =
        new ResourceTypeResource(
            type.name(),
            type.name(),
            type.description(),
            URI.create(type.endpoint()),
            URI.create(type.core().urn()),
            type.extensions().stream()
                .map(Schema::urn)
                .map(URI::create)
                .map(urn -> new ResourceTypeResource.SchemaExtension(urn, false))
                .toList());
    return placed(ScimJson.tree(resource), "ResourceType", "/ResourceTypes/" + type.name());
  }

  private ObjectNode schema(Schema schema) {
    return placed(ScimJson.tree(schema.resource()), "Schema", "/Schemas/" + schema.urn());
  }

  private ObjectNode placed(ObjectNode resource, String type, String path) {
    resource.putObject("meta").put("resourceType", type).put("location", base + path);
    return resource;
  }

  /** Everything at once: these lists have no pages. */
  static ObjectNode list(List<ObjectNode> resources) {
    ObjectNode list = ScimJson.object();
    list.putArray("schemas").add(Urn.LIST_RESPONSE);
    list.put("totalResults", resources.size());
    list.put("startIndex", 1);
    list.put("itemsPerPage", resources.size());
    list.putArray("Resources").addAll(resources);
    return list;
  }
}
