package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.jobs.Job;
import dev.steward.tally.Tallies;
import dev.steward.tally.TallyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How many identities there are of each standing, tier and kind, as last counted. */
@ApplicationScoped
public class Population implements Job {

  private static final String NAME = "population";

  private final Database database;
  private final Tallies tallies;
  private final TallyConfig config;
  private final Clock clock;

  Population(Database database, Tallies tallies, TallyConfig config, Clock clock) {
    this.database = database;
    this.tallies = tallies;
    this.config = config;
    this.clock = clock;
  }

  /** Those alike in all three. */
  public record Part(Standing standing, RiskTier tier, Kind kind, long found) {

    private static Part read(Row row) {
      return new Part(
          row.constant("standing", Standing.class),
          row.constant("risk_tier", RiskTier.class),
          row.constant("kind", Kind.class),
          row.number("found"));
    }
  }

  public List<Part> parts() {
    return database.lookUp("select standing, risk_tier, kind, found from population", Part::read);
  }

  public Optional<Instant> countedAt() {
    return tallies.countedAt(NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration pause() {
    return config.countEvery();
  }

  @Override
  public void run() {
    tallies.replace(
        NAME,
        Statement.of("delete from population"),
        Statement.of(
            """
            insert into population (standing, risk_tier, kind, found)
            select standing(intent, begun, grace_from, brownout_from, good_until, ?), risk_tier,
              kind, count(*)
            from identity group by 1, 2, 3
            """,
            clock.instant()));
  }
}
