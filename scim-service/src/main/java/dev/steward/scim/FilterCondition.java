package dev.steward.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Some;
import dev.steward.scim.Queryable.Fixed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads filters as conditions that the database can be asked for. */
final class FilterCondition {

  private static final int MOST_TERMS = 100;

  private final ResourceType type;
  private int terms;

  private FilterCondition(ResourceType type) {
    this.type = type;
  }

  /** What resources of the type meet the filter. */
  static Condition of(ResourceType type, String filter) {
    return new FilterCondition(type).condition(FilterText.parse(filter), "");
  }

  /**
   * @param chosen the attribute whose values are chosen from, with a dot, inside of brackets; else
   *     empty
   */
  private Condition condition(Filter filter, String chosen) {
    return switch (filter.getFilterType()) {
      case AND -> new All(all(filter, chosen));
      case OR -> new Any(all(filter, chosen));
      case NOT -> new Not(condition(read(filter.getInvertedFilter()), chosen));
      case COMPLEX_VALUE -> valuePath(filter, chosen);
      default -> term(filter, chosen);
    };
  }

  private List<Condition> all(Filter filter, String chosen) {
    return read(filter.getCombinedFilters()).stream().map(one -> condition(one, chosen)).toList();
  }

  private Condition valuePath(Filter filter, String chosen) {
    String path = text(filter);
    AttributePath attribute = attribute(path);
    if (!chosen.isEmpty() || attribute.sub() != null || !attribute.attribute().isMultiValued()) {
      throw ScimException.invalidFilter(path + " has no values to choose from with [ ]");
    }
    Condition one = condition(read(filter.getValueFilter()), path + ".");
    return some(attribute, one);
  }

  private Condition term(Filter filter, String chosen) {
    if (++terms > MOST_TERMS) {
      throw ScimException.invalidFilter(
          "the filter has more than %d comparisons".formatted(MOST_TERMS));
    }
    String path = chosen + text(filter);
    AttributePath attribute = attribute(path);
    if (!chosen.isEmpty() || type.vocabulary().collection(attribute).isEmpty()) {
      return comparison(filter, filter.getFilterType(), path, attribute);
    }
    // Of several values, one may be equal; not equal means that none is.
    if (filter.getFilterType() == FilterType.NOT_EQUAL) {
      return new Not(some(attribute, comparison(filter, FilterType.EQUAL, path, attribute)));
    }
    return some(attribute, comparison(filter, filter.getFilterType(), path, attribute));
  }

  private Condition some(AttributePath attribute, Condition ofOneValue) {
    return new Some(
        type.vocabulary()
            .collection(attribute)
            .orElseThrow(() -> ScimException.invalidFilter(attribute + " cannot be filtered by")),
        type.vocabulary().among(attribute, ofOneValue));
  }

  private Condition comparison(
      Filter filter, FilterType operator, String path, AttributePath attribute) {
    Queryable queryable =
        queryable(attribute)
            .orElseThrow(() -> ScimException.invalidFilter(path + " cannot be filtered by"));
    return filter.isPresentFilter()
        ? queryable.present()
        : new Comparison(path, operator, read(filter.getComparisonValue())).of(queryable);
  }

  /** The type and the schemas are the same for all resources of a type. */
  private Optional<Queryable> queryable(AttributePath attribute) {
    return switch (attribute.toString()) {
      case "meta.resourceType" -> Optional.of(new Fixed(List.of(type.name())));
      case "schemas" -> Optional.of(new Fixed(type.written().stream().map(Schema::urn).toList()));
      default -> type.vocabulary().of(attribute);
    };
  }

  private AttributePath attribute(String path) {
    return type.attribute(path)
        .orElseThrow(
            () ->
                ScimException.invalidFilter(
                    "%s is no attribute of %s".formatted(path, type.name())));
  }

  private static String text(Filter filter) {
    Path path = read(filter.getAttributePath());
    StringBuilder text = new StringBuilder();
    if (path.getSchemaUrn() != null) {
      text.append(path.getSchemaUrn()).append(':');
    }
    String dot = "";
    for (Path.Element element : path) {
      text.append(dot).append(element.getAttribute());
      dot = ".";
    }
    return text.toString();
  }

  private static <T> T read(@Nullable T part) {
    if (part == null) {
      throw ScimException.invalidFilter("the filter cannot be read");
    }
    return part;
  }
}
