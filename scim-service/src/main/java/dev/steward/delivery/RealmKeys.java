package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Under which name the realm signs, and with which keys.
 *
 * <p>Both are read again when they are old, and when a key is asked for that is not known; the
 * latter no more often than every few seconds, because anybody can name a key that does not exist.
 */
@ApplicationScoped
public class RealmKeys {

  private static final Duration OLD = Duration.ofMinutes(5);
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final GateHttp http;
  private final GateConfig config;
  private final ObjectMapper json;
  private final Optional<String> givenIssuer;
  private @Nullable Held held;
  private long triedAt;
  private boolean tried;

  RealmKeys(
      GateHttp http,
      GateConfig config,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> givenIssuer) {
    this.http = http;
    this.config = config;
    this.json = json;
    this.givenIssuer = givenIssuer;
  }

  private record Held(String issuer, JWKSet keys, long readAt) {}

  /**
   * The realm's name in what it signs.
   *
   * @throws GateUnreachable when Keycloak never said
   */
  public synchronized String issuer() {
    return present().issuer();
  }

  /**
   * The keys that may have signed under a header.
   *
   * @throws GateUnreachable when Keycloak never said
   */
  public synchronized List<JWK> signing(JWSHeader header) {
    List<JWK> keys = matching(present(), header);
    if (!keys.isEmpty() || isTooSoon()) {
      return keys;
    }
    return matching(read(), header);
  }

  private Held present() {
    Held known = held;
    if (known == null) {
      if (isTooSoon()) {
        throw new GateUnreachable("Keycloak did not tell its keys a moment ago");
      }
      return read();
    }
    return System.nanoTime() - known.readAt() > OLD.toNanos() && !isTooSoon() ? renewed() : known;
  }

  /** What Keycloak said last holds while it says nothing. */
  private Held renewed() {
    Held known = held;
    try {
      return read();
    } catch (GateUnreachable e) {
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private boolean isTooSoon() {
    return tried && System.nanoTime() - triedAt < AT_MOST_EVERY.toNanos();
  }

  private Held read() {
    tried = true;
    triedAt = System.nanoTime();
    try {
      String issuer = givenIssuer.orElseGet(this::discovered);
      JWKSet keys = JWKSet.parse(ask("protocol", "openid-connect", "certs"));
      Held fresh = new Held(issuer, keys, System.nanoTime());
      held = fresh;
      return fresh;
    } catch (ParseException e) {
      throw new GateUnreachable("Keycloak's keys cannot be read: " + e.getMessage(), e);
    }
  }

  private String discovered() {
    try {
      String issuer =
          json.readTree(ask(".well-known", "openid-configuration")).path("issuer").asText("");
      if (issuer.isEmpty()) {
        throw new GateUnreachable("Keycloak does not tell the realm's issuer");
      }
      return issuer;
    } catch (JsonProcessingException e) {
      throw new GateUnreachable("Keycloak's discovery document is not JSON", e);
    }
  }

  private String ask(String... path) {
    GateHttp.Reply reply = http.read(config.realm(), path);
    if (reply.status() != OK) {
      throw new GateUnreachable("Keycloak answered HTTP " + reply.status() + " about its keys");
    }
    return reply.body();
  }

  private static List<JWK> matching(Held held, JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return matcher == null || header.getKeyID() == null
        ? List.of()
        : new JWKSelector(matcher).select(held.keys());
  }
}
