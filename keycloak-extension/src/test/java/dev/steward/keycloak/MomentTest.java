package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;

class MomentTest {

  @ParameterizedTest
  @EnumSource(ClientPolicyEvent.class)
  void everyEventOfThisKeycloakIsClassified(ClientPolicyEvent event) {
    assertThat(Moment.classified(event.name())).as(event + " is new: what is it?").isPresent();
  }

  @Test
  void anEventOfALaterKeycloakIsAUseOfAToken() {
    assertThat(Moment.classified("SOMETHING_NEW")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SERVICE_ACCOUNT_TOKEN_REQUEST, ISSUING",
    "TOKEN_EXCHANGE_REQUEST, ISSUING",
    "TOKEN_REFRESH, ISSUING",
    "TOKEN_RESPONSE, ISSUED",
    "USERINFO_REQUEST, USING",
    "UPDATE, CHANGING",
    "REGISTERED, MADE",
    "LOGOUT_REQUEST, PASSING"
  })
  void tellsWhatLeadsToAToken(ClientPolicyEvent event, Moment moment) {
    assertThat(Moment.of(event)).isEqualTo(moment);
  }
}
