package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The identity that a client would become, in words that keep.
 *
 * @param every an ISO 8601 period, as are grace and brownout
 * @param longestToken an ISO 8601 duration
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptionDraft(
    Kind kind,
    String userName,
    @Nullable String externalId,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String purpose,
    @Nullable String environment,
    RiskTier riskTier,
    String every,
    String grace,
    String brownout,
    List<String> controlLinks,
    List<String> grants,
    List<String> scopes,
    String longestToken) {

  public AdoptionDraft {
    controlLinks = List.copyOf(controlLinks);
    grants = List.copyOf(grants);
    scopes = List.copyOf(scopes);
  }

  /** The same under another name. */
  AdoptionDraft called(String name) {
    return with(name, scopes);
  }

  /** The same with an empty ceiling. */
  AdoptionDraft withoutScopes() {
    return with(userName, List.of());
  }

  private AdoptionDraft with(String name, List<String> ceiling) {
    return new AdoptionDraft(
        kind,
        name,
        externalId,
        displayName,
        description,
        purpose,
        environment,
        riskTier,
        every,
        grace,
        brownout,
        controlLinks,
        grants,
        ceiling,
        longestToken);
  }

  /**
   * Its registration as an approved identity.
   *
   * @throws IllegalArgumentException when it cannot be one; the message says why
   */
  public Change.Register register(
      Id id, @Nullable Client client, List<Owner> owners, boolean approved) {
    return new Change.Register(
        id,
        new Profile(
            kind, userName, externalId, displayName, description, purpose, environment, riskTier),
        client,
        owners,
        new Cadence(Period.parse(every), Period.parse(grace), Period.parse(brownout)),
        controlLinks.stream().map(ControlLink::of).collect(Collectors.toUnmodifiableSet()),
        Validity.OPEN,
        new Allowance(Set.copyOf(grants), Set.copyOf(scopes), Duration.parse(longestToken)),
        approved);
  }
}
