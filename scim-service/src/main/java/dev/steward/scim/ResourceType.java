package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of resource: its endpoint, the schemas it is written in, and what lists of it can be asked
 * for.
 *
 * @param isFed whether it describes what others know better: they send more than anybody asked for
 */
record ResourceType(
    String name,
    String endpoint,
    String description,
    Schema core,
    List<Schema> extensions,
    Vocabulary vocabulary,
    boolean isFed) {

  ResourceType {
    extensions = List.copyOf(extensions);
  }

  /** The schemas of this type, core first. */
  List<Schema> written() {
    return Stream.concat(Stream.of(core), extensions.stream()).toList();
  }

  /** The schema of that URN, whatever its case. */
  Optional<Schema> schema(String urn) {
    return written().stream().filter(schema -> schema.is(urn)).findFirst();
  }

  /** The extension of that URN, whatever its case. */
  Optional<Schema> extension(String urn) {
    return extensions.stream().filter(schema -> schema.is(urn)).findFirst();
  }

  /**
   * Finds the attribute that {@code [URN:]attribute[.sub]} names, whatever its case. A bare URN of
   * an extension names the extension as a whole, which is no attribute. Without a URN, an attribute
   * of an extension is meant where the core has none of that name: Entra ID asks for {@code
   * manager} alone.
   */
  Optional<AttributePath> attribute(String path) {
    for (Schema schema : written()) {
      String prefix = schema.urn() + ":";
      if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return in(schema, path.substring(prefix.length()));
      }
    }
    return in(core, path)
        .or(() -> extensions.stream().flatMap(one -> in(one, path).stream()).findFirst());
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
