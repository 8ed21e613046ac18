package dev.steward.keycloak.backdoor;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Writes an attribute of a client as somebody would who reaches the database. */
public final class Backdoor {

  private final KeycloakSession session;

  Backdoor(KeycloakSession session) {
    this.session = session;
  }

  @PUT
  @Path("{client}/{attribute}")
  @Consumes(MediaType.TEXT_PLAIN)
  public void write(
      @PathParam("client") String client, @PathParam("attribute") String attribute, String value) {
    ClientModel found = session.clients().getClientById(session.getContext().getRealm(), client);
    if (value.isEmpty()) {
      found.removeAttribute(attribute);
    } else {
      found.setAttribute(attribute, value);
    }
  }
}
