package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.representations.AccessToken;

class TokenTrimTest {

  private final Instant now = Instant.ofEpochSecond(Time.currentTimeMillis() / 1_000);
  private final AccessToken token = new AccessToken();

  @Test
  void aTokenThatWasBegunAWhileBeforeItIsJudgedLivesAsMuchLess() {
    token.iat(now.getEpochSecond() - 7).exp(now.getEpochSecond() + 300);

    TokenTrim.hold(token, now.plus(Duration.ofSeconds(60)), "agent");

    assertThat(token.getExp() - token.getIat()).isBetween(1L, 60L);
    assertThat(token.getIssuedFor()).isEqualTo("agent");
  }

  @Test
  void aTokenThatEndsSoonerKeepsItsEnd() {
    token.iat(now.getEpochSecond()).exp(now.getEpochSecond() + 30);

    TokenTrim.hold(token, now.plus(Duration.ofSeconds(60)), "agent");

    assertThat(token.getExp()).isEqualTo(now.getEpochSecond() + 30);
  }

  @Test
  void aTokenThatSaysToBeOfTheFutureLivesNoLonger() {
    token.iat(now.getEpochSecond() + 1_000).exp(now.getEpochSecond() + 2_000);

    TokenTrim.hold(token, now.plus(Duration.ofSeconds(60)), "agent");

    assertThat(token.getExp()).isEqualTo(now.getEpochSecond() + 60);
  }

  @Test
  void aTokenWithoutAnEndGetsOne() {
    token.exp(0L);

    TokenTrim.hold(token, now.plus(Duration.ofSeconds(60)), "agent");

    assertThat(token.getExp()).isEqualTo(now.getEpochSecond() + 60);
  }
}
