package dev.steward.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Permit;
import dev.steward.seal.BrokenSealException;
import dev.steward.seal.PermitSeal;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.util.JsonSerialization;

/** The gate's endpoint, {@code /admin/realms/{realm}/steward}, for the registry alone. */
public final class GateResource {

  /** Enough for as many people as may be asked for, however long their names are. */
  private static final int LONGEST_QUESTION = 1_048_576;

  private static final int LONGEST_PAGE = 500;
  private static final int LONGEST_ID = 36;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminEventBuilder adminEvent;
  private final Gate gate;

  GateResource(KeycloakSession session, RealmModel realm, AdminEventBuilder adminEvent, Gate gate) {
    this.session = session;
    this.realm = realm;
    this.adminEvent = adminEvent;
    this.gate = gate;
  }

  @PUT
  @Path("clients/{client}/permit")
  @Consumes("application/jose")
  @Produces({MediaType.APPLICATION_JSON, Problem.TYPE})
  public Response take(@PathParam("client") String uuid, InputStream body) throws IOException {
    ClientModel client = client(uuid);
    String text = text(body, PermitSeal.LONGEST_TEXT).strip();
    Permit permit = opened(text);
    if (!permit.client().equals(ClientPermits.nameOf(client))) {
      throw Problem.refused(
          Reason.WRONG_CLIENT,
          "the permit was issued to client %s of realm %s"
              .formatted(permit.client().uuid(), permit.client().realm()));
    }
    return switch (atomically(() -> new PermitDesk(session, gate).take(client, permit, text))) {
      case PermitDesk.Outcome.Stored stored -> {
        record(client, "permit");
        yield Response.noContent().build();
      }
      case PermitDesk.Outcome.Superseded(long held) ->
          Response.status(Response.Status.CONFLICT)
              .type(MediaType.APPLICATION_JSON)
              .entity(Map.of("held", held))
              .build();
    };
  }

  @GET
  @Path("clients/{client}/receipt")
  @Produces(MediaType.APPLICATION_JSON)
  public String receipt(@PathParam("client") String uuid) {
    String receipt =
        new HeldPermitRows(session).find(client(uuid)).map(row -> row.receipt).orElse(null);
    if (receipt == null) {
      throw Problem.noReceipt();
    }
    return receipt;
  }

  @POST
  @Path("clients/{client}/stop")
  @Produces(MediaType.APPLICATION_JSON)
  public Receipt stop(@PathParam("client") String uuid) {
    ClientModel client = client(uuid);
    Receipt receipt = atomically(() -> new PermitDesk(session, gate).stop(client));
    record(client, "stop");
    return receipt;
  }

  @POST
  @Path("clients/{client}/destroy")
  @Produces(MediaType.APPLICATION_JSON)
  public Receipt destroy(@PathParam("client") String uuid) {
    ClientModel client = client(uuid);
    Receipt receipt = atomically(() -> new PermitDesk(session, gate).destroy(client));
    record(client, "destroy");
    return receipt;
  }

  @GET
  @Path("inventory")
  @Produces(MediaType.APPLICATION_JSON)
  public Inventory.Page inventory(
      @QueryParam("first") @DefaultValue("0") String first,
      @QueryParam("max") @DefaultValue("100") String max) {
    int most = number("max", max);
    if (most < 1 || most > LONGEST_PAGE) {
      throw Problem.malformed("max is a number from 1 to %d".formatted(LONGEST_PAGE));
    }
    Inventory inventory = new Inventory(session, realm, gate);
    // Not a parameter of this method: an empty one would be none, and it means the first page.
    MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
    String after = query.getFirst("after");
    if (after == null) {
      return inventory.from(number("first", first), most);
    }
    if (query.containsKey("first") || !canBeAnId(after)) {
      throw Problem.malformed(
          "after is the key that the page before ended with, and goes without first");
    }
    return inventory.after(after, most);
  }

  @GET
  @Path("clients/{client}")
  @Produces(MediaType.APPLICATION_JSON)
  public InventoryEntry entry(@PathParam("client") String uuid) {
    return Optional.of(uuid)
        .filter(GateResource::canBeAnId)
        .flatMap(new Inventory(session, realm, gate)::find)
        .orElseThrow(() -> Problem.noClient(uuid));
  }

  @GET
  @Path("posture")
  @Produces(MediaType.APPLICATION_JSON)
  public Posture posture() {
    return Posture.of(session, realm, gate);
  }

  @POST
  @Path("people")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public People people(InputStream body) throws IOException {
    try {
      People.Asked asked =
          JsonSerialization.mapper.readValue(text(body, LONGEST_QUESTION), People.Asked.class);
      if (asked == null || asked.tooMany()) {
        throw Problem.malformed(
            "ask for at most %1$d ids, %1$d usernames and %1$d emails"
                .formatted(People.MOST_ASKED));
      }
      return People.among(session, realm, asked);
    } catch (JsonProcessingException e) {
      throw Problem.malformed(
          "the body reads {\"ids\":[…],\"usernames\":[…],\"emails\":[…]}: "
              + e.getOriginalMessage());
    }
  }

  private ClientModel client(String uuid) {
    ClientModel client = realm.getClientById(uuid);
    if (client == null) {
      throw Problem.noClient(uuid);
    }
    return client;
  }

  private Permit opened(String text) {
    try {
      return gate.keys().open(text);
    } catch (BrokenSealException first) {
      gate.keys().refreshUrgently();
      try {
        return gate.keys().open(text);
      } catch (BrokenSealException e) {
        throw Problem.refused(Reason.SEAL_BROKEN, String.valueOf(e.getMessage()));
      }
    }
  }

  private static <T> T atomically(Supplier<T> write) {
    try {
      return write.get();
    } catch (PersistenceException e) {
      throw Problem.busy();
    }
  }

  private void record(ClientModel client, String what) {
    adminEvent
        .operation(OperationType.ACTION)
        .resource(ResourceType.CLIENT)
        .resourcePath("clients", client.getId(), "steward", what)
        .success();
  }

  private static String text(InputStream body, int longest) throws IOException {
    byte[] bytes = body.readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw Problem.tooLarge(longest);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean canBeAnId(String text) {
    return text.length() <= LONGEST_ID && text.chars().noneMatch(Character::isISOControl);
  }

  private static int number(String name, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw Problem.malformed(name + " is a number, not " + text);
    }
    return Integer.parseInt(text);
  }
}
