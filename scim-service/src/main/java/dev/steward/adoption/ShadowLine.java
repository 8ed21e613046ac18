package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.steward.identity.Identity.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as the report shows it.
 *
 * @param client the uuid of the client in Keycloak
 * @param ourOwn whether the registry itself signs in with it, so that it stays as it is
 * @param kind what it seems to be, for the reasons given
 * @param lastUsed the last day on which it got a token, where that is counted
 * @param scopesUsed those it was granted lately, where that is counted
 * @param wouldHaveDenied how many requests enforcement would have stopped, where that is counted
 * @param proposals who may answer for it, the likeliest first
 * @param adoption the adoption that waits for an answer, if there is one
 * @param facts all that the gate says about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShadowLine(
    String client,
    String clientId,
    @Nullable String name,
    @Nullable String description,
    boolean ourOwn,
    boolean enabled,
    Instant firstSeen,
    Kind kind,
    List<String> reasons,
    Creation created,
    List<String> actsBy,
    @Nullable String authenticator,
    String keys,
    @Nullable Instant secretSince,
    List<String> roles,
    List<String> scopes,
    List<String> optionalScopes,
    @Nullable LocalDate lastUsed,
    @Nullable Set<String> scopesUsed,
    @Nullable Long wouldHaveDenied,
    Set<Flag> flags,
    List<Proposal> proposals,
    @Nullable UUID adoption,
    @JsonRawValue String facts) {

  /** What people call it, where that is not how it asks for tokens. */
  public @Nullable String label() {
    String called = Template.displayName(name);
    return clientId.equals(called) ? null : called;
  }

  /** How and when it came into being and who made it, as far as Keycloak knows. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Creation(
      String how,
      @Nullable Instant at,
      @Nullable String user,
      @Nullable String userName,
      @Nullable String client) {}
}
