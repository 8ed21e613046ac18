package dev.steward.scim;

import static dev.steward.scim.Samples.NOW;
import static dev.steward.scim.Samples.STRICT;
import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import dev.steward.identity.OwnerChange.AssignOwners;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one person who sponsors an identity, said in two places. */
class SponsorTest {

  private final Identity plain = Samples.agent();
  private final Identity sponsored =
      new AssignOwners(
              List.of(
                  new Owner("ada", Role.OWNER, null),
                  new Owner("ben", Role.BACKUP, null),
                  new Owner("sam", Role.SPONSOR, null)))
          .applyTo(plain, NOW);

  @Test
  void isShown() {
    assertThat(governance(Samples.document(sponsored)).path("sponsor").path("value").asText())
        .isEqualTo("sam");
    assertThat(governance(Samples.document(plain)).has("sponsor")).isFalse();
  }

  @Test
  void isNamedWithANewIdentity() {
    assertThat(sponsors(registered("{'sponsor': {'value': 'sam'}}"))).containsExactly("sam");
    assertThat(sponsors(registered("{'sponsor': {'$ref': 'https://x/scim/v2/Users/sam'}}")))
        .containsExactly("sam");
    assertThat(
            sponsors(
                registered(
                    "{'sponsor': {'value': 'sam'}, 'owners': [{'value': 'ada'},"
                        + " {'value': 'sam', 'role': 'sponsor'}]}")))
        .containsExactly("sam");
  }

  @Test
  void changesInEitherPlace() {
    assertThat(patched(sponsored, gov -> gov.putObject("sponsor").put("value", "tom")))
        .containsExactly("tom");
    assertThat(patched(plain, gov -> gov.putObject("sponsor").put("value", "tom")))
        .containsExactly("tom");
    assertThat(
            patched(
                sponsored,
                gov ->
                    gov.withArray("owners").addObject().put("value", "tom").put("role", "sponsor")))
        .containsExactlyInAnyOrder("sam", "tom");
  }

  @Test
  void goesInEitherPlace() {
    assertThat(patched(sponsored, gov -> gov.remove("sponsor"))).isEmpty();
    assertThat(patched(sponsored, gov -> gov.withArray("owners").remove(2))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'purpose': 'Other'}                                              | sam",
        "{'owners': [{'value': 'ada'}], 'sponsor': {'value': 'sam'}}       | sam",
        "{'owners': [{'value': 'ada'}], 'sponsor': {'value': 'tom'}}       | tom",
        "{'sponsor': {'value': 'tom'}}                                     | tom",
      })
  void isKeptOrReplacedByAWholeDocument(String governance, String sponsor) {
    ObjectNode document = json("{'agentUserName': 'invoice-triage', 'owners': [{'value': 'ada'}]}");
    document.set(Urn.GOVERNANCE, json(governance));

    assertThat(sponsors(replaced(document))).containsExactly(sponsor);
  }

  @Test
  void isNotTwoPeopleAtOnce() {
    assertThatThrownBy(
            () ->
                registered(
                    "{'sponsor': {'value': 'tom'}, 'owners': [{'value': 'ada'},"
                        + " {'value': 'sam', 'role': 'sponsor'}]}"))
        .isInstanceOfSatisfying(
            ScimException.class,
            refused -> assertThat(refused.scimType()).isEqualTo("invalidValue"))
        .hasMessageContaining("sponsor: tom")
        .hasMessageContaining("sam");
  }

  @ParameterizedTest
  @CsvSource({"sponsor, Groups/7", "sponsor, https://x/scim/v2/Groups/7"})
  void isNoGroup(String attribute, String ref) {
    assertThatThrownBy(() -> registered("{'%s': {'$ref': '%s'}}".formatted(attribute, ref)))
        .isInstanceOf(ScimException.class)
        .hasMessageContaining("sponsor: " + ref + " is a group");
  }

  private static ObjectNode governance(ObjectNode document) {
    return (ObjectNode) document.required(Urn.GOVERNANCE);
  }

  private List<Owner> registered(String governance) {
    ObjectNode document = json("{'agentUserName': 'x', 'owners': [{'value': 'ada'}]}");
    document.set(Urn.GOVERNANCE, json(governance));
    return DocumentReader.ofNew(IdentityType.AGENT, NOW).read(clean(document)).owners();
  }

  private List<String> patched(Identity identity, Consumer<ObjectNode> edit) {
    ObjectNode document = Samples.document(identity);
    edit.accept(governance(document));
    List<Change> changes =
        DocumentReader.patching(IdentityType.AGENT, identity, NOW)
            .read(clean(document))
            .changesFrom(identity);
    return sponsors(
        changes.stream()
            .map(AssignOwners.class::cast)
            .flatMap(assign -> assign.owners().stream())
            .toList());
  }

  private List<Owner> replaced(ObjectNode document) {
    return DocumentReader.replacing(IdentityType.AGENT, sponsored, NOW)
        .read(clean(document))
        .owners();
  }

  private static ObjectNode clean(ObjectNode document) {
    return new DocumentCheck(IdentityType.AGENT.resource(), STRICT).clean(document);
  }

  private static List<String> sponsors(List<Owner> owners) {
    return owners.stream()
        .filter(owner -> owner.role() == Role.SPONSOR)
        .map(Owner::person)
        .toList();
  }
}
