package dev.steward.keycloak;

import dev.steward.keycloak.PermitState.Holds;
import dev.steward.keycloak.PermitState.None;
import dev.steward.permit.Permit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Says everything about the clients of a page, in a handful of questions to the database. */
final class InventoryEntries {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Gate gate;

  InventoryEntries(KeycloakSession session, RealmModel realm, Gate gate) {
    this.session = session;
    this.realm = realm;
    this.gate = gate;
  }

  /** Whether the inventory has this client at all. */
  boolean lists(ClientRow client) {
    if (gate.held().of(client.uuid()).isPresent()
        || !(gate.permits().of(realm, client) instanceof None)) {
      return true;
    }
    boolean acts = !GrantTypes.onItsOwn(client).isEmpty() || Origin.of(client, null).cameByItself();
    return acts && !BuiltInClients.contain(realm, client);
  }

  List<InventoryEntry> of(List<ClientRow> clients) {
    List<String> uuids = clients.stream().map(ClientRow::uuid).toList();
    Map<String, ServiceAccounts.Given> given = new ServiceAccounts(session, realm).of(uuids);
    Map<String, ClientScopes.Attached> scopes = new ClientScopes(session, realm).of(clients);
    Map<String, ClientOriginRow> origins = new ClientOriginRows(session).of(uuids);
    return clients.stream()
        .map(
            client ->
                entry(
                    client,
                    given.getOrDefault(client.uuid(), ServiceAccounts.Given.NOTHING),
                    scopes.getOrDefault(client.uuid(), ClientScopes.Attached.NONE),
                    Origin.of(client, origins.get(client.uuid()))))
        .toList();
  }

  private InventoryEntry entry(
      ClientRow client, ServiceAccounts.Given given, ClientScopes.Attached scopes, Origin origin) {
    Optional<Held> held = gate.held().of(client.uuid());
    return new InventoryEntry(
        client.uuid(),
        client.clientId(),
        client.name(),
        client.description(),
        client.enabled(),
        GrantTypes.onItsOwn(client),
        GrantTypes.of(client),
        client.authenticator(),
        client.publicClient(),
        ClientFacts.keys(client.attributes()::get),
        ClientFacts.secretCreatedAt(client),
        origin.at(),
        origin,
        ClientFacts.contacts(client),
        scopes.byDefault(),
        scopes.optional(),
        client.flows().serviceAccount() ? given.account().name() : null,
        given.roles(),
        given.groups(),
        given.teams(),
        permit(gate.permits().of(realm, client), held),
        held.map(Held::stopped).orElse(false));
  }

  private static Map<String, @Nullable Object> permit(PermitState state, Optional<Held> held) {
    Map<String, @Nullable Object> permit = new LinkedHashMap<>();
    permit.put("state", state.name());
    if (state instanceof Holds(Permit shown)) {
      permit.put("version", shown.version());
      permit.put("identity", shown.identity().toString());
    } else if (held.filter(Held::permitted).isPresent()) {
      permit.put("version", held.get().version());
      permit.put("identity", held.get().identity());
    }
    return permit;
  }
}
