package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopesTest {

  @Test
  void whatOpenIdConnectBringsAlongIsNotGoverned() {
    assertThat(Scopes.named("openid profile  email basic roles web-origins")).isEmpty();
  }

  @Test
  void offlineAccessIsGoverned() {
    assertThat(Scopes.named("openid offline_access")).containsExactly("offline_access");
  }

  @Test
  void noParameterNamesNoScope() {
    assertThat(Scopes.named(null)).isEmpty();
    assertThat(Scopes.named(" ")).isEmpty();
  }
}
