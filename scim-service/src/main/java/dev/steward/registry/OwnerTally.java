package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Statement;
import dev.steward.tally.Tallies;
import dev.steward.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Who answers for how many identities: of all those who answer for most, as last counted, and of a
 * few identities exactly. Revoked ones are not counted among all.
 */
@ApplicationScoped
public class OwnerTally implements Tally {

  /** So many people are kept. */
  private static final int MOST = 20;

  private final Database database;
  private final Tallies tallies;

  OwnerTally(Database database, Tallies tallies) {
    this.database = database;
    this.tallies = tallies;
  }

  /** Somebody and how many identities they answer for. */
  public record Owned(String person, long identities) {}

  /** Those who answer for most, most first. */
  public List<Owned> most(int most) {
    return database.lookUp(
        "select person, owned from owner_tally order by owned desc, person limit ?",
        row -> new Owned(row.text("person"), row.number("owned")),
        most);
  }

  /** Those who answer for most of some identities, most first. */
  public List<Owned> among(List<UUID> identities, int most) {
    return database.lookUp(
        """
        select person, count(distinct identity_id) as owned from identity_owner
        where identity_id = any (?::text[]::uuid[])
        group by person order by owned desc, person limit ?
        """,
        row -> new Owned(row.text("person"), row.number("owned")),
        identities,
        most);
  }

  @Override
  public String name() {
    return "owners";
  }

  @Override
  public Tallies tallies() {
    return tallies;
  }

  @Override
  public Statement forgetting() {
    return Statement.of("delete from owner_tally");
  }

  @Override
  public Statement counting() {
    return Statement.of(
        """
        insert into owner_tally (person, owned)
        select o.person, count(distinct o.identity_id) as owned
        from identity_owner o join identity i on i.id = o.identity_id
        where i.intent <> 'REVOKED'
        group by o.person order by owned desc, o.person limit ?
        """,
        MOST);
  }
}
