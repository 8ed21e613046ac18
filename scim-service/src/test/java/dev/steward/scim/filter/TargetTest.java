package dev.steward.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  @Test
  void readsNames() {
    assertThat(Target.parse(" displayName "))
        .isEqualTo(new Target(AttributeName.of("displayName"), null, null));
    assertThat(Target.parse("name.familyName"))
        .isEqualTo(new Target(new AttributeName(null, "name", "familyName"), null, null));
    assertThat(Target.parse(ENTERPRISE + ":manager.$ref"))
        .isEqualTo(new Target(new AttributeName(ENTERPRISE, "manager", "$ref"), null, null));
  }

  @Test
  void readsWhichValuesAndWhichPartOfThem() {
    Filter filter = Filter.parse("type eq \"work\"");
    assertThat(Target.parse("emails[type eq \"work\"]"))
        .isEqualTo(new Target(AttributeName.of("emails"), filter, null));
    assertThat(Target.parse("emails[ type eq \"work\" ].value "))
        .isEqualTo(new Target(AttributeName.of("emails"), filter, "value"));
    assertThat(Target.parse("allowance.grants[value eq \"x\"]").attribute().sub())
        .isEqualTo("grants");
  }

  @Test
  void isNotConfusedByBracketsInQuotes() {
    assertThat(Target.parse("emails[value eq \"a].b[\"].display"))
        .isEqualTo(
            new Target(AttributeName.of("emails"), Filter.parse("value eq \"a].b[\""), "display"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "emails[type eq",
        "emails[type eq \"work\"",
        "emails[type eq \"work\"]value",
        "emails[type eq \"work\"].",
        "emails[type eq \"work\"].value.x",
        "emails[type eq \"work\"][value pr]",
        "emails[type eq \"work\"].value eq \"x\"",
        "emails[type eq work].value",
        "emails[0].value",
        "emails[]",
        "/emails",
        "emails]",
        "display Name",
        "name.a.b",
      })
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessageStartingWith("column ");
  }
}
