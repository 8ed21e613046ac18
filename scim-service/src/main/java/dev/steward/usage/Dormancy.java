package dev.steward.usage;

import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Row;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Identities that may act and were not used for longer than their tier permits.
 *
 * <p>While the gate never told what it counted, nobody is called dormant.
 */
@ApplicationScoped
public class Dormancy implements FindingSource {

  private static final String COUNTED_SINCE =
      "select m.since from metering m where m.realm = i.realm";

  private static final String CLIENT = "client_uuid";

  private final DormancyConfig config;
  private final DormancyExceptions exceptions;
  private final Clock clock;
  private final String limits;

  Dormancy(DormancyConfig config, DormancyExceptions exceptions, Clock clock) {
    this.config = config;
    this.exceptions = exceptions;
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
    Map<UUID, LocalDate> used = new HashMap<>();
    Map<UUID, Instant> dormant = new HashMap<>();
    Instant now = clock.instant();
    Aside lastUse =
        Aside.of(
                LastUse.DAY,
                (row, column) -> {
                  LocalDate day = row.optionalDate(column);
                  if (day != null) {
                    used.put(row.uuid("id"), day);
                  }
                })
            .needing(CLIENT);
    Aside counted =
        Aside.of(
                COUNTED_SINCE,
                (row, column) -> {
                  Instant since = row.optionalInstant(column);
                  Instant from =
                      since == null || !mayAct(row)
                          ? null
                          : dormantFrom(row, since, used.get(row.uuid("id")));
                  if (from != null && !from.isAfter(now)) {
                    dormant.put(row.uuid("id"), from);
                  }
                })
            .needing(CLIENT);
    return new Search(
        Asides.of(lastUse, counted),
        identities -> dormant.isEmpty() ? Map.of() : notExcepted(dormant, now));
  }

  private static boolean mayAct(Row row) {
    return row.constant("intent", Intent.class) == Intent.APPROVED && row.flag("begun");
  }

  /** As the view {@code unused} and a limit tell it to the database. */
  private Instant dormantFrom(Row row, Instant counted, @Nullable LocalDate used) {
    return Stream.of(
            row.instant("created"),
            row.optionalInstant("valid_from"),
            counted,
            used == null ? null : used.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .atOffset(ZoneOffset.UTC)
        .plus(limit(row.constant("risk_tier", RiskTier.class)))
        .toInstant();
  }

  /** Who may be unused for a time is looked up only where somebody is. */
  private Map<Id, List<Finding>> notExcepted(Map<UUID, Instant> dormant, Instant now) {
    Set<UUID> excepted = exceptions.at(now, dormant.keySet());
    return dormant.entrySet().stream()
        .filter(one -> !excepted.contains(one.getKey()))
        .collect(
            Collectors.toMap(
                one -> new Id(one.getKey()),
                one -> List.of(new Finding(Reason.DORMANT, one.getValue()))));
  }
}
