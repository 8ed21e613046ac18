package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which second on tokens live again after a stop, as Keycloak keeps it: in 32 bits. */
class KillSwitchTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:00.9Z, 1795435201",
    "2038-01-19T03:14:06Z, 2147483647",
    "2038-01-19T03:14:07Z, 2147483647",
    "2100-01-01T00:00:00Z, 2147483647"
  })
  void stopsWhateverYearItIs(Instant stop, int notBefore) {
    assertThat(KillSwitch.notBefore(stop)).isEqualTo(notBefore);
  }
}
