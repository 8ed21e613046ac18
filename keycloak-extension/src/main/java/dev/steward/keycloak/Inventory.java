package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The clients of a realm that act on their own, came by themselves, or whose permit the gate knows.
 *
 * <p>What is told of a client that nobody changed is the same each time.
 */
final class Inventory {

  private static final int MOST_LOOKED_AT = 2_000;

  private final ClientRows clients;
  private final InventoryEntries entries;

  Inventory(KeycloakSession session, RealmModel realm, Gate gate) {
    this.clients = new ClientRows(session, realm);
    this.entries = new InventoryEntries(session, realm, gate);
  }

  /**
   * A page by key. It may be shorter than asked although more follow.
   *
   * @param after the last key of the page before, empty for the first page
   */
  Page after(String after, int most) {
    List<ClientRow> listed = new ArrayList<>();
    String last = after;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += most) {
      List<ClientRow> chunk = clients.after(last, most);
      for (ClientRow client : chunk) {
        if (listed.size() == most) {
          return new Page(entries.of(listed), last);
        }
        last = client.uuid();
        if (entries.lists(client)) {
          listed.add(client);
        }
      }
      if (chunk.size() < most) {
        return new Page(entries.of(listed), null);
      }
    }
    return new Page(entries.of(listed), last);
  }

  /**
   * A page by position.
   *
   * @param first where to start among all clients of the realm
   */
  Page from(int first, int most) {
    List<ClientRow> chunk = clients.from(first, most);
    return new Page(
        entries.of(chunk.stream().filter(entries::lists).toList()),
        chunk.size() < most ? null : first + most);
  }

  /** One client, whether or not a page would have it. */
  Optional<InventoryEntry> find(String uuid) {
    return clients.find(uuid).map(client -> entries.of(List.of(client)).getFirst());
  }

  /**
   * A page and where the next one starts.
   *
   * @param next a key or a position, as it was asked for; nothing on the last page
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page(List<InventoryEntry> clients, @Nullable Object next) {

    Page {
      clients = List.copyOf(clients);
    }
  }
}
