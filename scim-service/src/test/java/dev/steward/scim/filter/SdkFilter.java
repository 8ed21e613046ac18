package dev.steward.scim.filter;

import com.fasterxml.jackson.databind.node.ValueNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.filters.FilterType;
import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Filters of the UnboundID SDK as ours. */
final class SdkFilter {

  private SdkFilter() {}

  static Filter read(com.unboundid.scim2.common.filters.Filter filter) {
    return switch (filter.getFilterType()) {
      case AND -> new And(all(filter));
      case OR -> new Or(all(filter));
      case NOT -> new Not(read(known(filter.getInvertedFilter())));
      case COMPLEX_VALUE -> new Values(name(filter), read(known(filter.getValueFilter())));
      case PRESENT -> new Present(name(filter));
      default ->
          new Compare(
              name(filter),
              operator(filter.getFilterType()),
              literal(known(filter.getComparisonValue())));
    };
  }

  /**
   * The filter without what is the SDK's own: numbers with fractions are doubles there, and of
   * several conditions in a row some come twice, or as a group, which changes nothing.
   */
  static Filter alike(Filter filter) {
    return switch (filter) {
      case And and ->
          new And(
              and.all().stream()
                  .map(SdkFilter::alike)
                  .flatMap(one -> one instanceof And more ? more.all().stream() : Stream.of(one))
                  .distinct()
                  .toList());
      case Or or ->
          new Or(
              or.any().stream()
                  .map(SdkFilter::alike)
                  .flatMap(one -> one instanceof Or more ? more.any().stream() : Stream.of(one))
                  .distinct()
                  .toList());
      case Not not -> new Not(alike(not.one()));
      case Values values -> new Values(values.attribute(), alike(values.filter()));
      case Present present -> present;
      case Compare compare ->
          compare.value() instanceof Literal.Numeric number
              ? new Compare(compare.attribute(), compare.operator(), numeric(number.value()))
              : compare;
    };
  }

  private static List<Filter> all(com.unboundid.scim2.common.filters.Filter filter) {
    return known(filter.getCombinedFilters()).stream().map(SdkFilter::read).toList();
  }

  private static AttributeName name(com.unboundid.scim2.common.filters.Filter filter) {
    Path path = known(filter.getAttributePath());
    List<String> elements =
        StreamSupport.stream(path.spliterator(), false).map(Path.Element::getAttribute).toList();
    return new AttributeName(
        path.getSchemaUrn(), elements.get(0), elements.size() == 1 ? null : elements.get(1));
  }

  private static Operator operator(FilterType type) {
    return Operator.of(type.getStringValue()).orElseThrow();
  }

  private static Literal literal(ValueNode value) {
    return switch (value.getNodeType()) {
      case STRING -> new Literal.Text(value.textValue());
      case NUMBER -> numeric(value.decimalValue());
      case BOOLEAN -> new Literal.Bool(value.booleanValue());
      default -> new Literal.Null();
    };
  }

  private static Literal numeric(BigDecimal value) {
    return new Literal.Numeric(BigDecimal.valueOf(value.doubleValue()));
  }

  private static <T> T known(@Nullable T part) {
    return Objects.requireNonNull(part);
  }
}
