package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkClassTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "::1, LOOPBACK",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.32.0.1, PUBLIC",
    "192.168.7.7, PRIVATE",
    "169.254.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.128.0.1, PUBLIC",
    "fd00::1, PRIVATE",
    "fe80::1%eth0, PRIVATE",
    "2001:db8::1, PUBLIC",
    "::ffff:10.0.0.1, PRIVATE",
    "203.0.113.9, PUBLIC",
    "localhost, UNKNOWN",
    "dead.beef, UNKNOWN",
    "999.1.1.1, UNKNOWN",
    "'', UNKNOWN",
    ", UNKNOWN"
  })
  void anAddressHasAClass(String address, NetworkClass expected) {
    assertThat(NetworkClass.of(address)).isEqualTo(expected);
  }
}
