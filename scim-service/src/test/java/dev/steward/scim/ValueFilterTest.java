package dev.steward.scim;

import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.steward.scim.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFilterTest {

  private static final JsonNode ADA =
      json(
          "{'value': 'Ada', 'ROLE': 'owner', 'accepted': true,"
              + " 'acceptedAt': '2027-03-01T12:00:00Z'}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "value eq \"Ada\"",
        "VALUE co \"d\" and value sw \"A\" and value ew \"a\"",
        "role eq \"OWNER\"",
        "role co \"WN\"",
        "role gt \"backup\" and role ge \"owner\" and role lt \"sponsor\" and role le \"owner\"",
        "value ne \"ada\"",
        "accepted eq true",
        "accepted eq \"True\"",
        "accepted ne false",
        "acceptedAt eq \"2027-03-01T13:00:00.0000000+01:00\"",
        "acceptedAt gt \"2027-03-01T11:59:59Z\"",
        "acceptedAt ne \"2027-03-02T12:00:00Z\"",
        "not (value eq \"ben\") or value pr",
        "$ref eq null and not ($ref pr)",
        "$ref ne \"x\"",
        "value ne null",
      })
  void findsWhatIsAskedFor(String filter) {
    assertThat(of("owners", filter).test().test(ADA)).isTrue();
    assertThat(of("owners", "not (" + filter + ")").test().test(ADA)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"value eq \"ada\"", "value co \"DA\"", "$ref eq \"x\"", "$ref gt \"\""})
  void regardsCaseWhereTheSchemaDoesAndFindsNothingInNothing(String filter) {
    assertThat(of("owners", filter).test().test(ADA)).isFalse();
  }

  @Test
  void callsTheValuesOfASimpleAttributeValue() {
    ValueFilter filter = of("controlLinks", "value sw \"iso42001:\"");

    assertThat(filter.test().test(TextNode.valueOf("iso42001:A.3.2"))).isTrue();
    assertThat(filter.test().test(TextNode.valueOf("nist:1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "age eq 7                      | owners has no part age",
        "value.x eq \"y\"                | owners has no part value.x",
        "urn:x:y pr                    | owners has no part urn:x:y",
        "value eq 7                    | owners.value is compared with text",
        "accepted lt true              | owners.accepted is a boolean",
        "acceptedAt eq \"yesterday\"     | owners.acceptedAt is a date and time",
        "value pr and (value pr or not (age pr)) | owners has no part age",
      })
  void saysWhatCannotBeAsked(String filter, String why) {
    assertThatThrownBy(() -> of("owners", filter))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining(why);
  }

  @Test
  void tellsWhatTheValueIsWhenTheFilterSaysSo() {
    assertThat(of("owners", "value eq \"x\" and role eq \"backup\"").described())
        .contains(json("{'value': 'x', 'role': 'backup'}"));
    assertThat(of("owners", "value eq \"x\" or role eq \"backup\"").described()).isEmpty();
    assertThat(of("owners", "value eq \"x\" and value eq \"y\"").described()).isEmpty();
    assertThat(of("controlLinks", "value eq \"x\"").described()).isEmpty();
  }

  private static ValueFilter of(String attribute, String filter) {
    AttributePath path =
        IdentityType.AGENT.resource().attribute(Urn.GOVERNANCE + ":" + attribute).orElseThrow();
    return new ValueFilter(path, Filter.parse(filter));
  }
}
