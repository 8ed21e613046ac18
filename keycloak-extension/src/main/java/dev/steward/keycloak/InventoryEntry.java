package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts about one client, each list in an order that stays. Never a secret.
 *
 * @param actsByItself the grants in which no person takes part
 * @param grants all grants that are switched on
 * @param keys where its public keys come from
 * @param contacts what its attributes say about who to talk to
 * @param serviceAccount {@code ENABLED}, {@code DISABLED} or {@code MISSING}; null where it is not
 *     to have one
 * @param roles those of its service account, its groups' and those within others included
 * @param groups those that its service account is in
 * @param teams those of them in which there are a few people
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record InventoryEntry(
    String uuid,
    String clientId,
    @Nullable String name,
    @Nullable String description,
    boolean enabled,
    List<String> actsByItself,
    List<String> grants,
    @Nullable String authenticator,
    boolean publicClient,
    String keys,
    @Nullable String secretCreatedAt,
    @Nullable String createdAt,
    Origin origin,
    List<String> contacts,
    List<String> defaultScopes,
    List<String> optionalScopes,
    @Nullable String serviceAccount,
    List<String> roles,
    List<String> groups,
    List<Team> teams,
    Map<String, @Nullable Object> permit,
    boolean stopped) {}
