package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.notice.Occasion;
import dev.steward.notice.Occasions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Letters to those who are asked to answer for identities. */
@ApplicationScoped
class QuestionLetters implements Occasions {

  private static final String KIND = "OWNERSHIP";

  private final Database database;

  QuestionLetters(Database database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String words() {
    return "You are asked to answer for";
  }

  @Override
  public List<Occasion> unwritten(int limit) {
    return database.list(
        """
        select q.id, q.person, coalesce(i.display_name, i.user_name) as name, i.hand_over_deadline
        from ownership_question q join identity i on i.id = q.identity_id
        where q.closed_at is null and i.intent <> 'REVOKED' and not exists (
          select from letter l
          where l.kind = ? and l.subject = q.id and l.person = q.person)
        order by q.asked_at limit ?
        """,
        row ->
            new Occasion(
                KIND,
                row.uuid("id"),
                row.text("person"),
                row.text("name"),
                row.optionalInstant("hand_over_deadline")),
        KIND,
        limit);
  }
}
