package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeByRealmTest {

  @Test
  void oneModeHoldsInEveryRealm() {
    assertThat(ModeByRealm.of("Observe").in("acme")).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void aRealmCanBeAnException() {
    ModeByRealm mode = ModeByRealm.of("enforce, pilot:observe,a:b:observe");

    assertThat(mode.in("pilot")).isEqualTo(Mode.OBSERVE);
    assertThat(mode.in("a:b")).isEqualTo(Mode.OBSERVE);
    assertThat(mode.in("acme")).isEqualTo(Mode.ENFORCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "off", "enforce,", "enforce,pilot", "enforce,:observe", "enforce,a:x"})
  void anythingElseIsRefusedInWords(String text) {
    assertThatThrownBy(() -> ModeByRealm.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("observe");
  }
}
