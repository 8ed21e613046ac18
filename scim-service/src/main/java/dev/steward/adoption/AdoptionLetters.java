package dev.steward.adoption;

import dev.steward.database.Database;
import dev.steward.notice.Occasion;
import dev.steward.notice.Occasions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Letters to those who are asked to answer for clients that nobody registered. */
@ApplicationScoped
class AdoptionLetters implements Occasions {

  private static final String KIND = "ADOPTION";

  private final Database database;

  AdoptionLetters(Database database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String words() {
    return "You are asked to take over clients that nobody answers for yet";
  }

  @Override
  public List<Occasion> unwritten(int limit) {
    return database.list(
        """
        select distinct a.id, c.person, a.client_id
        from adoption a join adoption_candidate c on c.adoption_id = a.id
        where a.state = 'ASKED' and c.role = 'OWNER' and c.answer = 'ASKED' and not exists (
          select from letter l where l.kind = ? and l.subject = a.id and l.person = c.person)
        order by a.id, c.person limit ?
        """,
        row -> new Occasion(KIND, row.uuid("id"), row.text("person"), row.text("client_id"), null),
        KIND,
        limit);
  }
}
