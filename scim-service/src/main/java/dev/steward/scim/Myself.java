package dev.steward.scim;

import dev.steward.caller.Caller;
import dev.steward.delivery.Newcomers;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which resource stands for whoever calls: a person's own, or the identity of a client. */
@ApplicationScoped
class Myself {

  private final Caller caller;
  private final Newcomers clients;
  private final Identities identities;
  private final ResourceStores stores;

  Myself(Caller caller, Newcomers clients, Identities identities, ResourceStores stores) {
    this.caller = caller;
    this.clients = clients;
    this.identities = identities;
    this.stores = stores;
  }

  /** A resource, by where it is kept and its id. */
  record Resource(ResourceStore<?> store, String id) {

    boolean isThere() {
      return store.find(id).isPresent();
    }
  }

  /**
   * The resource of whoever calls.
   *
   * @throws ScimException when there is none, saying what to do
   */
  Resource resource(Connector connector) {
    return caller.actor().type() == Actor.Type.PERSON
        ? person(caller.actor().subject(), connector)
        : identity(caller.client(), connector);
  }

  private Resource person(String id, Connector connector) {
    return at(List.of(UserSchema.ENDPOINT), id, connector)
        .orElseThrow(
            () ->
                ScimException.notFound(
                    "User for you, %s; have the feed of people or Keycloak name you"
                        .formatted(id)));
  }

  private Resource identity(String clientId, Connector connector) {
    Client client =
        clients
            .named(clientId)
            .orElseThrow(
                () ->
                    ScimException.notFound(
                        "client %s that Keycloak's gate told of; if it is new, try again in seconds"
                            .formatted(clientId)));
    return identities
        .of(client)
        .flatMap(
            found ->
                at(
                    List.of(AgentDraft.ENDPOINT, ServiceAccountSchema.ENDPOINT),
                    found.identity().id().toString(),
                    connector))
        .orElseThrow(
            () ->
                ScimException.notFound(
                    "identity for the client %s; have one registered with client.id %s"
                        .formatted(clientId, client.uuid())));
  }

  private Optional<Resource> at(List<String> endpoints, String id, Connector connector) {
    return endpoints.stream()
        .flatMap(
            endpoint ->
                stores.at(endpoint, connector).stream()
                    .<Resource>map(store -> new Resource(store, id)))
        .filter(Resource::isThere)
        .findFirst();
  }
}
