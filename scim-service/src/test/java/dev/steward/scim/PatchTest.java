package dev.steward.scim;

import static dev.steward.scim.Samples.LENIENT;
import static dev.steward.scim.Samples.STRICT;
import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

  private static final String GOVERNANCE = Urn.GOVERNANCE;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'replace', 'path': 'displayName', 'value': 'New'}",
        "{'op': 'Replace', 'path': 'DISPLAYNAME', 'value': 'New'}",
        "{'op': 'ADD', 'path': 'urn:ietf:params:scim:schemas:core:2.0:Agent:displayName', 'value': 'New'}",
        "{'op': 'add', 'value': {'displayName': 'New'}}",
        "{'op': 'replace', 'value': {'schemas': ['urn:x'], 'id': '00000000-0000-0000-0000-000000000001', 'displayname': 'New'}}",
      })
  void setsAnAttributeHoweverItIsNamed(String operation) {
    assertThat(clean(patched(operation)).path("displayName").textValue()).isEqualTo("New");
  }

  @Test
  void reachesIntoTheExtension() {
    ObjectNode document =
        patched(
            "{'op': 'replace', 'path': '%s:cadence.every', 'value': 'P30D'}".formatted(GOVERNANCE),
            "{'op': 'add', 'value': {'%s': {'riskTier': 'low'}}}".formatted(GOVERNANCE),
            "{'op': 'replace', 'value': {'%s:purpose': 'Other'}}".formatted(GOVERNANCE),
            "{'op': 'remove', 'path': '%s:environment'}".formatted(GOVERNANCE));

    JsonNode governance = document.path(GOVERNANCE);
    assertThat(governance.path("cadence"))
        .isEqualTo(json("{'every': 'P30D', 'grace': 'P10D', 'brownout': 'P3D'}"));
    assertThat(governance.path("riskTier").textValue()).isEqualTo("low");
    assertThat(governance.path("purpose").textValue()).isEqualTo("Other");
    assertThat(governance.has("environment")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'add', 'path': 'members', 'value': [{'value': 'ada'}, {'value': 'bo'}]} | ada bo",
        "{'op': 'add', 'value': {'members': [{'$ref': 'https://x/Users/ada'}]}} | ada",
        "{'op': 'add', 'path': 'members', 'value': 'ada'} | ada",
        "{'op': 'remove', 'path': 'members', 'value': [{'value': 'ada'}]} | ada",
        "{'op': 'remove', 'path': 'members[value eq *ada*]'} | ada",
        "{'op': 'remove', 'path': 'members[value eq *ada* and type eq *User*]'} | ada",
        "{'op': 'replace', 'path': 'displayName', 'value': 'New'} | ''",
        "{'op': 'remove', 'path': 'members'} | all",
        "{'op': 'remove', 'path': 'members', 'value': []} | all",
        "{'op': 'remove', 'path': 'members[display sw *A*]'} | all",
        "{'op': 'remove', 'path': 'members[not (value eq *ada*)]'} | all",
        "{'op': 'remove', 'path': 'members', 'value': [{'display': 'Ada'}]} | all",
        "{'op': 'replace', 'path': 'members', 'value': [{'value': 'ada'}]} | all",
        "{'op': 'replace', 'value': {'members': [{'value': 'ada'}]}} | all",
        "{'op': 'add', 'path': 'members[value eq *ada*].type', 'value': 'User'} | all",
      })
  void knowsWhichMembersItCanChange(String operation, String members) {
    Patch patch =
        Patch.read(
            GroupStore.TYPE,
            STRICT,
            json("{'Operations': [%s]}".formatted(operation.replace("*", "\\'"))));

    assertThat(patch.named("members").map(some -> String.join(" ", new TreeSet<>(some))))
        .isEqualTo(members.equals("all") ? Optional.empty() : Optional.of(members));
  }

  @Test
  void addsAValueOnce() {
    ObjectNode document =
        patched(
            "{'op': 'add', 'path': 'owners', 'value': [{'value': 'ada'}, {'value': 'cyd'}]}",
            "{'op': 'add', 'path': 'owners', 'value': {'value': 'cyd'}}");

    assertThat(Samples.texts(document.path("owners"), "value")).containsExactly("ada", "cyd");
  }

  @Test
  void choosesValuesByAFilter() {
    String owners = GOVERNANCE + ":owners";
    ObjectNode document =
        patched(
            "{'op': 'replace', 'path': '%s[value eq \\'ben\\' and role eq \\'backup\\'].role', 'value': 'sponsor'}"
                .formatted(owners),
            "{'op': 'remove', 'path': '%s[value eq \\'ada\\']'}".formatted(owners),
            "{'op': 'add', 'path': '%s[value eq \\'cyd\\'].role', 'value': 'owner'}"
                .formatted(owners));

    assertThat(clean(document).path(GOVERNANCE).path("owners"))
        .isEqualTo(
            json("{'o': [{'value': 'ben', '$ref': 'https://steward.example/scim/v2/Users/ben',"
                    + " 'role': 'sponsor'}, {'value': 'cyd', 'role': 'owner'}]}")
                .get("o"));
  }

  @Test
  void makesTheValueThatAFilterDescribes() {
    ObjectNode document =
        patched(
            "{'op': 'add', 'path': '%s:owners[role eq \\'sponsor\\' and accepted eq false].value', 'value': 'dan'}"
                .formatted(GOVERNANCE),
            "{'op': 'add', 'path': '%s:owners[role eq \\'custodian\\']', 'value': 'eve'}"
                .formatted(GOVERNANCE));

    assertThat(document.path(GOVERNANCE).path("owners"))
        .contains(
            json("{'role': 'sponsor', 'accepted': false, 'value': 'dan'}"),
            json("{'role': 'custodian', 'value': 'eve'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'add', 'path': 'owners.value', 'value': 'cyd'}                | ada cyd",
        "{'op': 'add', 'path': 'owners.value', 'value': ['cyd', 'ada']}       | ada cyd",
        "{'op': 'replace', 'path': 'owners.value', 'value': 'cyd'}            | cyd",
        "{'op': 'remove', 'path': 'owners'}, {'op': 'replace', 'path': 'owners.value', 'value': 'x'} | x",
      })
  void takesAPartWithoutAFilterForThatOfTheValueThereIs(String operations, String owners) {
    assertThat(Samples.texts(clean(patched(operations)).path("owners"), "value"))
        .containsExactly(owners.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'eve'", "{'value': 'eve'}", "[{'value': 'eve'}]", "['eve']"})
  void takesOneValueHoweverItIsWrapped(String value) {
    ObjectNode document =
        patched(
            "{'op': 'add', 'path': '%s:owners[role eq \\'backup\\']', 'value': %s}"
                .formatted(GOVERNANCE, value));

    assertThat(document.path(GOVERNANCE).path("owners").get(1).path("value").textValue())
        .isEqualTo("eve");
    assertThat(document.path(GOVERNANCE).path("owners").get(1).path("role").textValue())
        .isEqualTo("backup");
  }

  @Test
  void overlooksNoPathAmongTheNamesInAValue() {
    ObjectNode document = Samples.document(Samples.agent());
    String body =
        "{'Operations': [{'op': 'replace', 'value': {'nickName': 'x',"
            + " 'owners[value eq \\'ada\\'].value': 'cyd'}}]}";
    Patch.read(IdentityType.AGENT.resource(), LENIENT, json(body.replace("\\'", "\\\"")))
        .applyTo(document);

    assertThat(Samples.texts(document.path("owners"), "value")).containsExactly("cyd");
  }

  @Test
  void removesTheValuesThatItNamesInTheValue() {
    assertThat(
            patched("{'op': 'Remove', 'path': 'owners', 'value': [{'value': 'ada'}]}")
                .path("owners"))
        .isEmpty();
  }

  @Test
  void putsOneThingAfterTheOther() {
    ObjectNode document =
        patched(
            "{'op': 'remove', 'path': 'owners'}",
            "{'op': 'add', 'path': 'owners', 'value': [{'value': 'x'}]}",
            "{'op': 'replace', 'path': 'owners[value eq \\'x\\'].value', 'value': 'y'}");

    assertThat(Samples.texts(document.path("owners"), "value")).containsExactly("y");
  }

  @Test
  void doesTheSameWheneverItIsAppliedAgain() {
    String body =
        "{'Operations': [{'op': 'replace', 'path': 'owners', 'value': [{'value': 'x'}]},"
            + " {'op': 'replace', 'path': 'owners[value eq \\'x\\'].value', 'value': 'y'}]}";
    Patch patch =
        Patch.read(IdentityType.AGENT.resource(), STRICT, json(body.replace("\\'", "\\\"")));
    for (int again = 0; again < 3; again++) {
      ObjectNode document = Samples.document(Samples.agent());

      patch.applyTo(document);

      assertThat(Samples.texts(document.path("owners"), "value")).containsExactly("y");
    }
  }

  @Test
  void understandsBooleansAsEntraWritesThem() {
    ObjectNode document = patched("{'op': 'Replace', 'path': 'active', 'value': 'False'}");

    assertThat(
            new DocumentCheck(IdentityType.AGENT.resource(), LENIENT).clean(document).get("active"))
        .isEqualTo(json("{'a': false}").get("a"));
    assertThatThrownBy(() -> clean(document))
        .isInstanceOf(ScimException.class)
        .hasMessage("active is true or false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'move', 'path': 'displayName', 'value': 'x'}             | invalidSyntax",
        "{'path': 'displayName', 'value': 'x'}                           | invalidSyntax",
        "{'op': 'add', 'value': 'x'}                                     | invalidSyntax",
        "{'op': 'remove'}                                                | noTarget",
        "{'op': 'remove', 'path': 'owners[value eq \\'nobody\\']'}       | noTarget",
        "{'op': 'replace', 'path': 'owners[value eq \\'nobody\\'].value', 'value': 'x'} | noTarget",
        "{'op': 'add', 'path': 'owners', 'value': 'x'}, {'op': 'replace', 'path': 'owners.value', 'value': 'y'} | noTarget",
        "{'op': 'replace', 'path': 'nickName', 'value': 'x'}             | invalidPath",
        "{'op': 'replace', 'path': 'owners[value eq', 'value': 'x'}      | invalidPath",
        "{'op': 'replace', 'path': 'owners[0].value', 'value': 'x'}      | invalidPath",
        "{'op': 'replace', 'path': 'owners[value eq \\'ada\\']x', 'value': 'x'} | invalidPath",
        "{'op': 'replace', 'path': 'displayName[value eq \\'a\\']', 'value': 'x'} | invalidPath",
        "{'op': 'add', 'path': 'owners[value eq \\'x\\' and value eq \\'y\\'].value', 'value': 'x'} | noTarget",
        "{'op': 'add', 'path': 'owners[value sw \\'x\\'].value', 'value': 'x'} | noTarget",
        "{'op': 'add', 'path': 'owners[nickName eq \\'x\\'].value', 'value': 'x'} | invalidPath",
        "{'op': 'add', 'path': 'owners[value eq true].value', 'value': 'x'} | invalidPath",
        "{'op': 'replace', 'path': 'displayName.formatted', 'value': 'x'} | invalidPath",
        "{'op': 'replace', 'path': 'displayName'}                        | invalidValue",
        "{'op': 'replace', 'path': 'id', 'value': 'x'}                   | mutability",
        "{'op': 'remove', 'path': 'meta.created'}                        | mutability",
        "{'op': 'replace', 'value': {'id': 'another'}}                   | mutability",
        "{'op': 'replace', 'path': 'urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity:standing', 'value': 'lapsed'} | mutability",
      })
  void refusesWithTheRightWord(String operation, String scimType) {
    assertThatThrownBy(() -> patched(operation))
        .isInstanceOfSatisfying(
            ScimException.class, refusal -> assertThat(refusal.scimType()).isEqualTo(scimType));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'Operations': []}",
        "{'Operations': {}}",
        "{'schemas': ['urn:x'], 'Operations': [{}]}"
      })
  void isAListOfOperations(String body) {
    assertThatThrownBy(() -> Patch.read(IdentityType.AGENT.resource(), STRICT, json(body)))
        .isInstanceOfSatisfying(
            ScimException.class,
            refusal -> assertThat(refusal.scimType()).isEqualTo("invalidSyntax"));
  }

  private static ObjectNode patched(String... operations) {
    ObjectNode document = Samples.document(Samples.agent());
    String body =
        "{'schemas': ['%s'], 'operations': [%s]}"
            .formatted(Urn.PATCH_OP, String.join(", ", operations))
            .replace("\\'", "\\\"");
    Patch.read(IdentityType.AGENT.resource(), STRICT, json(body)).applyTo(document);
    return document;
  }

  private static ObjectNode clean(ObjectNode document) {
    return new DocumentCheck(IdentityType.AGENT.resource(), STRICT).clean(document);
  }
}
