package dev.steward.ownership;

import dev.steward.identity.Change;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.ledger.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identity as the ledger had it at an instant.
 *
 * @param owners with their acceptance; when they accepted is not told, only that they did
 * @param registered when it was registered
 * @param changed when it was changed for the last time
 * @param clientGone when its client was found gone, unless Keycloak took a permit for it since
 */
record PastIdentity(
    UUID id,
    Kind kind,
    String userName,
    @Nullable String displayName,
    @Nullable String environment,
    RiskTier tier,
    @Nullable Client client,
    Intent intent,
    boolean begun,
    List<Owner> owners,
    List<String> grants,
    List<String> scopes,
    Instant registered,
    Instant changed,
    @Nullable Instant clientGone) {

  private static final String GONE = "ClientGone";

  /** The names under which the ledger records changes. */
  private static final Set<String> CHANGES =
      changes(Change.class).map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());

  PastIdentity {
    owners = List.copyOf(owners);
    grants = List.copyOf(grants);
    scopes = List.copyOf(scopes);
  }

  private static Stream<Class<?>> changes(Class<?> sealed) {
    Class<?>[] permitted = sealed.getPermittedSubclasses();
    return permitted == null
        ? Stream.of(sealed)
        : Stream.of(permitted).flatMap(PastIdentity::changes);
  }

  /**
   * What its entries say, the later over the earlier.
   *
   * @param entries from its registration on, in the order in which they were made
   */
  static PastIdentity of(UUID id, List<Entry> entries) {
    Map<String, Object> facts = new HashMap<>();
    Instant changed = entries.getFirst().at();
    Instant gone = null;
    for (Entry entry : entries) {
      if (CHANGES.contains(entry.event())) {
        texts(entry.detail(), "removed").forEach(facts::remove);
        facts.putAll(entry.detail());
        changed = entry.at();
      } else if (entry.event().equals(GONE)) {
        gone = entry.at();
      } else if (entry.event().startsWith("Client")) {
        // it was stopped, destroyed or restored, and so was there
        gone = null;
      }
    }
    return new PastIdentity(
        id,
        Kind.valueOf(text(facts, "kind", Kind.SERVICE_ACCOUNT.name())),
        text(facts, "userName", id.toString()),
        optional(facts, "displayName"),
        optional(facts, "environment"),
        RiskTier.valueOf(text(facts, "riskTier", RiskTier.MEDIUM.name())),
        client(facts.get("client")),
        Intent.valueOf(text(facts, "intent", Intent.PROPOSED.name())),
        text(facts, "begun", "true").equals("true"),
        owners(facts.get("owners")),
        texts(facts, "grants"),
        texts(facts, "scopes"),
        entries.getFirst().at(),
        changed,
        gone);
  }

  private static @Nullable Client client(@Nullable Object client) {
    return client instanceof Map<?, ?> map
        ? new Client(String.valueOf(map.get("realm")), String.valueOf(map.get("uuid")))
        : null;
  }

  private static List<Owner> owners(@Nullable Object owners) {
    return owners instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(owner -> owner((Map<?, ?>) owner))
            .toList()
        : List.of();
  }

  private static Owner owner(Map<?, ?> owner) {
    return new Owner(
        String.valueOf(owner.get("person")),
        Owner.Role.valueOf(String.valueOf(owner.get("role"))),
        Boolean.TRUE.equals(owner.get("accepted")) ? Instant.EPOCH : null);
  }

  private static List<String> texts(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static @Nullable String optional(Map<String, Object> facts, String name) {
    Object value = facts.get(name);
    return value == null ? null : value.toString();
  }

  private static String text(Map<String, Object> facts, String name, String otherwise) {
    Object value = facts.get(name);
    return value == null ? otherwise : value.toString();
  }

  /** Whether a filter leaves it, whatever the reasons. */
  boolean isAskedFor(OrphanFilter filter) {
    return (filter.tiers().isEmpty() || filter.tiers().contains(tier))
        && (filter.kinds().isEmpty() || filter.kinds().contains(kind))
        && (filter.environment() == null || filter.environment().equals(environment))
        && (filter.owner() == null
            || owners.stream().anyMatch(owner -> owner.person().equals(filter.owner())));
  }
}
