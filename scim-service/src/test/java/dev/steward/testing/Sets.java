package dev.steward.testing;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Security event tokens as the gate pushes them. */
public final class Sets {

  public static final String DISABLED =
      "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
  public static final String PURGED =
      "https://schemas.openid.net/secevent/risc/event-type/account-purged";
  public static final String ENABLED =
      "https://schemas.openid.net/secevent/risc/event-type/account-enabled";

  private static final String OURS = "urn:dev.steward:secevent:";

  private Sets() {}

  /** The answer to one that is pushed as the gate does. */
  public static Response push(String set) {
    return given()
        .contentType("application/secevent+jwt")
        .body(set.getBytes(StandardCharsets.UTF_8))
        .post("/signals");
  }

  /** That something happened to somebody's account. */
  public static String account(String event, String subject) {
    return signed(aboutAccount(event, subject));
  }

  /** That something happened to a client. */
  public static String client(String event, String uuid) {
    return signed(claims(OURS + event, opaque(uuid), Map.of("client_id", "agent")));
  }

  /** That tokens were asked for. */
  public static String uses(List<Map<String, Object>> uses) {
    return signed(
        claims(
            OURS + "use-counted",
            opaque(KeycloakDouble.REALM),
            Map.of(
                "node", "node-1",
                "from", "2026-11-22T10:00:00Z",
                "to", "2026-11-22T10:01:00Z",
                "uses", uses)));
  }

  public static Map<String, Object> aboutAccount(String event, String subject) {
    return claims(
        event,
        Map.of("format", "iss_sub", "iss", KeycloakDouble.running().issuer(), "sub", subject),
        Map.of());
  }

  private static Map<String, Object> opaque(String id) {
    return Map.of("format", "opaque", "id", id);
  }

  private static Map<String, Object> claims(
      String event, Map<String, Object> subject, Map<String, Object> told) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", KeycloakDouble.running().issuer());
    claims.put("aud", "steward-signals");
    // the realm's clock is the real one
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("sub_id", subject);
    claims.put("events", Map.of(event, told));
    return claims;
  }

  public static String signed(Map<String, Object> claims) {
    try {
      var key = KeycloakDouble.running().key();
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(new JOSEObjectType("secevent+jwt"))
              .keyID(key.getKeyID())
              .build(),
          claims,
          new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    try {
      var set = new JWSObject(header, new Payload(claims));
      set.sign(signer);
      return set.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
