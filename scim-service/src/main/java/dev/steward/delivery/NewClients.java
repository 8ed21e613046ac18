package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTParser;
import dev.steward.delivery.GateHttp.Reply;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients in our realm, where the registry was given the right to: by Keycloak's client
 * registration, for which the role {@code create-client} of realm-management is enough.
 */
@ApplicationScoped
public class NewClients {

  private static final String ROLE = "create-client";
  private static final int CREATED = 201;
  private static final int CHANGED = 200;
  private static final int GONE = 404;
  private static final int DONE = 204;

  private final GateHttp http;
  private final GateConfig config;
  private final ObjectMapper json;

  NewClients(GateHttp http, GateConfig config, ObjectMapper json) {
    this.http = http;
    this.config = config;
    this.json = json;
  }

  /** Keycloak did not make a client, or did not take it back. */
  public static final class NotMade extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean aboutScopes;

    private NotMade(String message) {
      this(message, false);
    }

    private NotMade(String message, boolean aboutScopes) {
      super(message);
      this.aboutScopes = aboutScopes;
    }

    /** Whether it would have been made with other scopes. */
    public boolean isAboutScopes() {
      return aboutScopes;
    }
  }

  /**
   * A client that was made just now. It can be taken back by whoever holds this.
   *
   * @param secret shown to somebody once and kept nowhere; null for a client with keys
   */
  public record Made(Client client, String clientId, @Nullable String secret, String takeBack) {

    /** Without what nobody else may read. */
    @Override
    public String toString() {
      return "client %s (%s)".formatted(clientId, client.uuid());
    }
  }

  /** Whether the registry may make clients, as its own token says. */
  public boolean isPossible() {
    try {
      Map<String, Object> access =
          JWTParser.parse(http.ownToken()).getJWTClaimsSet().getJSONObjectClaim("resource_access");
      return access != null
          && access.get("realm-management") instanceof Map<?, ?> management
          && management.get("roles") instanceof List<?> roles
          && roles.contains(ROLE);
    } catch (ParseException | GateUnreachable e) {
      return false;
    }
  }

  /**
   * Makes a client that signs in on its own and can do nothing else than ask for these scopes.
   *
   * @throws NotMade when Keycloak refuses, or does not give it all of the scopes; the message has
   *     its words
   * @throws GateUnreachable when Keycloak does not answer; then a client may be there or not
   */
  public Made make(
      String clientId, @Nullable String name, Collection<String> scopes, SignIn signIn) {
    Reply reply =
        http.register(
            "POST", config.realm(), null, document(clientId, name, signIn).toString(), "default");
    if (reply.status() != CREATED) {
      throw new NotMade(
          "Keycloak did not make the client %s: %s".formatted(clientId, words(reply)));
    }
    ObjectNode client = read(reply);
    Made made = made(client, signIn);
    Set<String> missing = missing(scopes, client);
    return missing.isEmpty() ? made : withScopes(made, client, missing, signIn);
  }

  private Made made(JsonNode client, SignIn signIn) {
    return new Made(
        new Client(config.realm(), client.path("id").asText()),
        client.path("clientId").asText(),
        signIn instanceof SignIn.Secret ? client.path("secret").textValue() : null,
        client.path("registrationAccessToken").asText());
  }

  /** Those that the client neither has always nor can ask for. */
  private static Set<String> missing(Collection<String> scopes, JsonNode client) {
    Set<String> missing = new TreeSet<>(scopes);
    client.path("defaultClientScopes").forEach(scope -> missing.remove(scope.asText()));
    client.path("optionalClientScopes").forEach(scope -> missing.remove(scope.asText()));
    return missing;
  }

  /**
   * Asks for them beside those that every new client has; these would be lost in a first request.
   */
  private Made withScopes(Made made, ObjectNode client, Set<String> scopes, SignIn signIn) {
    ArrayNode optional = client.withArray("optionalClientScopes");
    scopes.forEach(optional::add);
    Reply reply =
        http.register(
            "PUT", config.realm(), made.takeBack(), client.toString(), "default", made.clientId());
    Made changed = made;
    if (reply.status() == CHANGED) {
      ObjectNode now = read(reply);
      if (missing(scopes, now).isEmpty()) {
        return new Made(
            made.client(),
            made.clientId(),
            made.secret(),
            now.path("registrationAccessToken").asText(made.takeBack()));
      }
      changed = made(now, signIn);
    }
    takeBack(changed);
    throw new NotMade(
        "Keycloak gives a new client no scope %s: it has no client scope of that name, or the realm's client registration policy Allowed Client Scopes does not list it%s; have it added there, or register without it"
            .formatted(
                String.join(", ", scopes),
                reply.status() == CHANGED ? "" : " (" + words(reply) + ")"),
        true);
  }

  /**
   * Takes a client back that was made just now.
   *
   * @throws NotMade when Keycloak refuses
   * @throws GateUnreachable when Keycloak does not answer
   */
  public void takeBack(Made made) {
    Reply reply =
        http.register("DELETE", config.realm(), made.takeBack(), "", "default", made.clientId());
    if (reply.status() != DONE && reply.status() != GONE) {
      throw new NotMade(
          "Keycloak did not remove the client %s: %s".formatted(made.clientId(), words(reply)));
    }
  }

  private ObjectNode document(String clientId, @Nullable String name, SignIn signIn) {
    ObjectNode client =
        json.createObjectNode()
            .put("clientId", clientId)
            .put("name", name == null ? clientId : name)
            .put("protocol", "openid-connect")
            .put("enabled", true)
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false)
            .put("implicitFlowEnabled", false)
            .put("directAccessGrantsEnabled", false)
            .put("fullScopeAllowed", false);
    switch (signIn) {
      case SignIn.Secret ignored -> client.put("clientAuthenticatorType", "client-secret");
      case SignIn.Keys keys -> {
        client.put("clientAuthenticatorType", "client-jwt");
        client
            .putObject("attributes")
            .put("use.jwks.string", "true")
            .put("jwks.string", keys.jwks());
      }
      case SignIn.KeysAt keys -> {
        client.put("clientAuthenticatorType", "client-jwt");
        client
            .putObject("attributes")
            .put("use.jwks.url", "true")
            .put("jwks.url", keys.address().toString());
      }
    }
    return client;
  }

  /** Keycloak's own sentence, and nothing else of its answer. */
  private String words(Reply reply) {
    try {
      JsonNode answer = json.readTree(reply.body());
      String sentence =
          answer.path("error_description").asText(answer.path("errorMessage").asText(""));
      return sentence.isEmpty() ? "HTTP " + reply.status() : sentence;
    } catch (JsonProcessingException e) {
      return "HTTP " + reply.status();
    }
  }

  private ObjectNode read(Reply reply) {
    try {
      return (ObjectNode) json.readTree(reply.body());
    } catch (JsonProcessingException | ClassCastException e) {
      // its text would be quoted, and there is a secret in it
      throw new NotMade("Keycloak made the client, but its answer cannot be read");
    }
  }
}
