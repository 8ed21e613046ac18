package dev.steward.scim;

import dev.steward.scim.filter.Filter;
import dev.steward.scim.filter.FilterSyntaxException;
import dev.steward.scim.filter.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation of a PATCH applies: {@code [URN:]attribute[filter].part}, the filter and the
 * part being optional.
 *
 * @param filter which values of a multi-valued attribute, or null for all
 */
record PatchPath(AttributePath target, @Nullable ValueFilter filter) {

  static PatchPath of(ResourceType type, String text) {
    Target written = read(text);
    AttributePath whole = attribute(type, written.attribute().toString());
    Filter filter = written.filter();
    if (filter == null) {
      return new PatchPath(whole, null);
    }
    if (whole.sub() != null || !whole.attribute().isMultiValued()) {
      throw ScimException.invalidPath(whole + " has no values to choose from with [ ]");
    }
    String part = written.part() == null ? "" : "." + written.part();
    return new PatchPath(attribute(type, written.attribute() + part), among(whole, filter));
  }

  /** The attribute that a text names which may be a path. */
  static String name(String text) {
    int open = text.indexOf('[');
    return open < 0 ? text : text.substring(0, open).strip();
  }

  private static Target read(String text) {
    try {
      return Target.parse(text);
    } catch (FilterSyntaxException e) {
      throw ScimException.invalidPath("the path cannot be read; " + e.getMessage());
    }
  }

  private static AttributePath attribute(ResourceType type, String name) {
    return type.attribute(name)
        .orElseThrow(
            () ->
                ScimException.invalidPath("%s is no attribute of %s".formatted(name, type.name())));
  }

  private static ValueFilter among(AttributePath whole, Filter filter) {
    try {
      return new ValueFilter(whole, filter);
    } catch (ScimException e) {
      throw ScimException.invalidPath(e.detail());
    }
  }
}
