package dev.steward.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.identity.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that nobody answers for, or that nobody uses any more.
 *
 * @param identity the identity; null for a client that nobody registered
 * @param client the uuid of its client
 * @param reason the most hopeful of the reasons
 * @param since from when on that one holds, as far as can be told
 * @param due when it should have been taken off the report, for the most urgent of the reasons
 * @param daysLeft from today's day (UTC) to that day; negative when it is late
 * @param reasons all that hold
 * @param mayAct whether it can get a token at this moment; null when that cannot be told
 * @param roles the roles of its service account; null when they cannot be told
 * @param lastUsed the last day (UTC) on which it got a token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Orphan(
    @Nullable UUID identity,
    @Nullable String client,
    @Nullable String clientId,
    @Nullable String kind,
    @Nullable String userName,
    @Nullable String displayName,
    @Nullable String environment,
    @Nullable String riskTier,
    @Nullable String intent,
    @Nullable String standing,
    OrphanReason reason,
    @Nullable Instant since,
    @Nullable Instant due,
    @Nullable Long daysLeft,
    List<Because> reasons,
    List<String> owners,
    @Nullable Boolean mayAct,
    @Nullable List<String> grants,
    @Nullable List<String> scopes,
    @Nullable List<String> roles,
    @Nullable LocalDate lastUsed) {

  /** One reason, since when it holds, and until when it is to be mended. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Because(
      OrphanReason reason,
      @Nullable Instant since,
      @Nullable Instant due,
      @Nullable Long daysLeft) {}

  /** A client that nobody registered. */
  static Orphan shadow(
      String client,
      @Nullable String clientId,
      Because because,
      @Nullable Boolean mayAct,
      @Nullable List<String> scopes,
      @Nullable List<String> roles,
      @Nullable LocalDate lastUsed) {
    return new Orphan(
        null,
        client,
        clientId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        because.reason(),
        because.since(),
        because.due(),
        because.daysLeft(),
        List.of(because),
        List.of(),
        mayAct,
        null,
        scopes,
        roles,
        lastUsed);
  }

  /** Whether it gets tokens although its permit ended, as its gate lets it pass. */
  public boolean letPass() {
    return Boolean.TRUE.equals(mayAct) && standing != null && !Standing.valueOf(standing).mayAct();
  }

  /** Its place in the report: identities by their ids, and behind them clients by theirs. */
  public String key() {
    return identity == null ? Place.SHADOW + client : identity.toString();
  }

  /** A place in the report. */
  record Place(@Nullable UUID identity, @Nullable String client) {

    static final String SHADOW = "shadow:";

    /** Before all clients and behind all identities. */
    static final Place SHADOWS = new Place(null, "");

    static final Place START = new Place(null, null);

    /** As it is asked for. */
    String key() {
      return identity == null ? SHADOW + (client == null ? "" : client) : identity.toString();
    }
  }
}
