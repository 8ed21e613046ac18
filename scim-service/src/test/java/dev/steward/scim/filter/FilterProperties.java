package dev.steward.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterProperties {

  @Property(tries = 300)
  void aWrittenFilterReadsAsItself(@ForAll("filters") Filter filter) {
    assertThat(Filter.parse(filter.text())).isEqualTo(filter);
  }

  @Property(tries = 300)
  void aWrittenPathReadsAsItself(@ForAll("targets") Target target) {
    assertThat(Target.parse(target.text())).isEqualTo(target);
  }

  @Property(tries = 300)
  void spaceRoundBracketsMeansNothing(@ForAll("unquoted") Filter filter) {
    String spaced = filter.text().replaceAll("([()\\[\\]])", " \t$1\r\n ");
    assertThat(Filter.parse(spaced)).isEqualTo(filter);
  }

  @Property(tries = 300)
  void caseMeansNothingToTheWordsOfTheLanguage(@ForAll("unquoted") Filter filter) {
    String shouted = filter.text().toUpperCase(Locale.ROOT);
    assertThat(Filter.parse(shouted).text().toUpperCase(Locale.ROOT)).isEqualTo(shouted);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    assertReadOrRefused(text);
  }

  @Property
  void anyHeapOfWordsIsReadOrRefused(@ForAll("heaps") String text) {
    assertReadOrRefused(text);
  }

  private static void assertReadOrRefused(String text) {
    try {
      Filter read = Filter.parse(text);
      assertThat(Filter.parse(read.text())).isEqualTo(read);
    } catch (FilterSyntaxException refusal) {
      assertThat(refusal.column()).isBetween(1, text.length() + 1);
      assertThat(refusal.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
    }
  }

  @Provide
  Arbitrary<String> heaps() {
    return FilterTexts.heaps();
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filters(literals());
  }

  /** Filters in whose text every bracket and every letter is the language's. */
  @Provide
  Arbitrary<Filter> unquoted() {
    return filters(literals().filter(literal -> !(literal instanceof Literal.Text)));
  }

  @Provide
  Arbitrary<Target> targets() {
    return Combinators.combine(
            attributes(), logic(terms(literals())).injectNull(0.3), names().injectNull(0.5))
        .as((name, filter, part) -> new Target(name, filter, filter == null ? null : part));
  }

  private static Arbitrary<Filter> filters(Arbitrary<Literal> literals) {
    Arbitrary<Filter> terms = terms(literals);
    Arbitrary<Filter> values = Combinators.combine(attributes(), logic(terms)).as(Values::new);
    return logic(Arbitraries.oneOf(terms, values));
  }

  private static Arbitrary<Filter> logic(Arbitrary<Filter> leaves) {
    return Arbitraries.recursive(() -> leaves, FilterProperties::joined, 0, 3);
  }

  private static Arbitrary<Filter> joined(Arbitrary<Filter> of) {
    return Arbitraries.oneOf(
        of.list().ofMinSize(2).ofMaxSize(3).map(And::new),
        of.list().ofMinSize(2).ofMaxSize(3).map(Or::new),
        of.map(Not::new));
  }

  private static Arbitrary<Filter> terms(Arbitrary<Literal> literals) {
    return Arbitraries.oneOf(
        attributes().map(Present::new),
        Combinators.combine(attributes(), Arbitraries.of(Operator.class), literals)
            .as(Compare::new));
  }

  private static Arbitrary<AttributeName> attributes() {
    Arbitrary<String> urns =
        Arbitraries.of("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:x:y");
    return Combinators.combine(urns.injectNull(0.7), names(), names().injectNull(0.7))
        .as(AttributeName::new);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("XYZ_-0$")
        .ofMinLength(1)
        .ofMaxLength(8)
        .map(name -> "x" + name);
  }

  private static Arbitrary<Literal> literals() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .filter(text -> text.indexOf(0) < 0)
            .filter(text -> text.codePoints().noneMatch(FilterProperties::isHalf))
            .map(Literal.Text::new),
        Combinators.combine(
                Arbitraries.longs().map(BigInteger::valueOf),
                Arbitraries.integers().between(-99, 99))
            .as(BigDecimal::new)
            .map(Literal.Numeric::new),
        Arbitraries.of(true, false).map(Literal.Bool::new),
        Arbitraries.just(new Literal.Null()));
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
