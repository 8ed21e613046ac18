package dev.steward.scim;

import static dev.steward.scim.Samples.NOW;
import static dev.steward.scim.Samples.STRICT;
import static dev.steward.scim.Samples.document;
import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Allowance;
import dev.steward.identity.Change;
import dev.steward.identity.Change.Approve;
import dev.steward.identity.Change.Describe;
import dev.steward.identity.Change.Register;
import dev.steward.identity.Change.Resume;
import dev.steward.identity.Change.Suspend;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import dev.steward.identity.OwnerChange.AssignOwners;
import dev.steward.identity.Validity;
import dev.steward.registry.CadenceByTier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredIdentityTest {

  private static final String GOVERNANCE = "'" + Urn.GOVERNANCE + "'";
  private final Identity agent = Samples.agent();

  static List<Identity> identities() {
    return Samples.identities(200).toList();
  }

  @ParameterizedTest
  @MethodSource("identities")
  void readsBackWhatItWroteAsNoChange(Identity identity) {
    ObjectNode shown = document(identity);

    assertThat(put(identity, shown.deepCopy())).isEmpty();
    assertThat(patched(identity, shown)).isEmpty();
  }

  @Nested
  class ANewDocument {

    @Test
    void needsNoMoreThanAHandleAndAnOwner() {
      Register register = register("{'agentUserName': 'triage', 'owners': [{'value': 'ada'}]}");

      assertThat(register.profile().kind()).isEqualTo(Kind.AI_AGENT);
      assertThat(register.profile().riskTier()).isEqualTo(RiskTier.MEDIUM);
      assertThat(register.owners()).containsExactly(new Owner("ada", Role.OWNER, null));
      assertThat(register.cadence()).isEqualTo(CadenceByTier.of(RiskTier.MEDIUM));
      assertThat(register.allowance()).isEqualTo(Allowance.LEAST);
      assertThat(register.validity()).isEqualTo(Validity.OPEN);
      assertThat(register.approved()).isTrue();
    }

    @Test
    void isOnlyProposedWhenItSaysThatItIsNotActive() {
      assertThat(register("{'agentUserName': 'triage', 'active': true}").approved()).isTrue();
      assertThat(register("{'agentUserName': 'triage', 'active': false}").approved()).isFalse();
    }

    @Test
    void takesTheUsualCadenceOfItsTier() {
      assertThat(register("{'agentUserName': 'x', %s: {'riskTier': 'Critical'}}").cadence())
          .isEqualTo(CadenceByTier.of(RiskTier.CRITICAL));
    }

    @Test
    void hasNotBegunBeforeItsStart() {
      Register register =
          register(
              "{'agentUserName': 'x', %s: {'validFrom': '2027-03-01T13:00:00+01:00',"
                  + " 'validUntil': '2028-01-01T00:00:00.1234567Z'}}");

      assertThat(register.validity())
          .isEqualTo(new Validity(NOW, Instant.parse("2028-01-01T00:00:00.123456Z"), true));
      assertThat(
              register("{'agentUserName': 'x', %s: {'validFrom': '2027-03-01T12:00:01Z'}}")
                  .validity()
                  .begun())
          .isFalse();
    }

    @Test
    void keepsItsCeiling() {
      assertThat(
              register(
                      "{'agentUserName': 'x', %s: {'allowance': {'grants': ['urn:x'], 'scopes':"
                          + " ['a', 'b', 'a'], 'longestToken': 'PT1M'}}}")
                  .allowance())
          .isEqualTo(
              new Allowance(
                  java.util.Set.of("urn:x"), java.util.Set.of("a", "b"), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "'cadence': {'every': '90 days'}                       | cadence.every",
          "'cadence': {'every': 'P999999999Y'}                   | cadence.every",
          "'cadence': {'every': 'P0D'}                           | cadence",
          "'cadence': {'grace': 'P1D', 'brownout': 'P2D'}        | brownout",
          "'validFrom': 'tomorrow'                               | validFrom",
          "'validUntil': '+999999999-12-31T23:59:59Z'            | validUntil",
          "'validFrom': '2028-01-01T00:00:00Z', 'validUntil': '2027-01-01T00:00:00Z' | validUntil",
          "'controlLinks': ['A.3.2']                             | controlLinks",
          "'client': {'realm': 'acme'}                           | client",
          "'allowance': {'longestToken': 'PT0S'}                 | allowance",
          "'allowance': {'longestToken': 'P9999999999999D'}      | allowance",
          "'riskTier': 'severe'                                  | riskTier",
          "'kind': 'workload'                                    | kind",
        })
    void isRefusedForWhatNobodyCouldMean(String governance, String attribute) {
      assertThatThrownBy(() -> register("{'agentUserName': 'x', %s: {" + governance + "}}"))
          .isInstanceOfSatisfying(
              ScimException.class,
              refusal -> {
                assertThat(refusal.scimType()).isEqualTo("invalidValue");
                assertThat(refusal.detail()).contains(attribute);
              });
    }

    private Register register(String text) {
      ObjectNode document =
          new DocumentCheck(IdentityType.AGENT.resource(), STRICT)
              .clean(json(text.replace("%s", GOVERNANCE)));
      return DocumentReader.ofNew(IdentityType.AGENT, NOW).read(document).registered(agent.id());
    }
  }

  @Nested
  class AReplacement {

    @Test
    void withoutAWordOfGovernanceLeavesGovernanceAsItIs() {
      List<Change> changes =
          put(
              "{'agentUserName': 'invoice-triage', 'externalId': 'EXT-1', 'owners':[{'value':'ada'}]}");

      assertThat(changes)
          .singleElement()
          .isInstanceOfSatisfying(
              Describe.class,
              describe -> {
                assertThat(describe.profile().displayName()).isNull();
                assertThat(describe.profile().purpose()).isEqualTo(agent.profile().purpose());
                assertThat(describe.controls()).isEqualTo(agent.controls());
              });
    }

    @Test
    void thatSpeaksOfGovernanceClearsWhatItLeavesOut() {
      List<Change> changes =
          put(
              "{'agentUserName': 'invoice-triage', 'owners':[{'value':'ada'}], %s: {'purpose':"
                  + " 'Other'}}");

      assertThat(changes.getFirst())
          .isInstanceOfSatisfying(
              Describe.class,
              describe -> {
                assertThat(describe.profile().purpose()).isEqualTo("Other");
                assertThat(describe.profile().environment()).isNull();
                assertThat(describe.controls()).isEmpty();
                assertThat(describe.profile().riskTier()).isEqualTo(RiskTier.HIGH);
                assertThat(describe.cadence()).isEqualTo(agent.cadence());
                assertThat(describe.client()).isEqualTo(agent.client());
              });
    }

    private List<Change> put(String text) {
      return DeclaredIdentityTest.put(agent, json(text.replace("%s", GOVERNANCE)));
    }
  }

  @Nested
  class TheSwitch {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesNothingWhenItStandsSoAlready(boolean approved) {
      Identity identity = approved ? agent : changed(agent, new Suspend("test"));

      assertThat(switched(identity, approved)).isEmpty();
    }

    @Test
    void stopsTheApproved() {
      assertThat(switched(agent, false)).singleElement().isInstanceOf(Suspend.class);
    }

    @Test
    void resumesTheSuspended() {
      assertThat(switched(changed(agent, new Suspend("test")), true))
          .singleElement()
          .isInstanceOf(Resume.class);
    }

    @Test
    void approvesTheProposed() {
      Identity proposed =
          DocumentReader.ofNew(IdentityType.AGENT, NOW)
              .read(json("{'agentUserName': 'x', 'active': false}"))
              .registered(agent.id())
              .identity(NOW);

      assertThat(switched(proposed, true)).singleElement().isInstanceOf(Approve.class);
      assertThat(switched(proposed, false)).isEmpty();
    }

    private List<Change> switched(Identity identity, boolean active) {
      return patched(identity, document(identity).put("active", active));
    }
  }

  @Nested
  class Owners {

    @Test
    void mayBeChangedInTheCoreSchemaAlone() {
      ObjectNode document = document(agent);
      document.withArray("owners").addObject().put("value", "cyd");

      assertThat(assigned(document))
          .containsExactlyInAnyOrder(owner("ada"), owner("cyd"), backup("ben"));
    }

    @Test
    void mayBeChangedInTheExtensionAlone() {
      ObjectNode document = document(agent);
      document
          .withObject(pointer())
          .withArray("owners")
          .addObject()
          .put("value", "cyd")
          .put("role", "SPONSOR");

      assertThat(assigned(document))
          .containsExactlyInAnyOrder(
              owner("ada"), backup("ben"), new Owner("cyd", Role.SPONSOR, null));
    }

    @Test
    void whoAreTakenFromTheCoreSchemaAreGone() {
      ObjectNode document = document(agent);
      document.remove("owners");

      assertThat(assigned(document)).containsExactly(backup("ben"));
    }

    @Test
    void cannotBeToldInTwoDifferentWays() {
      ObjectNode document = document(agent);
      document.putArray("owners").addObject().put("value", "cyd");
      document.withObject(pointer()).putArray("owners").addObject().put("value", "dee");

      assertThatThrownBy(() -> patched(agent, document))
          .isInstanceOf(ScimException.class)
          .hasMessageContaining("cyd")
          .hasMessageContaining("dee");
    }

    @Test
    void areFoundByTheirReference() {
      ObjectNode document = document(agent);
      document.remove(Urn.GOVERNANCE);
      document.putArray("owners").addObject().put("$ref", "https://x.example/Users/cyd");

      assertThat(put(agent, document))
          .contains(new AssignOwners(List.of(owner("cyd"), backup("ben"))));
    }

    private List<Owner> assigned(ObjectNode document) {
      return patched(agent, document).stream()
          .map(AssignOwners.class::cast)
          .flatMap(assign -> assign.owners().stream())
          .toList();
    }

    private com.fasterxml.jackson.core.JsonPointer pointer() {
      return com.fasterxml.jackson.core.JsonPointer.empty().appendProperty(Urn.GOVERNANCE);
    }

    private static Owner owner(String person) {
      return new Owner(person, Role.OWNER, null);
    }

    private static Owner backup(String person) {
      return new Owner(person, Role.BACKUP, null);
    }
  }

  private static Identity changed(Identity identity, Change change) {
    return change.applyTo(identity, NOW);
  }

  private static List<Change> put(Identity identity, ObjectNode document) {
    IdentityType type = Samples.typeOf(identity);
    return DocumentReader.replacing(type, identity, NOW)
        .read(new DocumentCheck(type.resource(), STRICT).clean(document))
        .changesFrom(identity);
  }

  private static List<Change> patched(Identity identity, ObjectNode document) {
    IdentityType type = Samples.typeOf(identity);
    return DocumentReader.patching(type, identity, NOW)
        .read(new DocumentCheck(type.resource(), STRICT).clean(document))
        .changesFrom(identity);
  }
}
