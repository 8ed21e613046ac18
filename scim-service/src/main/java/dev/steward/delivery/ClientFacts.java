package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gate says about a client. Nothing of it is a secret; what it did not say is empty.
 *
 * @param ownGrants the grants by which it can act with no person taking part
 * @param grants all the grants it can use
 * @param authenticator by what it proves who it is, in Keycloak's word
 * @param keys where its keys stand: none, jwks, jwks-url or certificate
 * @param roles the roles of its service account; those of a client read {@code client:role}
 * @param scopes the client scopes that it always gets
 * @param optionalScopes the client scopes that it gets when it asks
 * @param groups the paths of its service account's groups
 * @param teams those of the groups in which Keycloak has a few people
 */
public record ClientFacts(
    @Nullable String name,
    @Nullable String description,
    List<String> ownGrants,
    List<String> grants,
    @Nullable String authenticator,
    boolean publicClient,
    String keys,
    @Nullable Instant secretSince,
    @Nullable Instant created,
    Origin origin,
    List<String> contacts,
    List<String> groups,
    List<String> roles,
    List<String> scopes,
    List<String> optionalScopes,
    List<Team> teams) {

  public ClientFacts {
    ownGrants = List.copyOf(ownGrants);
    grants = List.copyOf(grants);
    contacts = List.copyOf(contacts);
    groups = List.copyOf(groups);
    roles = List.copyOf(roles);
    scopes = List.copyOf(scopes);
    optionalScopes = List.copyOf(optionalScopes);
    teams = List.copyOf(teams);
  }

  /**
   * The few people of a group in Keycloak.
   *
   * @param group its path
   * @param people their ids there
   */
  public record Team(String group, List<String> people) {

    public Team {
      people = List.copyOf(people);
    }
  }

  /**
   * How it came into being.
   *
   * @param how admin, dynamic-registration, metadata-document or unknown
   * @param user the id of the person who made it, as Keycloak's events tell
   * @param client the client through which it was made
   */
  public record Origin(
      String how,
      @Nullable Instant at,
      @Nullable String user,
      @Nullable String userName,
      @Nullable String client) {

    public static final Origin UNKNOWN = new Origin("unknown", null, null, null, null);
  }

  static ClientFacts read(JsonNode facts) {
    List<String> own = texts(facts.path("actsByItself"));
    Set<String> grants = new LinkedHashSet<>(own);
    grants.addAll(texts(facts.path("grants")));
    Origin origin = origin(facts.path("origin"));
    Instant created = instant(facts.path("createdAt"));
    return new ClientFacts(
        text(facts.path("name")),
        text(facts.path("description")),
        own,
        List.copyOf(grants),
        text(facts.path("authenticator")),
        facts.path("publicClient").asBoolean(),
        facts.path("keys").asText("none"),
        instant(facts.path("secretCreatedAt")),
        created == null ? origin.at() : created,
        origin,
        texts(facts.path("contacts")),
        texts(facts.path("groups")),
        texts(facts.path("roles")),
        texts(facts.path("defaultScopes")),
        texts(facts.path("optionalScopes")),
        teams(facts.path("teams")));
  }

  private static List<Team> teams(JsonNode teams) {
    return teams
        .valueStream()
        .map(team -> new Team(team.path("group").asText(), texts(team.path("people"))))
        .toList();
  }

  private static Origin origin(JsonNode origin) {
    JsonNode by = origin.path("by");
    return new Origin(
        origin.path("how").asText("unknown"),
        instant(origin.path("at")),
        text(by.path("user")),
        text(by.path("username")),
        text(by.path("client")));
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }

  private static @Nullable Instant instant(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isTextual() && !value.textValue().isBlank()) {
        texts.add(value.textValue());
      }
    }
    return texts;
  }
}
