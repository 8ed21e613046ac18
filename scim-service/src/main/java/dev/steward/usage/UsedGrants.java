package dev.steward.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.usage.GrantedAndUsed.Role;
import dev.steward.usage.GrantedAndUsed.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identities were granted, beside what they used. */
@ApplicationScoped
public class UsedGrants {

  private final Inventory inventory;
  private final Usage usage;
  private final Uses uses;
  private final Clock clock;

  UsedGrants(Inventory inventory, Usage usage, Uses uses, Clock clock) {
    this.inventory = inventory;
    this.usage = usage;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * Granted and used.
   *
   * @param countedSince since when uses are counted; null while the gate tells none, and then
   *     nothing here says that something was not used
   * @param lastUsed the last day (UTC) on which it got a token
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GrantedVersusUsed(
      UUID identity,
      @Nullable String client,
      @Nullable Instant countedSince,
      @Nullable LocalDate lastUsed,
      List<Scope> scopes,
      List<Role> roles,
      List<Uses.Day> days) {}

  /** Of one identity, with so many of its last days. */
  public GrantedVersusUsed of(Identity identity, int days) {
    UUID id = identity.id().value();
    Client client = identity.client();
    Instant since = usage.countedSince().orElse(null);
    if (client == null) {
      return new GrantedVersusUsed(id, null, since, null, List.of(), List.of(), List.of());
    }
    KnownClient known = inventory.known(Set.of(client)).get(client);
    GrantedAndUsed both =
        new GrantedAndUsed(identity.allowance(), known, uses.parts(client), since != null);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new GrantedVersusUsed(
        id,
        known == null ? null : known.clientId(),
        since,
        usage.lastUsed(Set.of(client)).get(client),
        both.scopes(),
        both.roles(),
        uses.days(client, today.minusDays(days - 1L), today));
  }
}
