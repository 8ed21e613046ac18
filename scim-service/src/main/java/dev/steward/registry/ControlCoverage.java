package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.tally.Tallies;
import dev.steward.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many identities are linked to each control and how many of them have a current review, as
 * last counted. Revoked ones do not count: nobody reviews them any more.
 */
@ApplicationScoped
public class ControlCoverage implements Tally {

  private final Database database;
  private final Tallies tallies;
  private final Clock clock;

  ControlCoverage(Database database, Tallies tallies, Clock clock) {
    this.database = database;
    this.tallies = tallies;
    this.clock = clock;
  }

  /**
   * The identities linked to a control.
   *
   * @param reviewed those that somebody approved or reviewed, and whose next review is not overdue
   */
  public record Coverage(long linked, long reviewed) {

    public static final Coverage NONE = new Coverage(0, 0);

    /** Those without a current review. */
    public long open() {
      return linked - reviewed;
    }

    private static Coverage read(Row row) {
      return new Coverage(row.number("linked"), row.number("reviewed"));
    }
  }

  /** The coverage of the controls of a framework that have any, by their ids. */
  public Map<String, Coverage> of(String framework) {
    Map<String, Coverage> coverage = new HashMap<>();
    database.lookUp(
        "select control, linked, reviewed from control_coverage where framework = ?",
        row -> coverage.put(row.text("control"), Coverage.read(row)),
        framework);
    return coverage;
  }

  /** The controls that most identities are linked to, with how many. */
  public Map<ControlLink, Long> most(int most) {
    Map<ControlLink, Long> found = new LinkedHashMap<>();
    database.lookUp(
        """
        select framework, control, linked from control_coverage
        order by linked desc, framework, control limit ?
        """,
        row ->
            found.put(
                new ControlLink(row.text("framework"), row.text("control")), row.number("linked")),
        most);
    return found;
  }

  /** The coverage of one control. */
  public Coverage of(ControlLink link) {
    return of(link.framework()).getOrDefault(link.control(), Coverage.NONE);
  }

  @Override
  public String name() {
    return "control-coverage";
  }

  @Override
  public Tallies tallies() {
    return tallies;
  }

  @Override
  public Statement forgetting() {
    return Statement.of("delete from control_coverage");
  }

  @Override
  public Statement counting() {
    return Statement.of(
        """
            insert into control_coverage (framework, control, linked, reviewed)
            select c.framework, c.control, count(*),
              count(*) filter (where i.intent <> 'PROPOSED' and i.review_due >= ?)
            from identity_control c join identity i on i.id = c.identity_id
            where i.intent <> 'REVOKED' group by 1, 2
            """,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
