package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.delivery.GateHttp.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gate, as the registry sees it: an endpoint beside Keycloak's admin API. */
@ApplicationScoped
public class KeycloakGate {

  /** How many people one question may name. */
  public static final int MOST_PEOPLE = 200;

  private static final String JSON = "application/json";
  private static final int OK = 200;

  private final GateHttp http;
  private final GateConfig config;
  private final ObjectMapper json;

  KeycloakGate(GateHttp http, GateConfig config, ObjectMapper json) {
    this.http = http;
    this.config = config;
    this.json = json;
  }

  /** A person of the realm. */
  public record RealmPerson(
      String id, String username, @Nullable String email, @Nullable String name, boolean enabled) {}

  /**
   * Those of the given ids and user names that are people of the realm.
   *
   * @throws GateUnreachable when the gate does not say
   */
  public List<RealmPerson> people(Collection<String> ids, Collection<String> userNames) {
    JsonNode found =
        read(
            http.send(
                "POST",
                config.realm(),
                JSON,
                text(Map.of("ids", ids, "usernames", userNames)),
                "",
                "people"));
    List<RealmPerson> people = new ArrayList<>();
    for (JsonNode person : found.path("people")) {
      people.add(
          new RealmPerson(
              person.path("id").asText(),
              person.path("username").asText(),
              person.path("email").textValue(),
              person.path("name").textValue(),
              person.path("enabled").asBoolean(false)));
    }
    return people;
  }

  private JsonNode read(Reply reply) {
    if (reply.status() != OK) {
      throw new GateUnreachable("the gate answered HTTP " + reply.status());
    }
    try {
      return json.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new GateUnreachable("the gate did not answer with JSON", e);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
