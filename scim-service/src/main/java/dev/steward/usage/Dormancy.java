package dev.steward.usage;

import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Identities that may act and were not used for longer than their tier permits.
 *
 * <p>While the gate never told what it counted, nobody is called dormant.
 */
@ApplicationScoped
public class Dormancy implements FindingSource {

  private static final String SINCE =
      """
      select u.since + (?::jsonb ->> u.risk_tier)::interval
      from unused u
      where u.identity_id = i.id and i.client_uuid is not null
        and u.since + (?::jsonb ->> u.risk_tier)::interval <= ?
        and not exists (
          select from dormancy_exception x
          where x.identity_id = u.identity_id and x.since <= ? and x.until > ?)
      """;

  private final DormancyConfig config;
  private final Clock clock;
  private final String limits;

  Dormancy(DormancyConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.limits =
        Arrays.stream(RiskTier.values())
            .map(tier -> "\"%s\":\"%s\"".formatted(tier, config.of(tier)))
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** After how long without use an identity of a tier is dormant. */
  public Period limit(RiskTier tier) {
    return config.of(tier);
  }

  /** The limits by tier, as a JSON object of ISO 8601 periods that the database understands. */
  public String limits() {
    return limits;
  }

  @Override
  public Search search() {
    Map<Id, List<Finding>> findings = new HashMap<>();
    Instant now = clock.instant();
    Aside since =
        Aside.of(
                SINCE,
                (row, column) -> {
                  Instant dormant = row.optionalInstant(column);
                  if (dormant != null) {
                    findings.put(
                        new Id(row.uuid("id")), List.of(new Finding(Reason.DORMANT, dormant)));
                  }
                },
                limits,
                limits,
                now,
                now,
                now)
            .needing("client_uuid");
    return new Search(Asides.of(since), identities -> findings);
  }
}
