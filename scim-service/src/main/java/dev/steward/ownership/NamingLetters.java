package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.notice.Occasion;
import dev.steward.notice.Occasions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Letters to those who were named as answering for identities and have not said so. */
@ApplicationScoped
class NamingLetters implements Occasions {

  private static final String KIND = "NAMING";

  private final Database database;

  NamingLetters(Database database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String words() {
    return "Somebody named you as answering for";
  }

  @Override
  public List<Occasion> unwritten(int limit) {
    return database.list(
        """
        select distinct o.identity_id, o.person, coalesce(i.display_name, i.user_name) as name,
          i.hand_over_deadline
        from identity_owner o join identity i on i.id = o.identity_id
        where o.accepted_at is null and i.intent <> 'REVOKED' and not exists (
          select from letter l
          where l.kind = ? and l.subject = o.identity_id and l.person = o.person)
        order by o.identity_id, o.person limit ?
        """,
        row ->
            new Occasion(
                KIND,
                row.uuid("identity_id"),
                row.text("person"),
                row.text("name"),
                row.optionalInstant("hand_over_deadline")),
        KIND,
        limit);
  }
}
