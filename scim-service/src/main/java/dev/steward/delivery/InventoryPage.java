package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.address.AddressPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the clients that can act on their own or hold a permit.
 *
 * @param uuids of its clients
 * @param next where the following page begins; nothing on the last one
 */
record InventoryPage(JsonNode clients, List<String> uuids, @Nullable Place next) {

  InventoryPage {
    uuids = List.copyOf(uuids);
  }

  static InventoryPage read(JsonNode answer) {
    JsonNode clients = answer.path("clients");
    List<String> uuids = new ArrayList<>();
    clients.forEach(client -> uuids.add(client.path("uuid").asText("")));
    JsonNode next = answer.path("next");
    if (next.isTextual()) {
      return new InventoryPage(clients, uuids, new After(next.textValue()));
    }
    return new InventoryPage(
        clients, uuids, next.isIntegralNumber() ? new From(next.intValue()) : null);
  }

  /** Where a page begins; a gate that knows no keys answers with positions. */
  sealed interface Place {

    /** The question, without how many. */
    String query();
  }

  /** Behind the client of a uuid; from the first one on when it is empty. */
  record After(String uuid) implements Place {

    static final After NOTHING = new After("");

    @Override
    public String query() {
      return "after=" + AddressPart.of(uuid);
    }
  }

  /** At a position among all clients of the realm. */
  record From(int first) implements Place {

    @Override
    public String query() {
      return "first=" + first;
    }
  }
}
