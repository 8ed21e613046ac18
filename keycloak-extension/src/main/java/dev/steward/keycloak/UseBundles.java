package dev.steward.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** Puts counted uses together so that no token grows too long. */
final class UseBundles {

  private UseBundles() {}

  static List<List<Map<String, Object>>> of(
      List<Map<String, Object>> uses, int mostUses, int mostBytes) {
    List<List<Map<String, Object>>> bundles = new ArrayList<>();
    List<Map<String, Object>> bundle = new ArrayList<>();
    int bytes = 0;
    for (Map<String, Object> use : uses) {
      int size = size(use);
      if (!bundle.isEmpty() && (bundle.size() == mostUses || bytes + size > mostBytes)) {
        bundles.add(bundle);
        bundle = new ArrayList<>();
        bytes = 0;
      }
      bundle.add(use);
      bytes += size;
    }
    if (!bundle.isEmpty()) {
      bundles.add(bundle);
    }
    return bundles;
  }

  private static int size(Map<String, Object> use) {
    try {
      return JsonSerialization.mapper.writeValueAsBytes(use).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counted uses are plain data", e);
    }
  }
}
