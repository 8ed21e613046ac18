package dev.steward.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's side of the wire: a realm that issues tokens and a gate that can be told to fail.
 *
 * <p>The gate itself is proved where a real one runs; what only a double can do is die at the wrong
 * moment.
 */
public final class KeycloakDouble implements AutoCloseable {

  public static final String REALM = "acme";

  private static final String JSON = "application/json";

  private static volatile @Nullable KeycloakDouble running;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final RSAKey key;
  private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
  private final SignIns signIns = new SignIns();
  private final ClientRegistrations registrations = new ClientRegistrations();
  private volatile Gate gate = Gate.HOLDING;
  private volatile boolean away;

  private KeycloakDouble(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  /** How the gate answers; a request and what is to be sent back. */
  public interface Gate {

    /** Takes every permit and has nothing else to say. */
    Gate HOLDING =
        (method, path, body) ->
            switch (method) {
              case "PUT" -> new Answer(204, "");
              default -> new Answer(404, "{}");
            };

    Answer answer(String method, String path, String body) throws IOException;
  }

  /** A status and a body. */
  public record Answer(int status, String body, String type) {

    /** The connection ends, and that is all. */
    public static final Answer HANGS_UP = new Answer(0, "");

    public Answer(int status, String body) {
      this(status, body, JSON);
    }
  }

  static KeycloakDouble start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var keycloak =
          new KeycloakDouble(server, new RSAKeyGenerator(2048).keyID("realm-key").generate());
      server.createContext("/realms/" + REALM + "/", keycloak::answerAsRealm);
      server.createContext("/admin/realms/" + REALM + "/steward/", keycloak::answerAsGate);
      server.setExecutor(keycloak.threads);
      server.start();
      running = keycloak;
      return keycloak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one that the service under test talks to. */
  public static KeycloakDouble running() {
    KeycloakDouble keycloak = running;
    if (keycloak == null) {
      throw new IllegalStateException("no Keycloak double runs");
    }
    return keycloak;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Browsers know it by another address than the registry asks, as behind a proxy. */
  public String urlForBrowsers() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String issuer() {
    return url() + "/realms/" + REALM;
  }

  RSAKey key() {
    return key;
  }

  /** Makes a person known to the realm, or changes whether they are enabled. */
  public void person(String id, boolean enabled) {
    person(id, "user-" + id, id + "@example.org", enabled);
  }

  /** The same under a name of somebody's choice. */
  public void person(String id, String userName, String email, boolean enabled) {
    person(id, userName, email, false, enabled);
  }

  /** The same of whom Keycloak may know that they read what is sent to their address. */
  public void person(
      String id, String userName, String email, boolean emailVerified, boolean enabled) {
    people.put(
        id,
        Map.of(
            "id", id,
            "username", userName,
            "email", email,
            "emailVerified", emailVerified,
            "name", "Person " + id,
            "enabled", enabled));
  }

  /** Deletes a person from the realm. */
  public void forget(String id) {
    people.remove(id);
  }

  /** Whether the gate answers nobody, whatever the question. */
  public void away(boolean now) {
    this.away = now;
  }

  /** Ends the sessions of a person, as an administrator of the realm does. */
  public void endSessions(String person) {
    signIns.end(person);
  }

  /** From now on the person's session has to be refreshed after a few seconds. */
  public void briefSessions(String person) {
    signIns.brief(person);
  }

  /** Whether the realm keeps whoever would refresh the person's session waiting. */
  public void silent(String person, boolean now) {
    signIns.silent(person, now);
  }

  /** The next who would refresh the person's session is never answered, those behind them are. */
  public void forgetsNext(String person) {
    signIns.forgetNext(person);
  }

  /** What whoever would refresh the person's session is answered; nothing for tokens again. */
  public void answersRefresh(String person, @Nullable Answer answer) {
    signIns.answer(person, answer);
  }

  /** The clients that were registered here. */
  public ClientRegistrations registrations() {
    return registrations;
  }

  public void gate(Gate answering) {
    this.gate = answering;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    running = null;
  }

  private void answerAsRealm(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/auth")) {
      try (exchange) {
        exchange.getResponseHeaders().add("Location", signIns.authorize(exchange));
        exchange.sendResponseHeaders(302, -1);
      }
      return;
    }
    send(exchange, realm(exchange, path));
  }

  private Answer realm(HttpExchange exchange, String path) throws IOException {
    if (path.endsWith("/.well-known/openid-configuration")) {
      String protocol = issuer() + "/protocol/openid-connect/";
      String forBrowsers = protocol.replace(url(), urlForBrowsers());
      return json(
          Map.of(
              "issuer", issuer(),
              "jwks_uri", protocol + "certs",
              "authorization_endpoint", forBrowsers + "auth",
              "end_session_endpoint", forBrowsers + "logout",
              "token_endpoint", protocol + "token"));
    }
    if (path.endsWith("/certs")) {
      return json(new JWKSet(key).toJSONObject(true));
    }
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.contains("/clients-registrations/")) {
      return registrations.answer(exchange.getRequestMethod(), path, form);
    }
    Answer toPeople = signIns.tokens(form);
    return toPeople == null
        ? json(Map.of("access_token", Tokens.registry(), "expires_in", 60))
        : toPeople;
  }

  private static Answer json(Map<String, Object> body) {
    return new Answer(200, JSONObjectUtils.toJSONString(body));
  }

  private void answerAsGate(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString();
    if (away) {
      send(exchange, new Answer(503, "{}"));
      return;
    }
    if (path.endsWith("/steward/people")) {
      send(exchange, new Answer(200, JSONObjectUtils.toJSONString(Map.of("people", asked(body)))));
      return;
    }
    send(exchange, gate.answer(exchange.getRequestMethod(), path, body));
  }

  private List<Map<String, Object>> asked(String body) throws IOException {
    try {
      Map<String, Object> asked = JSONObjectUtils.parse(body);
      List<String> ids = asked(asked, "ids");
      List<String> userNames = asked(asked, "usernames");
      List<String> emails = asked(asked, "emails");
      return Stream.of(having("id", ids), having("username", userNames), ofFewAccounts(emails))
          .flatMap(Function.identity())
          .distinct()
          .toList();
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private Stream<Map<String, Object>> having(String part, List<String> values) {
    return people.values().stream()
        .filter(
            person -> values.stream().anyMatch(String.valueOf(person.get(part))::equalsIgnoreCase));
  }

  /** Of those who share an address the gate tells a few. */
  private Stream<Map<String, Object>> ofFewAccounts(List<String> emails) {
    return emails.stream().flatMap(email -> having("email", List.of(email)).limit(4));
  }

  private static List<String> asked(Map<String, Object> asked, String how) throws ParseException {
    return Stream.ofNullable(JSONObjectUtils.getStringList(asked, how))
        .flatMap(List::stream)
        .toList();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      if (answer.equals(Answer.HANGS_UP)) {
        return;
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
