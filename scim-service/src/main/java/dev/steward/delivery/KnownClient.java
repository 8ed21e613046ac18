package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.database.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client as the gate last listed it.
 *
 * @param clientId the name under which it asks for tokens
 * @param enabled whether Keycloak lets it ask for tokens at all
 * @param credentials by what it proves who it is; never the secret itself
 * @param roles the roles of its service account; those of a client read {@code client:role}
 * @param scopes the client scopes that it always gets
 * @param optionalScopes the client scopes that it gets when it asks
 * @param accountAway whether all that it can do on its own needs a service account that is disabled
 *     or not there
 */
public record KnownClient(
    String clientId,
    boolean enabled,
    List<Credential> credentials,
    List<String> roles,
    List<String> scopes,
    List<String> optionalScopes,
    boolean accountAway) {

  private static final Set<String> AWAY = Set.of("DISABLED", "MISSING");
  private static final ObjectMapper JSON = new ObjectMapper();

  public KnownClient {
    credentials = List.copyOf(credentials);
    roles = List.copyOf(roles);
    scopes = List.copyOf(scopes);
    optionalScopes = List.copyOf(optionalScopes);
  }

  /** Whether nothing at Keycloak itself keeps it from getting tokens. */
  public boolean works() {
    return enabled && !accountAway;
  }

  /**
   * What a client signs in with.
   *
   * @param since when it came into being, if Keycloak keeps that
   */
  public record Credential(Type type, @Nullable Instant since) {

    /** What kind of thing it is. */
    public enum Type {
      SECRET,
      /** Public keys that stand at the client. */
      JWKS,
      /** Public keys that are fetched from an address. */
      JWKS_URL,
      CERTIFICATE
    }
  }

  static KnownClient read(Row row) {
    return of(row.text("client_id"), facts(row.text("facts")));
  }

  /** Reads what the gate says about a client. */
  public static KnownClient of(String clientId, JsonNode facts) {
    return new KnownClient(
        clientId,
        facts.path("enabled").asBoolean(true),
        credentials(facts),
        texts(facts.path("roles")),
        texts(facts.path("defaultScopes")),
        texts(facts.path("optionalScopes")),
        AWAY.contains(facts.path("serviceAccount").asText())
            && texts(facts.path("actsByItself")).equals(List.of("client_credentials")));
  }

  static JsonNode facts(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds JSON that is none", e);
    }
  }

  private static List<Credential> credentials(JsonNode facts) {
    if (facts.path("publicClient").asBoolean()) {
      return List.of();
    }
    if (facts.path("authenticator").asText("").startsWith("client-secret")) {
      String since = facts.path("secretCreatedAt").asText(null);
      return List.of(
          new Credential(Credential.Type.SECRET, since == null ? null : Instant.parse(since)));
    }
    return switch (facts.path("keys").asText("none")) {
      case "jwks" -> List.of(new Credential(Credential.Type.JWKS, null));
      case "jwks-url" -> List.of(new Credential(Credential.Type.JWKS_URL, null));
      case "certificate" -> List.of(new Credential(Credential.Type.CERTIFICATE, null));
      default -> List.of();
    };
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
