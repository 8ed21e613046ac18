package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Condition.Some;
import dev.steward.registry.Attribute;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterConditionTest {

  private static final String GOVERNANCE = Urn.GOVERNANCE + ":";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agentUserName eq \"x\"",
        "AGENTUSERNAME EQ \"x\"",
        "(agentUserName eq \"x\")",
        "urn:ietf:params:scim:schemas:core:2.0:Agent:agentUserName eq \"x\"",
      })
  void readsTheHandleHoweverItIsWritten(String filter) {
    assertThat(read(filter)).isEqualTo(new Compare(Attribute.USER_NAME, Operator.EQUAL, "x"));
  }

  @Test
  void readsAndBeforeOr() {
    assertThat(read("displayName pr or externalId pr and active eq true"))
        .isEqualTo(
            new Any(
                List.of(
                    new Present(Attribute.DISPLAY_NAME),
                    new All(
                        List.of(
                            new Present(Attribute.EXTERNAL_ID),
                            new Compare(Attribute.INTENT, Operator.EQUAL, Intent.APPROVED))))));
  }

  @Test
  void knowsTheTypesOfWhatItCompares() {
    assertThat(read("meta.lastModified ge \"2027-03-01T13:00:00.1234567+01:00\""))
        .isEqualTo(
            new Compare(
                Attribute.MODIFIED,
                Operator.GREATER_OR_EQUAL,
                Instant.parse("2027-03-01T12:00:00.123456Z")));
    assertThat(read(GOVERNANCE + "reviewDue lt \"2027-03-01\""))
        .isEqualTo(new Compare(Attribute.REVIEW_DUE, Operator.LESS, LocalDate.parse("2027-03-01")));
    assertThat(read(GOVERNANCE + "riskTier eq \"HIGH\""))
        .isEqualTo(
            new Any(List.of(new Compare(Attribute.RISK_TIER, Operator.EQUAL, RiskTier.HIGH))));
  }

  @Test
  void asksForOneAndTheSameValueInBrackets() {
    assertThat(read(GOVERNANCE + "owners[value eq \"ada\" and accepted eq false]"))
        .isEqualTo(
            new Some(
                Attribute.OWNER,
                new All(
                    List.of(
                        new Compare(Attribute.OWNER, Operator.EQUAL, "ada"),
                        new Not(new Present(Attribute.OWNER_ACCEPTED))))));
  }

  @Test
  void showsInTheCoreSchemaOnlyThoseWithTheRoleOfAnOwner() {
    assertThat(read("owners.value eq \"ada\""))
        .isEqualTo(
            new Some(
                Attribute.OWNER,
                new All(
                    List.of(
                        new Compare(Attribute.OWNER_ROLE, Operator.EQUAL, Owner.Role.OWNER),
                        new Compare(Attribute.OWNER, Operator.EQUAL, "ada")))));
  }

  @Test
  void takesControlLinksApart() {
    assertThat(read(GOVERNANCE + "controlLinks eq \"iso42001:A.3.2\""))
        .isEqualTo(
            new Some(
                Attribute.CONTROL,
                new All(
                    List.of(
                        new Compare(Attribute.CONTROL_FRAMEWORK, Operator.EQUAL, "iso42001"),
                        new Compare(Attribute.CONTROL, Operator.EQUAL, "A.3.2")))));
  }

  @Test
  void findsNothingUnderWhatIsNoId() {
    assertThat(read("id eq \"7\"")).isEqualTo(new Any(List.of()));
    assertThat(read("id ne \"7\"")).isEqualTo(Condition.ALWAYS);
  }

  @Test
  void findsIdsByTheirBeginning() {
    assertThat(read("id sw \"0190A\""))
        .isEqualTo(
            new All(
                List.of(
                    new Compare(
                        Attribute.ID,
                        Operator.GREATER_OR_EQUAL,
                        UUID.fromString("0190a000-0000-0000-0000-000000000000")),
                    new Compare(
                        Attribute.ID,
                        Operator.LESS_OR_EQUAL,
                        UUID.fromString("0190afff-ffff-ffff-ffff-ffffffffffff")))));
    assertThat(read("id sw \"0190a-\"")).isEqualTo(new Any(List.of()));
    assertThat(read("id sw \"%s\"".formatted("0".repeat(99)))).isEqualTo(new Any(List.of()));
  }

  @Test
  void takesNullForUnassigned() {
    assertThat(read("externalId eq null")).isEqualTo(new Not(new Present(Attribute.EXTERNAL_ID)));
    assertThat(read("externalId ne null")).isEqualTo(new Present(Attribute.EXTERNAL_ID));
  }

  @Test
  void takesNullForNoValueAtAllWhereThereMayBeSeveral() {
    assertThat(read(GOVERNANCE + "owners eq null"))
        .isEqualTo(new Not(new Some(Attribute.OWNER, new Present(Attribute.OWNER))));
    assertThat(read(GOVERNANCE + "owners ne null"))
        .isEqualTo(new Some(Attribute.OWNER, new Present(Attribute.OWNER)));
  }

  @Test
  void comparesWhatHasPartsByItsValue() {
    assertThat(read("owners eq \"ada\"")).isEqualTo(read("owners.value eq \"ada\""));
    assertThat(read("owners ne \"ada\"")).isEqualTo(read("not (owners eq \"ada\")"));
  }

  @Test
  void takesAPartBehindBracketsForOneMoreConditionOnTheValue() {
    assertThat(read(GOVERNANCE + "owners[role eq \"backup\"].value eq \"ada\""))
        .isEqualTo(read(GOVERNANCE + "owners[role eq \"backup\" and value eq \"ada\"]"));
  }

  @Test
  void findsAmongThoseThatAreNotSoWhatHasNoValue() {
    assertThat(read(GOVERNANCE + "riskTier ne \"high\""))
        .isEqualTo(new Not(read(GOVERNANCE + "riskTier eq \"high\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nickName eq \"x\"           | nickName is no attribute of Agent",
        "active gt true              | active is a boolean, and asked for with eq, ne or pr",
        "active eq 1                 | active is true or false",
        "displayName eq true         | displayName is compared with text in double quotes",
        "displayName sw null         | displayName is compared with null",
        "meta.created co \"2027\"    | meta.created is a time, and no text to search in",
        "meta.created gt \"today\"   | meta.created is a date and time like",
        "owners[age gt 7]            | owners.age is no attribute of Agent",
        "meta.version eq \"x\"       | meta.version cannot be filtered by",
        "displayName like \"x\"      | column 13: here is \"like\"",
      })
  void saysWhichAttributeItIsAndWhy(String filter, String why) {
    assertThatThrownBy(() -> read(filter))
        .isInstanceOf(ScimException.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nickName eq \"x\"",
        "urn:example:Other:agentUserName eq \"x\"",
        "meta.location eq \"x\"",
        "owners[nickName eq \"x\"]",
        "displayName[value eq \"x\"]",
        "owners[value eq \"x\"",
        "(agentUserName eq \"x\"",
        "agentUserName is \"x\"",
        "agentUserName eq 'x'",
        "agentUserName eq x",
        "agentUserName eq 7",
        "agentUserName eq []",
        "agentUserName eq {}",
        "agentUserName eq \"\\u0000\"",
        "agentUserName eq \"\\ud800\"",
        "agentUserName gt null",
        "active gt true",
        "active eq \"maybe\"",
        "active co \"tru\"",
        "id gt \"0\"",
        "meta.created eq \"yesterday\"",
        "meta.created eq \"+999999999-01-01T00:00:00Z\"",
        "meta.created sw \"2027\"",
        "not agentUserName pr",
        "",
      })
  void refusesWhatItCannotAnswer(String filter) {
    assertRefused(filter);
  }

  @Test
  void isBounded() {
    assertRefused("not (".repeat(20_000));
    assertRefused("(".repeat(61) + "active eq true" + ")".repeat(61));
    assertRefused("active eq true" + " or active eq true".repeat(100));
    assertRefused("displayName eq \"" + "x".repeat(9_000) + "\"");
    assertThat(read("(".repeat(60) + "active eq true" + ")".repeat(60))).isNotNull();
  }

  private static void assertRefused(String filter) {
    assertThatThrownBy(() -> read(filter))
        .isInstanceOfSatisfying(
            ScimException.class,
            refusal -> assertThat(refusal.scimType()).isEqualTo("invalidFilter"));
  }

  private static Condition read(String filter) {
    return FilterCondition.of(IdentityType.AGENT.resource(), filter);
  }
}
