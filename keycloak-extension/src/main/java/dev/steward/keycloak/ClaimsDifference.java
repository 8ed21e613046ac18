package dev.steward.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.representations.IDToken;
import org.keycloak.util.JsonSerialization;

/** What one making of a token says more, or otherwise, than another. */
record ClaimsDifference(ObjectNode wide, ObjectNode narrow) {

  /** Claims that differ between any two makings. */
  private static final Set<String> OF_THE_MAKING = Set.of("jti", "iat", "exp", "auth_time");

  static ClaimsDifference between(IDToken wide, IDToken narrow) {
    return new ClaimsDifference(
        JsonSerialization.mapper.valueToTree(wide), JsonSerialization.mapper.valueToTree(narrow));
  }

  /** Makes the token say in the claims that differ what the narrow making says. */
  void takeOutOf(IDToken token) {
    ObjectNode present = JsonSerialization.mapper.valueToTree(token);
    ObjectNode changes = JsonSerialization.createObjectNode();
    for (String claim : differing()) {
      changes.set(claim, left(present.get(claim), wide.get(claim), narrow.get(claim)));
    }
    try {
      JsonSerialization.mapper.readerForUpdating(token).readValue(changes);
    } catch (IOException e) {
      throw new IllegalStateException("the token cannot be narrowed", e);
    }
    token.getOtherClaims().values().removeIf(Objects::isNull);
  }

  private Set<String> differing() {
    Set<String> names = new TreeSet<>();
    wide.fieldNames().forEachRemaining(names::add);
    narrow.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> Objects.equals(wide.get(name), narrow.get(name)));
    names.removeAll(OF_THE_MAKING);
    return names;
  }

  /** Of a list only the surplus goes, since others may have added to it meanwhile. */
  private static JsonNode left(JsonNode present, JsonNode wide, JsonNode narrow) {
    if (!isList(present) || !isList(wide)) {
      return narrow == null ? JsonSerialization.mapper.nullNode() : narrow;
    }
    Set<JsonNode> surplus = items(wide);
    surplus.removeAll(items(narrow));
    ArrayNode left = JsonSerialization.mapper.createArrayNode();
    items(present).stream().filter(item -> !surplus.contains(item)).forEach(left::add);
    return left.isEmpty() ? JsonSerialization.mapper.nullNode() : left;
  }

  private static boolean isList(JsonNode node) {
    return node != null && node.isArray();
  }

  private static Set<JsonNode> items(JsonNode node) {
    Set<JsonNode> items = new LinkedHashSet<>();
    if (isList(node)) {
      node.forEach(items::add);
    } else if (node != null) {
      items.add(node);
    }
    return items;
  }
}
