package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTParser;
import dev.steward.delivery.GateHttp.Reply;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients in our realm, where the registry was given the right to: by Keycloak's client
 * registration, for which the role {@code create-client} of realm-management is enough.
 */
@ApplicationScoped
public class NewClients {

  private static final String ROLE = "create-client";
  private static final int CREATED = 201;
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

    private NotMade(String message) {
      super(message);
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
   * Makes a client that signs in on its own and can do nothing else.
   *
   * @throws NotMade when Keycloak refuses; the message has its words
   * @throws GateUnreachable when Keycloak does not answer; then a client may be there or not
   */
  public Made make(String clientId, @Nullable String name, SignIn signIn) {
    Reply reply =
        http.register(
            "POST", config.realm(), null, document(clientId, name, signIn).toString(), "default");
    if (reply.status() != CREATED) {
      throw new NotMade(
          "Keycloak did not make the client %s: %s".formatted(clientId, words(reply)));
    }
    JsonNode made = read(reply);
    String secret = made.path("secret").textValue();
    return new Made(
        new Client(config.realm(), made.path("id").asText()),
        made.path("clientId").asText(),
        signIn instanceof SignIn.Secret ? secret : null,
        made.path("registrationAccessToken").asText());
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

  private JsonNode read(Reply reply) {
    try {
      return json.readTree(reply.body());
    } catch (JsonProcessingException e) {
      // its text would be quoted, and there is a secret in it
      throw new NotMade("Keycloak made the client, but its answer cannot be read");
    }
  }
}
