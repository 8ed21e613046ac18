package dev.steward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String NAME = "steward.example/acme";
  private static final CheckpointKey KEY = CheckpointKey.of(NAME, CheckpointKey.generate());
  private static final Checkpoint CHECKPOINT = new Checkpoint(NAME, 42, Hash.ofLeaf("root"));

  @Test
  void isThreeLines() {
    assertThat(CHECKPOINT.text())
        .isEqualTo("steward.example/acme\n42\n" + Hash.ofLeaf("root").base64() + "\n");
  }

  @Test
  void isOpenedByTheKeyThatSignedIt() throws BrokenCheckpointException {
    assertThat(KEY.verifier().open(KEY.sign(CHECKPOINT))).isEqualTo(CHECKPOINT);
  }

  @Test
  void isOpenedByAKeyThatWasCopiedAsText() throws BrokenCheckpointException {
    CheckpointVerifier copied = CheckpointVerifier.of(KEY.verifier().toString());

    assertThat(copied.open(KEY.sign(CHECKPOINT))).isEqualTo(CHECKPOINT);
  }

  @Test
  void isNotOpenedByAnotherKeyOfTheSameName() {
    CheckpointKey other = CheckpointKey.of(NAME, CheckpointKey.generate());

    broken(other.verifier(), KEY.sign(CHECKPOINT));
  }

  @Test
  void cannotHaveASingleCharacterReplaced() {
    String note = KEY.sign(CHECKPOINT);
    for (int i = 0; i < note.length(); i++) {
      for (char other : "ABXYZabxyz0189+/=-_ \n\u2014".toCharArray()) {
        if (note.charAt(i) != other) {
          broken(KEY.verifier(), note.substring(0, i) + other + note.substring(i + 1));
        }
      }
    }
  }

  @Test
  void cannotHaveASingleCharacterRemovedOrInserted() {
    String note = KEY.sign(CHECKPOINT);
    for (int i = 0; i < note.length(); i++) {
      broken(KEY.verifier(), note.substring(0, i) + note.substring(i + 1));
      broken(KEY.verifier(), note.substring(0, i) + "A" + note.substring(i));
      broken(KEY.verifier(), note.substring(0, i) + "\n" + note.substring(i));
    }
  }

  @Test
  void cannotHaveItsLinesEndInAnotherWay() {
    String note = KEY.sign(CHECKPOINT);

    broken(KEY.verifier(), note.substring(0, note.length() - 1) + "\r\n");
    broken(KEY.verifier(), note.replace("\n", "\r\n"));
    broken(KEY.verifier(), note + "\n");
  }

  @Test
  void mayCarryTheSignaturesOfWitnesses() throws BrokenCheckpointException {
    CheckpointKey witness = CheckpointKey.of("witness.example", CheckpointKey.generate());
    String cosigned =
        KEY.sign(CHECKPOINT) + witness.sign(CHECKPOINT.text()).signatures().getFirst();

    assertThat(KEY.verifier().open(cosigned + "\n")).isEqualTo(CHECKPOINT);
  }

  @Test
  void ofAnotherLedgerIsNeitherSignedNorOpened() {
    Checkpoint other = new Checkpoint("steward.example/other", 42, Hash.ofLeaf("root"));

    assertThatIllegalArgumentException().isThrownBy(() -> KEY.sign(other));
    broken(KEY.verifier(), KEY.sign(other.text()).toString());
  }

  @Test
  void ofAnEmptyLedgerHasTheRootOfNothing() {
    assertThatNoException().isThrownBy(() -> new Checkpoint(NAME, 0, Hash.OF_NOTHING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint(NAME, 0, Hash.ofLeaf("root")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a+b", "a\nb", "a\u00a0b", "a\u2003b", "a\u0000b"})
  void needsANameThatASignatureLineCanCarry(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint(name, 1, Hash.ofLeaf("root")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "a\n1\nAAAA\n\n",
        "a\n1\nAAAA\n\n— a AAAA\n",
        "— a AAAAAAAA\n",
        "a\n99999999999999999999\nAAAA\n\n— a AAAAAAAA\n"
      })
  void isNotReadFromNonsense(String note) {
    broken(KEY.verifier(), note);
  }

  @Test
  void isNotReadFromWhatIsTooLong() {
    broken(KEY.verifier(), KEY.sign("x".repeat(20_000) + "\n").toString());
    String line = KEY.sign(CHECKPOINT).split("\n\n", 2)[1];
    broken(KEY.verifier(), KEY.sign(CHECKPOINT) + line.repeat(16));
  }

  /** The example key and note of the signed-note package of Go. */
  @Nested
  class WithTheWellKnownKey {

    private static final String PUBLIC =
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.
        """;
    private static final String NOTE =
        TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void verifiesTheWellKnownNote() throws BrokenCheckpointException {
      SignedNote note = SignedNote.parse(NOTE);

      assertThat(note.text()).isEqualTo(TEXT);
      CheckpointVerifier.of(PUBLIC).requireSignature(note);
    }

    @Test
    void signsTheWellKnownNote() {
      byte[] publicKey = StrictBase64.decode(PUBLIC.split("\\+", 3)[2]);
      byte[] secret = StrictBase64.decode(SECRET);
      String jwk =
          new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(withoutType(publicKey)))
              .d(Base64URL.encode(withoutType(secret)))
              .build()
              .toJSONString();

      assertThat(CheckpointKey.of("PeterNeumann", jwk).sign(TEXT)).hasToString(NOTE);
    }

    private static byte[] withoutType(byte[] key) {
      return Arrays.copyOfRange(key, 1, key.length);
    }
  }

  @Nested
  class AKey {

    @Test
    void isRefusedWhenItsHalvesAreNotOfOnePair() throws ParseException {
      OctetKeyPair one = OctetKeyPair.parse(CheckpointKey.generate());
      OctetKeyPair other = OctetKeyPair.parse(CheckpointKey.generate());
      String mixed =
          new OctetKeyPair.Builder(Curve.Ed25519, one.getX())
              .d(other.getD())
              .build()
              .toJSONString();

      assertThatIllegalArgumentException().isThrownBy(() -> CheckpointKey.of(NAME, mixed));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{}",
          "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\",\"d\":\"c2VjcmV0\"}",
          "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\",\"d\":\"c2VjcmV0\"}"
        })
    void isRefusedWithoutBeingShownWhenItIsNone(String jwk) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CheckpointKey.of(NAME, jwk))
          .withMessageNotContaining("c2VjcmV0");
    }

    @Test
    void showsOnlyItsPublicHalf() {
      assertThat(KEY).hasToString(KEY.verifier().toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "PeterNeumann",
          "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
          "PeterNeumann+c74f20a3+????"
        })
    void isNotReadFromAnythingButItsVerifierForm(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> CheckpointVerifier.of(text));
    }
  }

  private static void broken(CheckpointVerifier verifier, String note) {
    assertThatExceptionOfType(BrokenCheckpointException.class)
        .isThrownBy(() -> verifier.open(note));
  }
}
