package dev.steward.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @ParameterizedTest
  @CsvSource({
    "say why, Say why.",
    "is it yours?, Is it yours?",
    "'reviews are at most P90D apart, not P1Y', 'Reviews are at most 90 days apart, not 1 year.'",
    "a token (allowance.longestToken) lives at most PT5M, A token lives at most 5 minutes.",
    "iso42001:A.3.2 is unknown, iso42001:A.3.2 is unknown.",
    "P30 is a printer, P30 is a printer."
  })
  void beginAndEndAsSentencesDoAndTellTimeInWords(String said, String read) {
    assertThat(Sentences.of(said)).isEqualTo(read);
  }

  @Test
  void areNotTurnedAroundByANameInThem() {
    assertThat(Sentences.of("agent\u202Eexe was asked\u2066"))
        .isEqualTo("Agent\uFFFDexe was asked\uFFFD.");
  }
}
