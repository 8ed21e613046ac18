package dev.steward.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steward.identity.Digest.Algorithm;
import dev.steward.identity.Particulars.Certificate;
import dev.steward.identity.Particulars.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationTest {

  private static final String HEX = "0123456789abcdef".repeat(8);
  private static final Instant LATER = Instant.parse("2027-01-20T12:00:00Z");

  @Nested
  class ADigest {

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void isReadAsItIsWrittenInWhateverCase(Algorithm algorithm) {
      Digest digest = new Digest(algorithm, HEX.substring(0, length(algorithm)));

      assertThat(Digest.of(digest.toString())).isEqualTo(digest);
      assertThat(Digest.of(digest.toString().toUpperCase(Locale.ROOT))).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void hasExactlyAsManyDigitsAsItsAlgorithmMakes(Algorithm algorithm) {
      int right = length(algorithm);
      for (int digits = 0; digits <= HEX.length(); digits++) {
        String text = algorithm + ":" + HEX.substring(0, digits);
        if (digits != right) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Digest.of(text))
              .withMessageContaining(right + " hexadecimal digits, not " + digits);
        }
      }
    }

    @Test
    void isHexadecimalAtEveryPlace() {
      String right = HEX.substring(0, 64);
      for (int place = 0; place < 64; place++) {
        for (char wrong : new char[] {'g', '-', ' ', '\u0660', '\uff11'}) {
          String text = "sha256:" + right.substring(0, place) + wrong + right.substring(place + 1);
          assertThatIllegalArgumentException().isThrownBy(() -> Digest.of(text));
        }
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "sha256", "md5:0123", "sha1:00", "sha-256:00", " sha256:00"})
    void namesAKnownAlgorithm(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Digest.of(text))
          .withMessageContaining("sha256, sha384, sha512");
    }

    private static int length(Algorithm algorithm) {
      return Integer.parseInt(algorithm.toString().substring("sha".length())) / 4;
    }
  }

  @Nested
  class AProtocol {

    @ParameterizedTest
    @CsvSource({
      "A2A,        https://agents.example/card.json",
      "MCP-Server, http://localhost:9000/mcp",
      "OpenAPI,    ",
      ",           https://agents.example/openapi.yaml"
    })
    void hasATypeOrASpecificationOrBoth(@Nullable String type, @Nullable String url) {
      assertThat(new Protocol(type, url).type()).isEqualTo(type);
    }

    @Test
    void isSomething() {
      assertThatIllegalArgumentException().isThrownBy(() -> new Protocol(null, null));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "card.json", "javascript:alert(1)", "https:", "https:///x", "http://a b"})
    void hasItsSpecificationOnTheWeb(String url) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Protocol("A2A", url));
    }

    @Test
    void isSaidOnce() {
      Protocol card = new Protocol("A2A", "https://agents.example/card.json");

      assertThat(new Particulars(null, null, List.of(card, card), List.of()).protocols())
          .containsExactly(card);
    }
  }

  @Nested
  class ACertificate {

    @ParameterizedTest
    @ValueSource(strings = {"", "bm90IGEgY2VydA==", "no base64", "MIIB"})
    void isACertificate(String der) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Certificate(der))
          .withMessageContaining("in DER, and this is not");
    }

    @Test
    void isNotReadWhenItIsLongerThanAny() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Certificate("A".repeat(16_385)))
          .withMessageContaining("at most 16384 characters");
    }

    @Test
    void isKeptAsItCame() {
      assertThat(new Certificate(Specimen.CERTIFICATE).der()).isEqualTo(Specimen.CERTIFICATE);
    }
  }

  @Nested
  class AnIdentity {

    @Test
    void declaresNothingUnlessSomebodyDoes() {
      assertThat(Specimen.approved().profile().declaration()).isEqualTo(Declaration.NONE);
    }

    @Test
    void isAtItsNextVersionWhenItDeclaresSomethingElse() {
      Identity before = Specimen.approved();
      Profile declared =
          Specimen.declaring(
              new Declaration(
                  Autonomy.BOUNDED,
                  Digest.of("sha256:" + HEX.substring(0, 64)),
                  null,
                  null,
                  null,
                  Particulars.NONE));

      Identity after = described(before, declared);

      assertThat(after.version()).isEqualTo(2);
      assertThat(after.profile().declaration().autonomy()).isEqualTo(Autonomy.BOUNDED);
      assertThat(described(after, declared)).isSameAs(after);
    }

    private static Identity described(Identity before, Profile profile) {
      return new Change.Describe(
              profile,
              before.client(),
              before.cadence(),
              before.controls(),
              before.validity(),
              before.allowance())
          .applyTo(before, LATER);
    }
  }
}
