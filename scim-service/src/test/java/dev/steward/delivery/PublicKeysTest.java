package dev.steward.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {

  @Test
  void takesThePublicHalfOfAnRsaAndOfAnEcKeyAsPem()
      throws GeneralSecurityException, ParseException {
    for (KeyPair pair : new KeyPair[] {rsa(2048), ec()}) {
      var keys = JWKSet.parse(PublicKeys.read(pem("PUBLIC KEY", pair.getPublic())).jwks());

      assertThat(keys.getKeys()).hasSize(1);
      assertThat(keys.getKeys().getFirst().isPrivate()).isFalse();
      assertThat(keys.getKeys().getFirst().getKeyID()).isNotEmpty();
    }
  }

  @Test
  void refusesAPrivateKeyBeforeItIsReadAnyFurther() throws GeneralSecurityException {
    String secret = pem("PRIVATE KEY", ec().getPrivate());

    assertThatThrownBy(() -> PublicKeys.read(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("private key")
        .message()
        .doesNotContain(secret.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void refusesAKeyThatIsTooShort() throws GeneralSecurityException {
    String weak = pem("PUBLIC KEY", rsa(1024).getPublic());

    assertThatThrownBy(() -> PublicKeys.read(weak)).hasMessageContaining("at least 2048 bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN OPENSSH KEY-----\nAAAA\n-----END OPENSSH KEY-----"
      })
  void refusesWhatHoldsNoPublicKey(String text) {
    assertThatThrownBy(() -> PublicKeys.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://agent.example/jwks",
        "https:///jwks",
        "file:///etc/passwd",
        "https://user@agent.example/jwks",
        "nothing"
      })
  void fetchesKeysFromWholeHttpsAddressesOnly(String address) {
    assertThatThrownBy(() -> SignIn.KeysAt.of(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static KeyPair ec() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String pem(String what, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(key.getEncoded()), what);
  }
}
