package dev.steward.scim;

import static dev.steward.scim.Samples.LENIENT;
import static dev.steward.scim.Samples.STRICT;
import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCheckTest {

  @Test
  void spellsEverythingAsTheSchemaDoes() {
    assertThat(
            clean(
                "{'AGENTUSERNAME': 'x', 'Owners': {'VALUE': 'ada', '$ref': null}, '%s': {'RISKTIER': 'Low'}}"
                    .formatted(Urn.GOVERNANCE.toUpperCase(Locale.ROOT))))
        .isEqualTo(
            json(
                "{'agentUserName': 'x', 'owners': [{'value': 'ada'}], '%s': {'riskTier': 'Low'}}"
                    .replace("%s", Urn.GOVERNANCE)));
  }

  @Test
  void leavesOutWhatIsNotTheClientsToSay() {
    assertThat(
            clean(
                "{'id': '7', 'meta': {'created': 3}, 'agentUserName': 'x', 'displayName': null, 'owners': [], '%s': {'standing': 'good', 'owners': [{'value': 'ada', 'accepted': true}]}}"
                    .formatted(Urn.GOVERNANCE)))
        .isEqualTo(
            json(
                "{'agentUserName': 'x', '%s': {'owners': [{'value': 'ada'}]}}"
                    .replace("%s", Urn.GOVERNANCE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                    | agentUserName is required",
        "{'agentUserName': ' '}                                | agentUserName is not blank",
        "{'agentUserName': null}                               | agentUserName is required",
        "{'agentUserName': 7}                                  | agentUserName is text",
        "{'agentUserName': ['x', 'y']}                         | agentUserName is text",
        "{'agentUserName': 'x\\u0000'}                         | agentUserName holds a character",
        "{'agentUserName': '\\ud800'}                          | agentUserName holds a character",
        "{'agentUserName': 'x', 'active': 'yes'}               | active is true or false",
        "{'agentUserName': 'x', 'active': 1}                   | active is true or false",
        "{'agentUserName': 'x', 'owners': 7}                   | owners is an object",
        "{'agentUserName': 'x', 'nickName': 'y'}               | nickName",
        "{'agentUserName': 'x', 'owners': [{'mail': 'y'}]}     | owners.mail",
        "{'agentUserName': 'x', 'urn:example:Other': {}}       | urn:example:Other",
        "{'agentUserName': 'x', 'schemas': ['urn:example:A']}  | urn:example:A",
        "{'agentUserName': 'x', 'agentusername': 'y'}          | stands there twice",
        "{'agentUserName': 'x', 'urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity': 7} | is an object",
      })
  void refusesNamingTheAttribute(String document, String words) {
    assertThatThrownBy(() -> clean(document))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining(words);
  }

  @Test
  void leavesOutWhatNobodyKnowsWhenToldTo() {
    assertThat(
            new DocumentCheck(IdentityType.AGENT.resource(), LENIENT)
                .clean(
                    json(
                        "{'schemas': ['urn:example:Other'], 'agentUserName': 'x', 'nickName': 'y',"
                            + " 'urn:example:Other': {'a': 1}, 'active': 'True', 'owners': [{'value': 'ada', 'mail': 'y'}]}")))
        .isEqualTo(
            json(
                "{'schemas': ['urn:example:Other'], 'agentUserName': 'x', 'active': true, 'owners':"
                    + " [{'value': 'ada'}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7", "{", "{} {}", "{'a': 1, 'a': 2}", "{'a': \u0001}"})
  void readsOneJsonObject(String body) {
    assertThatThrownBy(() -> json(body))
        .isInstanceOfSatisfying(
            ScimException.class,
            refusal -> assertThat(refusal.scimType()).isEqualTo("invalidSyntax"));
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> clean("{'agentUserName': '%s'}".formatted("x".repeat(600))))
        .hasMessageContaining("600 characters");
    assertThatThrownBy(
            () ->
                clean(
                    "{'agentUserName': 'x', 'owners': [%s{'value': 'y'}]}"
                        .formatted("{'value': 'y'},".repeat(500))))
        .hasMessageContaining("501 values");
    assertThatThrownBy(() -> json("{'a':".repeat(2000) + "1" + "}".repeat(2000)))
        .isInstanceOf(ScimException.class);
  }

  private static ObjectNode clean(String document) {
    return new DocumentCheck(IdentityType.AGENT.resource(), STRICT).clean(json(document));
  }
}
