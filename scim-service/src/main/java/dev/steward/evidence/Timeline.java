package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Id;
import dev.steward.ledger.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What happened to one identity, the newest first. */
@ApplicationScoped
public class Timeline {

  /** Behind every entry there is. */
  public static final long NOW = Long.MAX_VALUE;

  private final Database database;

  Timeline(Database database) {
    this.database = database;
  }

  /**
   * An entry of the ledger.
   *
   * @param place where it stands among all, in the order in which things happened
   */
  public record Told(long place, Entry entry) {}

  /** Up to {@code limit} entries that happened before the one at a place. */
  public List<Told> of(Id identity, long before, int limit) {
    return database.list(
        """
        select seq, text from ledger_entry where identity_id = ? and seq < ?
        order by seq desc limit ?
        """,
        row -> new Told(row.number("seq"), Entry.parse(row.text("text"))),
        identity.value(),
        before,
        limit);
  }

  /** What changed since a version, the newest first; of very much, the newest part. */
  public List<Told> since(Id identity, long version, int limit) {
    return of(identity, NOW, limit).stream()
        .filter(told -> told.entry().version() > version)
        .toList();
  }
}
