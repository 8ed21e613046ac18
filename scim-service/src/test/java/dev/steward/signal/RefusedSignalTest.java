package dev.steward.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.steward.testing.Sets;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is refused at the door for signals, in the words of RFC 8935. */
@QuarkusTest
class RefusedSignalTest {

  private static final JOSEObjectType SET = new JOSEObjectType("secevent+jwt");
  private static final String KEY = "realm-key";

  @Test
  void whatIsNoToken() {
    refused("", "invalid_request");
    refused("hello", "invalid_request");
    refused("a.b.c", "invalid_request");
    refused("x".repeat(600_000), "invalid_request");
  }

  @Test
  void whatIsOfAnotherType() throws JOSEException {
    refused(by(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY)), "invalid_request");
    refused(
        by(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY).type(JOSEObjectType.JWT)),
        "invalid_request");
  }

  @Test
  void whatNobodySigned() {
    String header =
        Base64URL.encode(new PlainHeader.Builder().type(SET).build().toString()).toString();
    String claims =
        Base64URL.encode(JSONObjectUtils.toJSONString(Sets.aboutAccount(Sets.DISABLED, "carol")))
            .toString();

    refused(header + "." + claims + ".", "invalid_request");
  }

  @Test
  void whatASharedSecretSigned() throws JOSEException {
    refused(
        Sets.signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY).type(SET).build(),
            Sets.aboutAccount(Sets.DISABLED, "carol"),
            new MACSigner(
                "a secret that is long enough for this".getBytes(StandardCharsets.US_ASCII))),
        "invalid_key");
  }

  @Test
  void whatAKeySignedThatIsNotTheRealms() throws JOSEException {
    refused(by(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").type(SET)), "invalid_key");
    refused(by(new JWSHeader.Builder(JWSAlgorithm.RS256).type(SET)), "invalid_key");
    refused(
        by(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY).type(SET)),
        "authentication_failed");
  }

  @Test
  void whatWasChangedAfterItWasSigned() {
    String set = Sets.account(Sets.DISABLED, "carol");
    int first = set.indexOf('.') + 1;
    String changed = set.substring(0, first) + other(set, first) + set.substring(first + 1);

    Sets.push(changed).then().statusCode(400);
  }

  @Test
  void whatHasCriticalParametersThatNobodyKnows() throws JOSEException {
    refused(
        by(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(KEY)
                .type(SET)
                .criticalParams(Set.of("b64"))
                .base64URLEncodePayload(true)),
        "invalid_request");
  }

  @Test
  void whatAnotherIssuerSaysOrIsSaidToOthers() {
    refused("iss", "https://elsewhere.example.org/realms/acme", "invalid_issuer");
    refused("aud", "steward", "invalid_audience");
    refused("aud", List.of("steward", "others"), "invalid_audience");
  }

  @Test
  void whatIsTooOldOrOfTheFuture() {
    long now = Instant.now().getEpochSecond();
    refused("iat", now - Duration.ofDays(15).toSeconds(), "invalid_request");
    refused("iat", now + Duration.ofMinutes(6).toSeconds(), "invalid_request");
    refused("iat", "yesterday", "invalid_request");
  }

  @Test
  void whatIsAnotherKindOfToken() {
    refused("sub", "carol", "invalid_request");
    refused("exp", Instant.now().getEpochSecond() + 60, "invalid_request");
  }

  @Test
  void whatDoesNotTellExactlyOneEvent() {
    refused("events", Map.of(), "invalid_request");
    refused("events", "none", "invalid_request");
    refused("events", Map.of(Sets.DISABLED, Map.of(), Sets.ENABLED, Map.of()), "invalid_request");
    refused("events", Map.of(Sets.DISABLED, "now"), "invalid_request");
  }

  @Test
  void whatHasNoNameOfItsOwn() {
    refused("jti", "", "invalid_request");
    refused("jti", "x".repeat(201), "invalid_request");
    refused("jti", "nul\u0000", "invalid_request");
    refused("jti", 7, "invalid_request");
  }

  @Test
  void whatDoesNotSayWhomItIsAbout() {
    refused("sub_id", Map.of("format", "opaque", "id", "carol"), "invalid_request");
    refused(
        "sub_id",
        Map.of("format", "iss_sub", "iss", "https://elsewhere.example.org", "sub", "carol"),
        "invalid_request");
    refused("sub_id", "carol", "invalid_request");
  }

  @Test
  void countsThatNobodyCanHaveCounted() {
    refused(Sets.uses(List.of(Map.of("client", "c", "day", "2026-11-22", "issued", -1))));
    refused(Sets.uses(List.of(Map.of("client", "c", "day", "2026-11-22", "issued", "many"))));
    refused(Sets.uses(List.of(Map.of("client", "c", "day", "yesterday", "issued", 1))));
    refused(Sets.uses(List.of(Map.of("day", "2026-11-22", "issued", 1))));
    refused(
        Sets.uses(
            List.of(
                Map.of(
                    "client", "c", "day", "2026-11-22", "scopes", Map.of("nul\u0000", Map.of())))));
    refused(
        Sets.uses(List.of(Map.of("client", "c", "day", "2026-11-22", "reasons", List.of("x")))));
  }

  private static void refused(String set) {
    refused(set, "invalid_request");
  }

  private static void refused(String claim, Object value, String error) {
    Map<String, Object> claims = Sets.aboutAccount(Sets.DISABLED, "carol");
    claims.put(claim, value);
    refused(Sets.signed(claims), error);
  }

  private static void refused(String set, String error) {
    Sets.push(set)
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("err", equalTo(error))
        .body("description", notNullValue());
  }

  /** Signed by a key that nobody knows, whatever the header says. */
  private static String by(JWSHeader.Builder header) throws JOSEException {
    JWSSigner signer = new RSASSASigner(new RSAKeyGenerator(2048).generate());
    return Sets.signed(header.build(), Sets.aboutAccount(Sets.DISABLED, "carol"), signer);
  }

  private static char other(String text, int at) {
    assertThat(text.charAt(at)).isNotEqualTo('f');
    return 'f';
  }
}
