package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many operations in one request (RFC 7644 section 3.7).
 *
 * @param mostErrors after how many failed operations the rest is left undone
 */
record BulkRequest(int mostErrors, List<BulkOperation> operations) {

  BulkRequest {
    operations = List.copyOf(operations);
  }

  /**
   * Reads the body of a bulk.
   *
   * @param most how many operations it may have
   */
  static BulkRequest read(ObjectNode body, int most) {
    Urn.requireMessage(body, Urn.BULK_REQUEST);
    JsonNode operations = body.path("Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw ScimException.invalidSyntax("Operations is a list of at least one operation");
    }
    if (operations.size() > most) {
      throw ScimException.tooMany(
          413,
          "the bulk has %d operations; maxOperations is %d".formatted(operations.size(), most));
    }
    List<BulkOperation> all = new ArrayList<>();
    Map<String, Integer> named = new HashMap<>();
    for (JsonNode operation : operations) {
      BulkOperation read = BulkOperation.read(all.size(), operation);
      String name = read.makes();
      Integer other = name == null ? null : named.put(name, read.position());
      if (other != null) {
        throw ScimException.invalidSyntax(
            "the bulkId %s is that of Operations[%d] and of Operations[%d]; give each its own"
                .formatted(name, other, read.position()));
      }
      all.add(read);
    }
    return new BulkRequest(mostErrors(body.path("failOnErrors")), all);
  }

  /** Nothing and zero set no limit: that is what clients send who have none. */
  private static int mostErrors(JsonNode said) {
    if (said.isMissingNode() || said.isNull()) {
      return Integer.MAX_VALUE;
    }
    try {
      int most = Integer.parseInt(said.asText().strip());
      if (most >= 0) {
        return most == 0 ? Integer.MAX_VALUE : most;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ScimException.invalidValue("failOnErrors is a whole number of errors, not " + said);
  }
}
