package dev.steward.registry;

import dev.steward.identity.Change;
import dev.steward.identity.Declaration;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Certificate;
import dev.steward.identity.Particulars.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A change in the ledger's words: why, and each fact that it made different, as it is now. */
final class ChangeRecord {

  private ChangeRecord() {}

  static Map<String, Object> of(Change change, @Nullable Identity before, Identity after) {
    Map<String, Object> detail = new TreeMap<>();
    Map<String, Object> was = before == null ? Map.of() : facts(before);
    Map<String, Object> is = facts(after);
    is.forEach(
        (fact, value) -> {
          if (!Objects.equals(was.get(fact), value)) {
            detail.put(fact, value);
          }
        });
    List<String> gone = was.keySet().stream().filter(fact -> !is.containsKey(fact)).toList();
    if (!gone.isEmpty()) {
      detail.put("removed", gone);
    }
    String reason = reason(change);
    if (reason != null) {
      detail.put("reason", reason);
    }
    return detail;
  }

  private static @Nullable String reason(Change change) {
    return switch (change) {
      case Change.Certify certify -> certify.reason();
      case Change.Limit limit -> limit.reason();
      case Change.Suspend suspend -> suspend.reason();
      case Change.Resume resume -> resume.reason();
      case Change.Revoke revoke -> revoke.reason();
      case OwnerChange.DeclineOwnership decline -> decline.reason();
      case OwnerChange.EndHandOver end -> end.reason();
      case OwnerChange ignored -> null;
      case Change.Register ignored -> null;
      case Change.Describe ignored -> null;
      case Change.Approve ignored -> null;
      case Change.Begin ignored -> null;
    };
  }

  private static Map<String, Object> facts(Identity identity) {
    Map<String, Object> facts = new TreeMap<>();
    var profile = identity.profile();
    facts.put("kind", profile.kind().name());
    facts.put("userName", profile.userName());
    put(facts, "externalId", profile.externalId());
    put(facts, "displayName", profile.displayName());
    put(facts, "description", profile.description());
    put(facts, "purpose", profile.purpose());
    put(facts, "environment", profile.environment());
    facts.put("riskTier", profile.riskTier().name());
    declared(facts, profile.declaration());
    Client client = identity.client();
    if (client != null) {
      facts.put("client", Map.of("realm", client.realm(), "uuid", client.uuid()));
    }
    facts.put(
        "owners",
        identity.owners().stream()
            .map(
                owner ->
                    Map.of(
                        "person", owner.person(),
                        "role", owner.role().name(),
                        "accepted", owner.accepted()))
            .toList());
    facts.put("cadence", identity.cadence().every().toString());
    facts.put("grace", identity.cadence().grace().toString());
    facts.put("brownout", identity.cadence().brownout().toString());
    facts.put("controls", identity.controls().stream().map(Object::toString).sorted().toList());
    put(facts, "validFrom", identity.validity().from());
    put(facts, "validUntil", identity.validity().until());
    facts.put("begun", identity.validity().begun());
    facts.put("grants", identity.allowance().grants().stream().sorted().toList());
    facts.put("scopes", identity.allowance().scopes().stream().sorted().toList());
    facts.put("longestToken", identity.allowance().longestToken().toString());
    facts.put("lastReviewed", identity.lastReviewed().toString());
    facts.put("intent", identity.intent().name());
    HandOver handOver = identity.handOver();
    if (handOver != null) {
      facts.put("handOver", handedOver(handOver));
    }
    return facts;
  }

  private static Map<String, Object> handedOver(HandOver handOver) {
    Map<String, Object> facts = new TreeMap<>();
    put(facts, "began", handOver.began());
    put(facts, "deadline", handOver.deadline());
    put(facts, "custodian", handOver.custodian());
    return facts;
  }

  private static void declared(Map<String, Object> facts, Declaration declaration) {
    put(facts, "autonomy", declaration.autonomy());
    put(facts, "modelDigest", declaration.model());
    put(facts, "promptDigest", declaration.prompt());
    put(facts, "toolManifestDigest", declaration.toolManifest());
    put(facts, "parent", declaration.parent());
    Particulars particulars = declaration.particulars();
    put(facts, "agentType", particulars.agentType());
    put(facts, "subject", particulars.subject());
    if (!particulars.protocols().isEmpty()) {
      facts.put("protocols", particulars.protocols().stream().map(ChangeRecord::words).toList());
    }
    if (!particulars.certificates().isEmpty()) {
      facts.put("certificates", particulars.certificates().stream().map(Certificate::der).toList());
    }
  }

  private static Map<String, Object> words(Protocol protocol) {
    Map<String, Object> words = new TreeMap<>();
    put(words, "type", protocol.type());
    put(words, "specificationUrl", protocol.specificationUrl());
    return words;
  }

  private static void put(Map<String, Object> facts, String fact, @Nullable Object value) {
    if (value != null) {
      facts.put(fact, value.toString());
    }
  }
}
