package dev.steward.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Access tokens as Keycloak issues them to people and to programs. */
public final class Tokens {

  private Tokens() {}

  /** The token of a person who signed in through the console. */
  public static String person(String id, String scopes, String... roles) {
    return signed(
        claims(id, scopes)
            .claim("azp", "steward-console")
            .claim("sid", "session-of-" + id)
            .claim("preferred_username", "user-" + id)
            .claim("realm_access", Map.of("roles", List.of(roles)))
            .build());
  }

  /** What tells the console who signed in. */
  static String identity(String id, Duration lasting) {
    return signed(
        claims(id, "openid profile")
            .audience("steward-console")
            .claim("typ", "ID")
            .claim("azp", "steward-console")
            .claim("preferred_username", "user-" + id)
            .claim("name", "Person " + id)
            .expirationTime(Date.from(Instant.now().plus(lasting)))
            .build());
  }

  /** The token of a client that acts on its own. */
  public static String service(String clientId, String scopes) {
    return signed(
        claims("service-" + clientId, scopes)
            .claim("azp", clientId)
            .claim("client_id", clientId)
            .claim("preferred_username", "service-account-" + clientId)
            .build());
  }

  /** The registry's own token, by which it may make clients. */
  static String registry() {
    return signed(
        claims("service-account-of-the-registry", "")
            .claim(
                "resource_access",
                Map.of("realm-management", Map.of("roles", List.of("create-client"))))
            .build());
  }

  public static JWTClaimsSet.Builder claims(String subject, String scopes) {
    // the realm's clock is the real one, as is the one that checks its tokens
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(KeycloakDouble.running().issuer())
        .subject(subject)
        .audience("steward")
        .claim("typ", "Bearer")
        .claim("scope", scopes)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
  }

  public static String signed(JWTClaimsSet claims) {
    try {
      var key = KeycloakDouble.running().key();
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
