package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Who was asked to answer for one identity and has not said anything yet. */
@ApplicationScoped
public class Asked {

  private static final int MOST = 50;

  private final Database database;

  Asked(Database database) {
    this.database = database;
  }

  /**
   * An open question.
   *
   * @param evidence why it is they who were asked
   */
  public record Open(String person, Owner.Role role, List<String> evidence, Instant at) {

    public Open {
      evidence = List.copyOf(evidence);
    }
  }

  /** The oldest first. */
  public List<Open> about(Id identity) {
    return database.lookUp(
        """
        select person, role, evidence, asked_at from ownership_question
        where identity_id = ? and closed_at is null order by asked_at, person limit ?
        """,
        row ->
            new Open(
                row.text("person"),
                row.constant("role", Owner.Role.class),
                row.texts("evidence"),
                row.instant("asked_at")),
        identity.value(),
        MOST);
  }
}
