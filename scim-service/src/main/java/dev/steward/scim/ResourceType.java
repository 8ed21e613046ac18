package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import dev.steward.identity.Identity.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A kind of resource: its endpoint, and the schemas it is written in.
 *
 * @param handle the attribute that holds the user name of the identity
 * @param kinds the kinds of identity it shows; the first is what a new one becomes
 */
record ResourceType(
    String name,
    String endpoint,
    String description,
    String handle,
    List<Kind> kinds,
    Schema core,
    Schema extension) {

  static final ResourceType AGENT =
      new ResourceType(
          AgentDraft.NAME,
          AgentDraft.ENDPOINT,
          "AI agents",
          AgentDraft.HANDLE,
          List.of(Kind.AI_AGENT),
          AgentDraft.schema(),
          GovernanceSchema.schema());

  static final ResourceType SERVICE_ACCOUNT =
      new ResourceType(
          ServiceAccountSchema.NAME,
          ServiceAccountSchema.ENDPOINT,
          "Service accounts and workloads",
          ServiceAccountSchema.HANDLE,
          List.of(Kind.SERVICE_ACCOUNT, Kind.WORKLOAD),
          ServiceAccountSchema.schema(),
          GovernanceSchema.schema());

  static final List<ResourceType> ALL = List.of(AGENT, SERVICE_ACCOUNT);

  /** Every schema that some resource type is written in, once. */
  static List<Schema> schemas() {
    return ALL.stream().flatMap(type -> type.written().stream()).distinct().toList();
  }

  /** The schemas of this type, core first. */
  List<Schema> written() {
    return List.of(core, extension);
  }

  /** The schema of that URN, whatever its case. */
  Optional<Schema> schema(String urn) {
    return written().stream().filter(schema -> schema.is(urn)).findFirst();
  }

  /** The extension, when that is its URN, whatever the case. */
  Optional<Schema> extension(String urn) {
    return extension.is(urn) ? Optional.of(extension) : Optional.empty();
  }

  /**
   * Finds the attribute that {@code [URN:]attribute[.sub]} names, whatever its case. A bare URN of
   * the extension names the extension as a whole, which is no attribute.
   */
  Optional<AttributePath> attribute(String path) {
    for (Schema schema : written()) {
      String prefix = schema.urn() + ":";
      if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return in(schema, path.substring(prefix.length()));
      }
    }
    return in(core, path);
  }

  private Optional<AttributePath> in(Schema schema, String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Optional<AttributeDefinition> attribute =
        schema
            .attribute(name)
            .or(
                () ->
                    schema.equals(core) ? Schema.named(Attributes.COMMON, name) : Optional.empty());
    String urn = schema.equals(core) ? "" : schema.urn();
    if (dot < 0) {
      return attribute.map(found -> new AttributePath(urn, found, null));
    }
    String part = path.substring(dot + 1);
    return attribute.flatMap(
        found ->
            isValueOf(found, part)
                ? Optional.of(new AttributePath(urn, found, null))
                : Schema.part(found, part).map(sub -> new AttributePath(urn, found, sub)));
  }

  /** RFC 7643 section 2.4: the values of a simple attribute go by the name {@code value}. */
  private static boolean isValueOf(AttributeDefinition attribute, String part) {
    return attribute.isMultiValued()
        && attribute.getType() != AttributeDefinition.Type.COMPLEX
        && part.equalsIgnoreCase("value");
  }
}
