package dev.steward.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealmNameTest {

  private static final String ADDRESS = "quarkus.oidc.auth-server-url";
  private static final String LEDGER = "steward.ledger.origin";

  @Test
  void isSpelledAsAddressesAre() {
    assertThat(
            spelled(
                "Köln Söhne",
                Map.of(ADDRESS, "http://kc:8080/realms/Köln Söhne", LEDGER, "steward/Köln Söhne")))
        .isEqualTo(
            Map.of(
                ADDRESS, "http://kc:8080/realms/K%C3%B6ln%20S%C3%B6hne",
                LEDGER, "steward/Köln%20Söhne"));
  }

  @Test
  void namesALedgerAsBeforeWhereItHasNoBlank() {
    assertThat(spelled("Köln", Map.of(LEDGER, "steward/Köln"))).isEmpty();
  }

  @Test
  void isLeftAsItIsWhereItIsPlain() {
    assertThat(spelled("demo-1.x_y", Map.of(ADDRESS, "http://kc/realms/demo-1.x_y"))).isEmpty();
  }

  @Test
  void isNobodysBusinessWhereSomebodySaidOtherwise() {
    assertThat(
            spelled(
                "a b", Map.of(ADDRESS, "http://proxy/realms/a%20b", LEDGER, "example.org/ledger")))
        .isEmpty();
  }

  private static Map<String, String> spelled(String realm, Map<String, String> settings) {
    return RealmName.spelled(realm, setting -> Optional.ofNullable(settings.get(setting)));
  }
}
