package dev.steward.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final String URL = "steward.keycloak.url";
  private static final String REALM = "steward.keycloak.realm";
  private static final String SIGN_IN = "quarkus.oidc.auth-server-url";

  @Test
  void nameKeycloakWithoutTheSlashAtTheEndOfItsAddress() {
    assertThat(spelled(Map.of(URL, "https://sso.example.org/auth//", REALM, "demo")))
        .isEqualTo(Map.of(URL, "https://sso.example.org/auth"));
  }

  @Test
  void spellTheRealmBehindSuchAnAddressToo() {
    assertThat(
            spelled(
                Map.of(
                    URL, "https://sso.example.org/",
                    REALM, "a b",
                    SIGN_IN, "https://sso.example.org//realms/a b")))
        .isEqualTo(
            Map.of(
                URL, "https://sso.example.org",
                SIGN_IN, "https://sso.example.org/realms/a%20b"));
  }

  @Test
  void areLeftAsTheyAreWhereTheyArePlain() {
    assertThat(
            spelled(
                Map.of(
                    URL, "http://kc:8080",
                    REALM, "demo",
                    SIGN_IN, "http://kc:8080/realms/demo")))
        .isEmpty();
  }

  private static Map<String, String> spelled(Map<String, String> settings) {
    return Settings.spelled(setting -> Optional.ofNullable(settings.get(setting)));
  }
}
