package dev.steward.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.steward.identity.Allowance;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Specimen;
import dev.steward.identity.Validity;
import dev.steward.permit.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermitSealTest {

  private static final ECKey KEY = key(Curve.P_256);
  private static final ECKey NEXT_KEY = key(Curve.P_256);
  private static final PermitSeal SEAL = trusting(KEY);
  private static final Permit PERMIT = Permit.of(Specimen.approved(), Specimen.CLIENT);
  private static final String TEXT = PermitSeal.seal(PERMIT, KEY);

  private static final int PAYLOAD = TEXT.indexOf('.') + 1;
  private static final int SIGNATURE = TEXT.lastIndexOf('.') + 1;

  private static final char[] BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();

  private static final char[] OTHERS = "=+/. \n\t\0\u00e9\u2014\ud83d".toCharArray();

  @Test
  void opensWhatItSealed() throws BrokenSealException {
    assertThat(SEAL.open(TEXT)).isEqualTo(PERMIT);
  }

  @Test
  void opensWhatWasSealedBeforeThereWereHandOvers() throws BrokenSealException, JOSEException {
    String before =
        """
        {"identity":"00000000-0000-0000-0000-000000000001","kind":"AI_AGENT","realm":"acme",
        "client":"c-1","version":1,"intent":"APPROVED","goodUntil":"2027-02-15T00:00:00Z",
        "ending":"REVIEW","reviewDue":"2027-01-31","graceFrom":"2027-02-01T00:00:00Z",
        "brownoutFrom":"2027-02-11T00:00:00Z","brownoutUntil":"2027-02-15T00:00:00Z",
        "grants":["client_credentials"],"scopes":["invoices:match","invoices:read"],
        "longestToken":"PT5M"}
        """;

    assertThat(SEAL.open(signed(header().build(), new Payload(before), new ECDSASigner(KEY))))
        .isEqualTo(PERMIT);
  }

  @Nested
  class NoCharacter {

    @Test
    void ofHeaderOrSignatureCanBeReplacedByAnotherOfTheAlphabet() {
      IntStream.range(0, TEXT.length())
          .filter(at -> at <= PAYLOAD || at >= SIGNATURE - 2)
          .parallel()
          .forEach(at -> replaced(at, BASE64URL));
    }

    @Test
    void ofThePayloadCanHaveABitFlipped() {
      IntStream.range(PAYLOAD, SIGNATURE - 1)
          .parallel()
          .forEach(
              at -> {
                int value = String.valueOf(BASE64URL).indexOf(TEXT.charAt(at));
                for (int bit = 0; bit < 6; bit++) {
                  replaced(at, BASE64URL[value ^ 1 << bit]);
                }
              });
    }

    @Test
    void canBeReplacedByOneOutsideTheAlphabet() {
      IntStream.range(0, TEXT.length()).parallel().forEach(at -> replaced(at, OTHERS));
    }

    private static void replaced(int at, char... others) {
      for (char other : others) {
        if (TEXT.charAt(at) != other) {
          refused(TEXT.substring(0, at) + other + TEXT.substring(at + 1));
        }
      }
    }

    @Test
    void canBeLeftOutOrAdded() {
      for (int i = 0; i < TEXT.length(); i++) {
        refused(TEXT.substring(0, i) + TEXT.substring(i + 1));
        for (char other : "A_=. \n".toCharArray()) {
          refused(TEXT.substring(0, i) + other + TEXT.substring(i));
        }
      }
      for (char other : "A_=. \n".toCharArray()) {
        refused(TEXT + other);
      }
    }
  }

  @Nested
  class IsNotFooledBy {

    @Test
    void aKeyThatIsNotTrusted() {
      refused(PermitSeal.seal(PERMIT, NEXT_KEY), "not trusted");
    }

    @Test
    void aTrustedKeyIdUnderTheSignatureOfAnotherKey() throws JOSEException {
      refused(signed(header().build(), payload(), new ECDSASigner(NEXT_KEY)), "does not match");
    }

    @Test
    void anotherAlgorithm() throws JOSEException {
      ECKey large = key(Curve.P_521);
      JWSHeader es512 =
          new JWSHeader.Builder(JWSAlgorithm.ES512)
              .type(new JOSEObjectType(PermitSeal.TYPE))
              .keyID(thumbprint(KEY))
              .build();
      JWSHeader hs256 =
          new JWSHeader.Builder(JWSAlgorithm.HS256)
              .type(new JOSEObjectType(PermitSeal.TYPE))
              .keyID(thumbprint(KEY))
              .build();

      refused(signed(es512, payload(), new ECDSASigner(large)), "ES256");
      refused(signed(hs256, payload(), new MACSigner(KEY.toPublicJWK().toJSONString())), "ES256");
    }

    @Test
    void theAlgorithmNone() {
      String header =
          "{\"alg\":\"none\",\"typ\":\"%s\",\"kid\":\"%s\"}"
              .formatted(PermitSeal.TYPE, thumbprint(KEY));

      refused(Base64URL.encode(header) + "." + payload().toBase64URL() + ".");
      refused(Base64URL.encode(header) + "." + payload().toBase64URL() + ".AAAA");
    }

    @Test
    void anotherType() throws JOSEException {
      refused(signedByKey(header().type(new JOSEObjectType("JWT"))), "type");
      refused(signedByKey(header().type(null)), "type");
    }

    @Test
    void headersItDoesNotKnow() throws JOSEException {
      refused(signedByKey(header().customParam("admin", true)), "headers");
      refused(signedByKey(header().jwk(NEXT_KEY.toPublicJWK())), "headers");
      refused(signedByKey(header().contentType("JWT")), "headers");
    }

    @Test
    void criticalHeaders() throws JOSEException {
      refused(signedByKey(header().criticalParams(Set.of("exp")).customParam("exp", 1)), "headers");
    }

    @Test
    void aMissingKeyId() throws JOSEException {
      refused(signedByKey(header().keyID(null)), "headers");
    }

    @Test
    void anythingThatIsTooLong() {
      refused(TEXT + "A".repeat(PermitSeal.LONGEST_TEXT), "longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "permit", "{}", "e30.e30.e30"})
    void nonsense(String text) {
      refused(text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "not json",
          "null",
          "[]",
          "{}",
          "{\"identity\":5}",
          "{\"identity\":\"00000000-0000-0000-0000-000000000001\",\"kind\":\"ROBOT\"}"
        })
    void itsOwnSignatureUnderSomethingThatIsNoPermit(String payload) throws JOSEException {
      refused(signed(header().build(), new Payload(payload), new ECDSASigner(KEY)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"version\":1>\"version\":\"1\"",
          "\"version\":1,>",
          "\"goodUntil\":\"2027>\"goodUntil\":\"never",
          "[\"client_credentials\"]>[null]",
          "[\"client_credentials\"]>\"client_credentials\"",
          "\"longestToken\":\"PT5M\">\"longestToken\":null"
        })
    void itsOwnSignatureUnderAPermitThatSaysNonsense(String edit) throws JOSEException {
      String[] parts = edit.split(">", -1);
      String payload = payload().toString();
      assertThat(payload).contains(parts[0]);

      refused(
          signed(
              header().build(),
              new Payload(payload.replace(parts[0], parts[1])),
              new ECDSASigner(KEY)),
          "not a permit");
    }
  }

  @Nested
  class WhileKeysAreRotated {

    private final PermitSeal both = trusting(KEY, NEXT_KEY);

    @Test
    void opensPermitsSealedByEither() throws BrokenSealException {
      assertThat(both.open(TEXT)).isEqualTo(PERMIT);
      assertThat(both.open(PermitSeal.seal(PERMIT, NEXT_KEY))).isEqualTo(PERMIT);
      assertThat(both.keyIds()).containsExactly(thumbprint(KEY), thumbprint(NEXT_KEY));
    }

    @Test
    void refusesTheOldKeyOnceItIsWithdrawn() {
      PermitSeal onlyNext = trusting(NEXT_KEY);

      assertThatExceptionOfType(BrokenSealException.class).isThrownBy(() -> onlyNext.open(TEXT));
    }
  }

  @Test
  void trustsNoSetWithoutAKeyForPermits() {
    assertThatIllegalArgumentException().isThrownBy(() -> PermitSeal.trusting(new JWKSet()));
    assertThatIllegalArgumentException().isThrownBy(() -> trusting(key(Curve.P_384)));
  }

  @Test
  void sealsTheLargestAllowanceThereCanBe() throws BrokenSealException {
    Allowance largest =
        new Allowance(names("grant", 16), names("scope", 64), Duration.ofMinutes(5));
    Identity before = Specimen.approved(Validity.OPEN);
    Identity identity =
        new Change.Describe(
                before.profile(),
                before.client(),
                before.cadence(),
                before.controls(),
                before.validity(),
                largest)
            .applyTo(before, Specimen.REGISTERED);
    Permit permit = Permit.of(identity, new Client("r".repeat(255), "c".repeat(255)));

    assertThat(SEAL.open(PermitSeal.seal(permit, KEY))).isEqualTo(permit);
  }

  private static Set<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + i)
        .map(name -> name + "x".repeat(128 - name.length()))
        .collect(Collectors.toSet());
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType(PermitSeal.TYPE))
        .keyID(thumbprint(KEY));
  }

  private static Payload payload() {
    return new Payload(PermitClaims.of(PERMIT));
  }

  private static String signedByKey(JWSHeader.Builder header) throws JOSEException {
    return signed(header.build(), payload(), new ECDSASigner(KEY));
  }

  private static String signed(JWSHeader header, Payload payload, JWSSigner signer)
      throws JOSEException {
    JWSObject jws = new JWSObject(header, payload);
    jws.sign(signer);
    return jws.serialize();
  }

  private static PermitSeal trusting(ECKey... keys) {
    return PermitSeal.trusting(new JWKSet(List.of(keys)));
  }

  private static ECKey key(Curve curve) {
    try {
      return new ECKeyGenerator(curve).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String thumbprint(ECKey key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(String text) {
    refused(text, "");
  }

  private static void refused(String text, String why) {
    assertThatExceptionOfType(BrokenSealException.class)
        .isThrownBy(() -> SEAL.open(text))
        .withMessageContaining(why);
  }
}
