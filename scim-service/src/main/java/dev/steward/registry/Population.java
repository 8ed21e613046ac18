package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.tally.Tallies;
import dev.steward.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** How many identities there are of each standing, tier and kind, as last counted. */
@ApplicationScoped
public class Population implements Tally {

  private final Database database;
  private final Tallies tallies;
  private final Clock clock;

  Population(Database database, Tallies tallies, Clock clock) {
    this.database = database;
    this.tallies = tallies;
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

  /** Whether none was ever registered; also before anything was counted. */
  public boolean isEmpty() {
    return database.number("select count(*) from (select 1 from identity limit 1) as one") == 0;
  }

  @Override
  public String name() {
    return "population";
  }

  @Override
  public Tallies tallies() {
    return tallies;
  }

  @Override
  public Statement forgetting() {
    return Statement.of("delete from population");
  }

  @Override
  public Statement counting() {
    return Statement.of(
        """
            insert into population (standing, risk_tier, kind, found)
            select standing(intent, begun, grace_from, brownout_from, good_until, ?), risk_tier,
              kind, count(*)
            from identity group by 1, 2, 3
            """,
        clock.instant());
  }
}
