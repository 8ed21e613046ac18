package dev.steward.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StemTest {

  @Test
  void isWhatRelatedNamesHaveInCommon() {
    assertThat(Stem.of("nightly-export-7"))
        .extracting(Stem::words)
        .containsExactly("nightly-export-*", "nightly-*", "*-export-7");
    assertThat(Stem.of("billing_reader"))
        .extracting(Stem::words)
        .containsExactly("billing_*", "*_reader");
  }

  @Test
  void isNothingThatSaysTooLittle() {
    assertThat(Stem.of("a-b")).isEmpty();
    assertThat(Stem.of("orders")).isEmpty();
    assertThat(Stem.of("---")).allSatisfy(stem -> assertThat(stem.text()).isNotEmpty());
  }

  @Property
  void liesBeforeItsEndAndHoldsTheName(
      @ForAll @AlphaChars @Chars({'-', '_', '.'}) @StringLength(max = 40) String name) {
    for (Stem stem : Stem.of(name)) {
      String read = stem.atEnd() ? new StringBuilder(name).reverse().toString() : name;
      assertThat(read).startsWith(stem.text());
      assertThat(read.compareTo(stem.text())).isNotNegative();
      assertThat(read.compareTo(stem.end())).isNegative();
    }
  }
}
