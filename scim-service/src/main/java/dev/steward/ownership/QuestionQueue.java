package dev.steward.ownership;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open questions to a person in the order of their deadlines; those without one come last. */
@ApplicationScoped
public class QuestionQueue {

  private final Database database;

  QuestionQueue(Database database) {
    this.database = database;
  }

  /** A place in that order. */
  public record Place(@Nullable Instant deadline, UUID identity) {}

  /** Up to {@code limit} of them, one an identity, from after a place on. */
  public List<Questions.Open> page(String person, @Nullable Place after, int limit) {
    List<Questions.Open> found = new ArrayList<>();
    if (after == null || after.deadline() != null) {
      found.addAll(urgent(person, after, limit));
    }
    if (found.size() < limit) {
      UUID last = after == null || after.deadline() != null ? null : after.identity();
      found.addAll(
          database.list(
              Questions.OPEN
                  + """
                    and i.hand_over_deadline is null and (?::uuid is null or q.identity_id > ?)
                    order by q.identity_id limit ?
                    """,
              Questions.Open::read,
              person,
              person,
              last,
              last,
              limit - found.size()));
    }
    return found;
  }

  private List<Questions.Open> urgent(String person, @Nullable Place after, int limit) {
    Instant deadline = after == null ? null : after.deadline();
    return database.list(
        "select * from ("
            + Questions.OPEN
            + """
                and i.hand_over_deadline is not null
              ) as urgent
              where ?::timestamptz is null or (hand_over_deadline, id) > (?, ?)
              order by hand_over_deadline, id limit ?
              """,
        Questions.Open::read,
        person,
        person,
        deadline,
        deadline,
        after == null ? null : after.identity(),
        limit);
  }
}
