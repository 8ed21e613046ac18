package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.delivery.GateHttp.Reply;
import dev.steward.delivery.InventoryPage.Place;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gate, as the registry sees it: an endpoint beside Keycloak's admin API. */
@ApplicationScoped
public class KeycloakGate {

  /** How many people one question may name. */
  public static final int MOST_PEOPLE = 200;

  private static final String JSON = "application/json";
  private static final String JOSE = "application/jose";
  private static final int OK = 200;
  private static final int TAKEN = 204;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int LONGEST_CAUSE = 500;

  private final GateHttp http;
  private final GateConfig config;
  private final ObjectMapper json;

  KeycloakGate(GateHttp http, GateConfig config, ObjectMapper json) {
    this.http = http;
    this.config = config;
    this.json = json;
  }

  /**
   * A person of the realm.
   *
   * @param emailVerified whether Keycloak knows that the address is theirs
   */
  public record RealmPerson(
      String id,
      String username,
      @Nullable String email,
      boolean emailVerified,
      @Nullable String name,
      boolean enabled) {}

  /** Hands a permit over. Never throws: that Keycloak cannot be reached is an outcome too. */
  Outcome put(Parcel parcel) {
    try {
      Reply reply =
          http.send(
              "PUT",
              parcel.client().realm(),
              JOSE,
              parcel.permit(),
              "",
              "clients",
              parcel.client().uuid(),
              "permit");
      return switch (reply.status()) {
        case TAKEN, OK -> new Outcome.Delivered();
        case CONFLICT -> superseded(reply);
        case NOT_FOUND -> notFound(reply);
        default -> new Outcome.Retry(words(reply));
      };
    } catch (GateUnreachable e) {
      return new Outcome.Retry(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the gate last did to a client on its own.
   *
   * @throws GateUnreachable when the gate does not say
   */
  Optional<GateReceipt> receipt(Client client) {
    Reply reply =
        http.send("GET", client.realm(), JSON, "", "", "clients", client.uuid(), "receipt");
    return reply.status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(GateReceipt.read(read(reply)));
  }

  /**
   * A page of the clients that can act on their own or hold a permit.
   *
   * @throws GateUnreachable when the gate does not say
   */
  InventoryPage inventory(Place place, int most) {
    String query = "?%s&max=%d".formatted(place.query(), most);
    return InventoryPage.read(read(http.send("GET", config.realm(), JSON, "", query, "inventory")));
  }

  /**
   * One client as the inventory lists it; nothing when it is gone.
   *
   * @throws GateUnreachable when the gate does not say
   */
  Optional<JsonNode> client(Client client) {
    Reply reply = http.send("GET", client.realm(), JSON, "", "", "clients", client.uuid());
    return reply.status() == NOT_FOUND && reply.isProblem()
        ? Optional.empty()
        : Optional.of(read(reply));
  }

  /**
   * What the gate says about itself.
   *
   * @throws GateUnreachable when it does not
   */
  JsonNode posture() {
    return read(http.send("GET", config.realm(), JSON, "", "", "posture"));
  }

  /**
   * Those of the given ids and user names that are people of the realm.
   *
   * @throws GateUnreachable when the gate does not say
   */
  public List<RealmPerson> people(Collection<String> ids, Collection<String> userNames) {
    return people(Map.of("ids", ids, "usernames", userNames));
  }

  /**
   * The people of the realm who have one of the given email addresses.
   *
   * @throws GateUnreachable when the gate does not say
   */
  public List<RealmPerson> peopleByEmail(Collection<String> emails) {
    return people(Map.of("emails", emails));
  }

  private List<RealmPerson> people(Map<String, Collection<String>> asked) {
    JsonNode found = read(http.send("POST", config.realm(), JSON, text(asked), "", "people"));
    List<RealmPerson> people = new ArrayList<>();
    for (JsonNode person : Storable.of(found.path("people"))) {
      people.add(
          new RealmPerson(
              person.path("id").asText(),
              person.path("username").asText(),
              person.path("email").textValue(),
              person.path("emailVerified").asBoolean(false),
              person.path("name").textValue(),
              person.path("enabled").asBoolean(false)));
    }
    return people;
  }

  private Outcome superseded(Reply reply) {
    try {
      JsonNode held = json.readTree(reply.body()).path("held");
      return held.isIntegralNumber()
          ? new Outcome.Superseded(held.asLong())
          : new Outcome.Retry(words(reply));
    } catch (JsonProcessingException e) {
      return new Outcome.Retry(words(reply));
    }
  }

  /** Only the gate can say that a client is gone; without it Keycloak knows no such path. */
  private static Outcome notFound(Reply reply) {
    return reply.isProblem()
        ? new Outcome.Orphaned()
        : new Outcome.Retry("Keycloak has no gate in this realm: " + words(reply));
  }

  private static String words(Reply reply) {
    String body = reply.body().replaceAll("[\\p{Cntrl}]+", " ").strip();
    return "HTTP %d %s"
        .formatted(reply.status(), body.substring(0, Math.min(body.length(), LONGEST_CAUSE)));
  }

  private JsonNode read(Reply reply) {
    if (reply.status() != OK) {
      throw new GateUnreachable("the gate answered " + words(reply));
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
