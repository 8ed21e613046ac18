package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.Shadows;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.jobs.Job;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many orphans there were, by reason and tier, when they were last counted. */
@ApplicationScoped
class OrphanTally implements Job {

  /** Counts are read together, and not again for every one that is asked for. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** Those whom nobody owns, for whatever reason. */
  static final String OWNERLESS = "OWNERLESS";

  private final OrphanSearch search;
  private final Database database;
  private final Shadows shadows;
  private final OrphanConfig config;
  private final Clock clock;
  private volatile @Nullable Read last;

  OrphanTally(
      OrphanSearch search, Database database, Shadows shadows, OrphanConfig config, Clock clock) {
    this.search = search;
    this.database = database;
    this.shadows = shadows;
    this.config = config;
    this.clock = clock;
  }

  private record Key(String reason, RiskTier tier) {

    private static Key read(Row row) {
      return new Key(row.text("reason"), row.constant("risk_tier", RiskTier.class));
    }
  }

  private record Read(Map<Key, Long> counts, long unregistered, long at) {}

  /** How many of a tier there are for a reason. */
  long of(OrphanReason reason, RiskTier tier) {
    return read().counts().getOrDefault(new Key(reason.name(), tier), 0L);
  }

  /** How many clients act on their own and are nobody's. */
  long unregistered() {
    return read().unregistered();
  }

  /** How many identities nobody present has accepted to answer for. */
  long ownerless() {
    return read().counts().entrySet().stream()
        .filter(entry -> entry.getKey().reason().equals(OWNERLESS))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Read read() {
    Read known = last;
    if (known == null || System.nanoTime() - known.at() > FRESH.toNanos()) {
      Map<Key, Long> counts = new HashMap<>();
      database.list(
          "select reason, risk_tier, found from orphan_count",
          row -> counts.put(Key.read(row), row.number("found")));
      long unregistered =
          database
              .first(
                  """
                  select found from orphan_day where reason = ? and day <= ?
                  order by day desc limit 1
                  """,
                  row -> row.number("found"),
                  OrphanReason.SHADOW,
                  LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
              .orElse(0L);
      known = new Read(counts, unregistered, System.nanoTime());
      last = known;
    }
    return known;
  }

  @Override
  public String name() {
    return "orphans";
  }

  @Override
  public Duration pause() {
    return config.countEvery();
  }

  /** Counts outside of the transaction that keeps the counts: counting a million takes a while. */
  @Override
  public void run() {
    Map<Key, Long> counts = new HashMap<>();
    search.count(null).forEach((tier, found) -> counts.put(new Key(OWNERLESS, tier), found));
    for (OrphanReason reason : OrphanReason.values()) {
      if (reason != OrphanReason.SHADOW) {
        search
            .count(reason)
            .forEach((tier, found) -> counts.put(new Key(reason.name(), tier), found));
      }
    }
    long unregistered = shadows.countOthers();
    List<Map.Entry<Key, Long>> all = List.copyOf(counts.entrySet());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database.update("delete from orphan_count");
              database.update(
                  """
                  insert into orphan_count (reason, risk_tier, found)
                  select reason, risk_tier, found::bigint
                  from unnest(?::text[], ?::text[], ?::text[]) as c (reason, risk_tier, found)
                  on conflict (reason, risk_tier) do update set found = excluded.found
                  """,
                  all.stream().map(one -> one.getKey().reason()).toList(),
                  all.stream().map(one -> one.getKey().tier().name()).toList(),
                  all.stream().map(one -> one.getValue().toString()).toList());
              remember(unregistered);
            });
    last = null;
  }

  /** The day's count is the last one made on it. */
  private void remember(long unregistered) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    database.update("delete from orphan_day where day = ?", today);
    database.update(
        """
        insert into orphan_day (day, reason, found)
        select ?, reason, sum(found) from orphan_count group by reason
        union all select ?, ?, ?
        """,
        today,
        today,
        OrphanReason.SHADOW,
        unregistered);
  }
}
