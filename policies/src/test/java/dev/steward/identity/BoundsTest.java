package dev.steward.identity;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.steward.identity.Identity.ControlLink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parts of an identity refuse to be. */
class BoundsTest {

  @Nested
  class ACadence {

    @ParameterizedTest
    @CsvSource({
      "P0D, P0D, P0D",
      "P-1D, P0D, P0D",
      "P1M-40D, P0D, P0D",
      "P90D, P-1D, P0D",
      "P90D, P14D, P-1D",
      "P90D, P14D, P15D",
      "P101Y, P0D, P0D",
      "P99Y99M999D, P0D, P0D",
      "P2147483647Y, P0D, P0D",
      "P2147483647D, P2147483647Y, P2147483647M"
    })
    void isNeitherEmptyNorBackwardsNorEndless(Period every, Period grace, Period brownout) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Cadence(every, grace, brownout));
    }

    @Test
    void ofAHundredYearsStillHasALapse() {
      Period century = Period.ofYears(100);

      assertThatNoException()
          .isThrownBy(
              () -> new Cadence(century, century, century).lapseAfter(LocalDate.of(2027, 1, 1)));
    }
  }

  @Nested
  class AnAllowance {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT-1S", "P31D", "PT9999999999H"})
    void issuesNoTokensForNoTimeOrForEver(Duration longestToken) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Allowance(Set.of(), Set.of(), longestToken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quo\"te", "back\\slash", "new\nline", "ümlaut"})
    void namesScopesAsOAuthDoes(String scope) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Allowance(Set.of(), Set.of(scope), Duration.ofMinutes(5)));
    }

    @Test
    void isBounded() {
      Set<String> many = IntStream.range(0, 65).mapToObj(i -> "s" + i).collect(Collectors.toSet());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Allowance(Set.of(), many, Duration.ofMinutes(5)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Allowance(many, Set.of(), Duration.ofMinutes(5)));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new Allowance(Set.of(), Set.of("s".repeat(129)), Duration.ofMinutes(5)));
    }
  }

  @Nested
  class AValidity {

    @Test
    void startsBeforeItEnds() {
      Instant now = Specimen.REGISTERED;

      assertThatIllegalArgumentException().isThrownBy(() -> new Validity(now, now, true));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Validity(now.plusSeconds(1), now, true));
    }

    @Test
    void withoutAStartHasBegun() {
      assertThatIllegalArgumentException().isThrownBy(() -> new Validity(null, null, false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "iso42001", ":A.3.2", "iso42001:"})
  void aControlLinkHasAFrameworkAndAControl(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ControlLink.of(text));
  }

  @Test
  void anOwnerIsNamed() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Owner(" ", Owner.Role.OWNER, null));
  }
}
