package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

  @ParameterizedTest
  @CsvSource({
    "W/\"7\", true",
    "\"7\", true",
    "*, true",
    "'W/\"6\", W/\"7\"', true",
    "W/\"70\", false",
    "7, false",
    "w/\"7\", false",
  })
  void namesAVersionByItsTag(String header, boolean named) {
    assertThat(Precondition.of(List.of(header)).names(7)).isEqualTo(named);
  }

  @Test
  void isMetByAnythingWhenAbsentUnlessItIsDemanded() {
    Precondition absent = Precondition.of(List.of());

    absent.require(7, false);
    assertThatThrownBy(() -> absent.require(7, true))
        .isInstanceOfSatisfying(
            ScimException.class, refusal -> assertThat(refusal.status()).isEqualTo(428));
  }

  @Test
  void saysWhichVersionIsHeld() {
    assertThatThrownBy(() -> Precondition.of(List.of("W/\"6\"")).require(7, false))
        .hasMessageContaining("W/\"7\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"7\"", "\"6\", \"7\""})
  void rulesOutAVersionThatIsNamed(String header) {
    assertThatThrownBy(() -> Precondition.of(List.of(header)).forbid(7))
        .isInstanceOfSatisfying(
            ScimException.class, refusal -> assertThat(refusal.status()).isEqualTo(412))
        .hasMessageContaining("W/\"7\"");
  }

  @Test
  void rulesOutNoOther() {
    Precondition.of(List.of("W/\"6\"")).forbid(7);
    Precondition.of(List.of()).forbid(7);
  }
}
