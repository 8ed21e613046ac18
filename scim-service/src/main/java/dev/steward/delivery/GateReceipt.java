package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gate found and did when it last stopped, destroyed or restored a client.
 *
 * @param version the permit whose intent it carried out
 */
record GateReceipt(long version, String action, Map<String, Object> detail) {

  static GateReceipt read(JsonNode receipt) {
    Map<String, Object> detail = new TreeMap<>();
    detail.put("client", receipt.path("client").asText());
    detail.put("found", plain(receipt.path("found")));
    detail.put("done", plain(receipt.path("done")));
    detail.put("at", receipt.path("at").asText());
    return new GateReceipt(
        receipt.path("version").asLong(), receipt.path("action").asText(), detail);
  }

  /** The name under which the ledger records it. */
  String event() {
    return switch (action) {
      case "STOP" -> "ClientStopped";
      case "DESTROY" -> "ClientDestroyed";
      case "RESTORE" -> "ClientRestored";
      default -> "GateReceipt";
    };
  }

  /** The ledger knows texts, whole numbers, booleans, and lists and maps of them. */
  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
      return members;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : node.asText();
  }
}
