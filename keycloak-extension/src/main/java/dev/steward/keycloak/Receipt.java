package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * What the kill switch found and did. Never carries a secret.
 *
 * @param done the steps that changed something, in order; empty when all was done before
 * @param at an ISO 8601 instant
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Receipt(
    String client,
    long version,
    Action action,
    Map<String, Object> found,
    List<String> done,
    String at) {

  Receipt {
    found = Map.copyOf(found);
    done = List.copyOf(done);
  }

  String json() {
    try {
      return JsonSerialization.mapper.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt is plain data", e);
    }
  }

  /** What was asked of the kill switch. */
  enum Action {
    STOP,
    DESTROY,
    RESTORE
  }
}
