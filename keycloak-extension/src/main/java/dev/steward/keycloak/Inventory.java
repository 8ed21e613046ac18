package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.keycloak.PermitState.Holds;
import dev.steward.keycloak.PermitState.None;
import dev.steward.permit.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** The clients of a realm that act on their own, or whose permit the gate knows. */
final class Inventory {

  private static final int MOST_LOOKED_AT = 2_000;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Gate gate;

  Inventory(KeycloakSession session, RealmModel realm, Gate gate) {
    this.session = session;
    this.realm = realm;
    this.gate = gate;
  }

  /**
   * A page.
   *
   * @param first where to start among all clients of the realm
   * @param most the longest page; it may be shorter although more follow
   */
  Page page(int first, int most) {
    List<Entry> entries = new ArrayList<>();
    int position = first;
    while (position - first < MOST_LOOKED_AT) {
      int chunk = Math.min(most, MOST_LOOKED_AT);
      List<ClientModel> clients =
          session.clients().getClientsStream(realm, position, chunk).toList();
      for (ClientModel client : clients) {
        if (entries.size() == most) {
          return new Page(entries, position);
        }
        position++;
        entry(client).ifPresent(entries::add);
      }
      if (clients.size() < chunk) {
        return new Page(entries, null);
      }
    }
    return new Page(entries, position);
  }

  private Optional<Entry> entry(ClientModel client) {
    PermitState state = gate.permits().of(client);
    Optional<Held> held = gate.held().of(client.getId());
    List<String> grants = GrantTypes.of(client);
    boolean known = held.isPresent() || !(state instanceof None);
    if (!known && (grants.isEmpty() || BuiltInClients.contain(client))) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            client.getId(),
            client.getClientId(),
            client.getName(),
            client.isEnabled(),
            grants,
            client.getClientAuthenticatorType(),
            client.isPublicClient(),
            ClientFacts.keys(client),
            secretCreatedAt(client),
            createdAt(client),
            scopes(client, true),
            scopes(client, false),
            roles(client),
            permit(state, held),
            held.map(Held::stopped).orElse(false)));
  }

  private static Map<String, Object> permit(PermitState state, Optional<Held> held) {
    Map<String, Object> permit = new LinkedHashMap<>();
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

  private List<String> roles(ClientModel client) {
    UserModel account =
        client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
    return account == null
        ? List.of()
        : account.getRoleMappingsStream().map(Inventory::name).sorted().toList();
  }

  private static String name(RoleModel role) {
    return role.getContainer() instanceof ClientModel owner
        ? owner.getClientId() + ":" + role.getName()
        : role.getName();
  }

  private static List<String> scopes(ClientModel client, boolean byDefault) {
    return client.getClientScopes(byDefault).keySet().stream().sorted().toList();
  }

  private static @Nullable String secretCreatedAt(ClientModel client) {
    String seconds = client.getAttribute("client.secret.creation.time");
    if (seconds == null || client.isPublicClient() || !seconds.matches("\\d{1,12}")) {
      return null;
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
  }

  private static @Nullable String createdAt(ClientModel client) {
    try {
      Long millis = client.getCreatedTimestamp();
      return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    } catch (NoSuchMethodError before267) {
      return null;
    }
  }

  /**
   * A page and where the next one starts.
   *
   * @param next nothing on the last page
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page(List<Entry> clients, @Nullable Integer next) {

    Page {
      clients = List.copyOf(clients);
    }
  }

  /** Facts about one client. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(
      String uuid,
      String clientId,
      @Nullable String name,
      boolean enabled,
      List<String> actsByItself,
      @Nullable String authenticator,
      boolean publicClient,
      String keys,
      @Nullable String secretCreatedAt,
      @Nullable String createdAt,
      List<String> defaultScopes,
      List<String> optionalScopes,
      List<String> roles,
      Map<String, Object> permit,
      boolean stopped) {}
}
