package dev.steward.scim.filter;

import static dev.steward.scim.filter.Operator.EQ;
import static dev.steward.scim.filter.Operator.EW;
import static dev.steward.scim.filter.Operator.GE;
import static dev.steward.scim.filter.Operator.SW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final Filter A = present("a");
  private static final Filter B = present("b");
  private static final Filter C = present("c");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ada\"",
        "userName EQ \"ada\"",
        "  userName\teq\r\n\"ada\"  ",
        "(userName eq \"ada\")",
        "( ( userName eq\"ada\" ) )",
      })
  void readsAComparisonHoweverItIsSpaced(String text) {
    assertThat(Filter.parse(text)).isEqualTo(compare("userName", EQ, "ada"));
  }

  @Test
  void bindsNotBeforeAndAndAndBeforeOr() {
    assertThat(Filter.parse("a pr or b pr and c pr"))
        .isEqualTo(new Or(List.of(A, new And(List.of(B, C)))));
    assertThat(Filter.parse("(a pr or b pr) and c pr"))
        .isEqualTo(new And(List.of(new Or(List.of(A, B)), C)));
    assertThat(Filter.parse("NOT(a pr) AND not (b pr) OR c PR"))
        .isEqualTo(new Or(List.of(new And(List.of(new Not(A), new Not(B))), C)));
  }

  @Test
  void takesSeveralOfAKindAsOne() {
    assertThat(Filter.parse("a pr and b pr and c pr")).isEqualTo(new And(List.of(A, B, C)));
    assertThat(Filter.parse("a pr or b pr or c pr")).isEqualTo(new Or(List.of(A, B, C)));
  }

  @Test
  void findsTheNameBehindADottedUrn() {
    String urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    assertThat(Filter.parse(urn + ":manager.value eq \"7\""))
        .isEqualTo(
            new Compare(new AttributeName(urn, "manager", "value"), EQ, new Literal.Text("7")));
    assertThat(Filter.parse(urn + ":department pr"))
        .isEqualTo(new Present(new AttributeName(urn, "department", null)));
    assertThat(Filter.parse("manager.$ref pr"))
        .isEqualTo(new Present(new AttributeName(null, "manager", "$ref")));
  }

  @Test
  void readsConditionsOnOneValueInBrackets() {
    assertThat(Filter.parse("emails[type eq \"work\" and value ew \"]\"]"))
        .isEqualTo(
            new Values(
                AttributeName.of("emails"),
                new And(List.of(compare("type", EQ, "work"), compare("value", EW, "]")))));
    assertThat(Filter.parse("emails [ type pr ] and a pr"))
        .isEqualTo(new And(List.of(new Values(AttributeName.of("emails"), present("type")), A)));
  }

  @Test
  void takesAPartBehindBracketsForOneMoreConditionOnTheValue() {
    assertThat(Filter.parse("emails[type eq \"work\"].value sw \"x\" or a pr"))
        .isEqualTo(
            new Or(
                List.of(
                    new Values(
                        AttributeName.of("emails"),
                        new And(List.of(compare("type", EQ, "work"), compare("value", SW, "x")))),
                    A)));
    assertThat(Filter.parse("emails[type pr].value pr"))
        .isEqualTo(Filter.parse("emails[type pr and value pr]"));
  }

  @Test
  void readsEveryKindOfLiteral() {
    assertThat(Filter.parse("a eq True")).isEqualTo(compare(new Literal.Bool(true)));
    assertThat(Filter.parse("a eq false")).isEqualTo(compare(new Literal.Bool(false)));
    assertThat(Filter.parse("a eq NULL")).isEqualTo(compare(new Literal.Null()));
    assertThat(Filter.parse("a eq -1.50e+3"))
        .isEqualTo(compare(new Literal.Numeric(new BigDecimal("-1.50e3"))));
    assertThat(Filter.parse("a eq \"\"")).isEqualTo(compare(new Literal.Text("")));
  }

  @Test
  void readsEveryEscapeOfJson() {
    assertThat(Filter.parse("a eq \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0141\\uD83E\\udd16\""))
        .isEqualTo(compare(new Literal.Text("\"\\/\b\f\n\r\t\u0141\ud83e\udd16")));
  }

  @Test
  void comparesTimesAsText() {
    assertThat(Filter.parse("meta.created ge \"2027-01-01T00:00:00Z\""))
        .isEqualTo(
            new Compare(
                new AttributeName(null, "meta", "created"),
                GE,
                new Literal.Text("2027-01-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | the name of an attribute",
        "userName | 9 | an operator",
        "userName like \"x\" | 10 | an operator",
        "userName = \"x\" | 10 | an operator",
        "userName eq | 12 | a value",
        "userName eq ada | 13 | text in double quotes",
        "userName eq 'ada' | 13 | double quotes",
        "userName eq \u201cada\u201d | 13 | double quotes",
        "userName eq \"ada | 13 | not closed",
        "userName eq [] | 13 | a value",
        "userName eq {} | 13 | a value",
        "userName eq [1] | 13 | a value",
        "userName eq 007 | 13 | a value",
        "userName eq +7 | 13 | a value",
        "userName eq NaN | 13 | a value",
        "userName eq 1e308 | 13 | exponent",
        "userName eq 1e99999999999 | 13 | exponent",
        "userName eq \"\\u0000\" | 19 | U+0000",
        "userName eq \"\\ud800\" | 13 | surrogate",
        "userName eq \"\\udd16\\ud83e\" | 13 | surrogate",
        "userName eq \"\\x\" | 15 | backslash",
        "userName eq \"\\u12g4\" | 18 | hexadecimal",
        "userName eq \"x\" \"y\" | 17 | the end",
        "userName eq \"x\" and | 20 | the name of an attribute",
        "userName pr or or title pr | 16 | the name of an attribute",
        "userName pr, title pr | 10 | an operator",
        "userName pr title pr | 13 | the end",
        "not userName pr | 5 | in parentheses",
        "(userName pr | 13 | closes the \"(\" of column 1",
        "userName pr) | 12 | the end",
        "(userName pr] | 13 | closes the \"(\" of column 1",
        "() | 2 | the name of an attribute",
        "emails[] | 8 | the name of an attribute",
        "emails[type pr | 15 | closes the \"[\" of column 7",
        "emails[a[b pr] and c pr] | 9 | no square brackets",
        "emails[0].value pr | 8 | the name of an attribute",
        "emails[type pr]. pr | 16 | a part",
        "emails[type pr].a.b pr | 16 | a part",
        "emails[type pr].value | 22 | an operator",
        "a.b.c pr | 1 | the name of an attribute",
        "a. pr | 1 | the name of an attribute",
        ".a pr | 1 | the name of an attribute",
        "urn:x: pr | 1 | the name of an attribute",
        "\"userName\" pr | 1 | the name of an attribute",
        "us\u00a0er pr | 1 | usU+00A0er",
        "\ud800 pr | 1 | U+D800",
      })
  void saysWhatIsWrongAndWhere(String text, int column, String what) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class,
            refusal -> {
              assertThat(refusal.column()).isEqualTo(column);
              assertThat(refusal.getMessage()).startsWith("column " + column + ": ").contains(what);
            });
  }

  @Test
  void wantsControlCharactersEscaped() {
    assertRefused("a eq \"x\ny\"", "\\u000a");
    assertRefused("a eq \"x\u0000y\"", "\\u0000");
    assertThat(Filter.parse("a eq \"x\\u000ay\"")).isEqualTo(compare(new Literal.Text("x\ny")));
  }

  @Test
  void isBounded() {
    assertThat(Filter.parse("(".repeat(60) + "a pr" + ")".repeat(60))).isEqualTo(A);
    assertRefused("(".repeat(61) + "a pr" + ")".repeat(61), "60 deep");
    assertRefused("not (".repeat(1_600), "60 deep");
    assertThat(Filter.parse("a pr" + " or a pr".repeat(99))).isInstanceOf(Or.class);
    assertRefused("a pr" + " or a pr".repeat(100), "100 comparisons");
    assertThat(Filter.parse("a eq \"" + "x".repeat(8_185) + "\"")).isInstanceOf(Compare.class);
    assertRefused("a eq \"" + "x".repeat(8_186) + "\"", "8192 characters");
  }

  @Test
  void quotesNoMoreOfWhatIsWrongThanFitsOnALine() {
    assertThatThrownBy(() -> Filter.parse("userName eq " + "x".repeat(8_000)))
        .hasMessageContaining("x".repeat(40) + "...")
        .hasMessageNotContaining("x".repeat(41));
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessageContaining(why);
  }

  private static Filter present(String attribute) {
    return new Present(AttributeName.of(attribute));
  }

  private static Filter compare(String attribute, Operator operator, String text) {
    return new Compare(AttributeName.of(attribute), operator, new Literal.Text(text));
  }

  private static Filter compare(Literal value) {
    return new Compare(AttributeName.of("a"), EQ, value);
  }
}
