package dev.steward.scim;

import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.types.AttributeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation of a PATCH applies: {@code [URN:]attribute[filter].part}, the filter and the
 * part being optional.
 *
 * @param filter which values of a multi-valued attribute, or null for all
 */
record PatchPath(AttributePath target, @Nullable Filter filter) {

  static PatchPath of(ResourceType type, String text) {
    int open = text.indexOf('[');
    if (open < 0) {
      return new PatchPath(attribute(type, text), null);
    }
    int close = text.lastIndexOf(']');
    String rest = close < open ? "?" : text.substring(close + 1);
    if (!rest.isEmpty() && !rest.startsWith(".")) {
      throw ScimException.invalidPath(text + " does not read attribute[filter].part");
    }
    AttributePath whole = attribute(type, text.substring(0, open));
    if (whole.sub() != null || !whole.attribute().isMultiValued()) {
      throw ScimException.invalidPath(whole + " has no values to choose from with [ ]");
    }
    AttributePath target = rest.isEmpty() ? whole : part(whole, rest.substring(1));
    return new PatchPath(target, filter(text.substring(open + 1, close)));
  }

  private static Filter filter(String text) {
    try {
      return FilterText.parse(text);
    } catch (ScimException e) {
      throw ScimException.invalidPath(e.detail());
    }
  }

  private static AttributePath attribute(ResourceType type, String text) {
    return type.attribute(text)
        .orElseThrow(
            () ->
                ScimException.invalidPath("%s is no attribute of %s".formatted(text, type.name())));
  }

  private static AttributePath part(AttributePath whole, String name) {
    AttributeDefinition part =
        Schema.part(whole.attribute(), name)
            .orElseThrow(() -> ScimException.invalidPath("%s has no %s".formatted(whole, name)));
    return whole.part(part);
  }
}
