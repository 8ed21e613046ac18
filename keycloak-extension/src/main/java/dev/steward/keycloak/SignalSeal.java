package dev.steward.keycloak;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.Urls;

/**
 * Makes a signal a security event token (RFC 8417), signed with the active key of its realm.
 *
 * <p>The key is kept for a minute, and for longer when the server cannot tell it any more because
 * it is ending.
 */
final class SignalSeal {

  static final String AUDIENCE = "steward-signals";
  static final String TYPE = "secevent+jwt";

  private static final Logger LOG = Logger.getLogger(SignalSeal.class);
  private static final long FRESH_NANOS = 60_000_000_000L;

  private final KeycloakSessionFactory sessions;
  private final Issuers issuers;
  private final Map<String, Signer> signers = new ConcurrentHashMap<>();

  SignalSeal(KeycloakSessionFactory sessions, Issuers issuers) {
    this.sessions = sessions;
    this.issuers = issuers;
  }

  /** The token, or nothing while the realm's key or name cannot be told. */
  Optional<String> seal(Signal signal) {
    ready(signal.realm());
    Signer signer = signers.get(signal.realm());
    if (signer == null) {
      return Optional.empty();
    }
    return issuers
        .of(signal.realm())
        .or(() -> Optional.ofNullable(signer.issuer))
        .map(
            issuer ->
                new JWSBuilder()
                    .type(TYPE)
                    .jsonContent(claims(signal, issuer, signer.realm))
                    .sign(signer.context));
  }

  /** Sees to it that the realm's key is at hand. Never throws. */
  void ready(String realm) {
    Signer known = signers.get(realm);
    if (known != null && System.nanoTime() - known.since < FRESH_NANOS) {
      return;
    }
    try {
      Optional<Signer> read =
          KeycloakModelUtils.runJobInTransactionWithResult(
              sessions, session -> signer(session, realm));
      read.ifPresent(signer -> signers.put(realm, signer));
    } catch (RuntimeException e) {
      LOG.debugf("the key of realm %s cannot be told now: %s", realm, e);
    }
  }

  private static Optional<Signer> signer(KeycloakSession session, String id) {
    RealmModel realm = session.realms().getRealm(id);
    if (realm == null) {
      return Optional.empty();
    }
    session.getContext().setRealm(realm);
    SignatureProvider provider = session.getProvider(SignatureProvider.class, algorithm(session));
    return Optional.of(
        new Signer(provider.signer(), realm.getName(), issuer(session, realm), System.nanoTime()));
  }

  /** The realm's own, as long as others can verify it. */
  private static String algorithm(KeycloakSession session) {
    String usual = session.getContext().getRealm().getDefaultSignatureAlgorithm();
    if (usual == null) {
      return Algorithm.RS256;
    }
    SignatureProvider provider = session.getProvider(SignatureProvider.class, usual);
    return provider != null && provider.isAsymmetricAlgorithm() ? usual : Algorithm.RS256;
  }

  /** Known without a request only where the server has a fixed hostname. */
  private static @Nullable String issuer(KeycloakSession session, RealmModel realm) {
    try {
      return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    } catch (RuntimeException noRequest) {
      return null;
    }
  }

  private static Map<String, Object> claims(Signal signal, String issuer, String realm) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", AUDIENCE);
    claims.put("iat", signal.at().getEpochSecond());
    claims.put("jti", signal.jti());
    claims.put("sub_id", subject(signal.subject(), issuer, realm));
    claims.put("events", Map.of(signal.event(), signal.payload()));
    return claims;
  }

  private static Map<String, Object> subject(Signal.Subject subject, String issuer, String realm) {
    return switch (subject) {
      case Signal.Subject.Person(String id) ->
          Map.of("format", "iss_sub", "iss", issuer, "sub", id);
      case Signal.Subject.Client(String uuid) -> Map.of("format", "opaque", "id", uuid);
      case Signal.Subject.Realm all -> Map.of("format", "opaque", "id", realm);
    };
  }

  private record Signer(
      SignatureSignerContext context, String realm, @Nullable String issuer, long since) {}
}
