package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import dev.steward.ledger.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Who answered for an identity, and since when, as the ledger has it. */
@ApplicationScoped
class OwnersHistory {

  private static final List<String> FACTS =
      List.of("owners", "handOver", "asked", "person", "step", "reason", "counterProposal");

  private final Database database;

  OwnersHistory(Database database) {
    this.database = database;
  }

  /**
   * Something that was done about the owners of an identity.
   *
   * @param facts what the ledger says of it that is about owners
   */
  public record Chapter(
      long place,
      UUID entry,
      Instant at,
      Actor actor,
      String event,
      long version,
      Map<String, Object> facts) {}

  /** Up to {@code limit} entries in order, from after a place on. */
  List<Chapter> of(Id identity, long after, int limit) {
    return database.list(
        """
        select seq, text from ledger_entry
        where identity_id = ? and seq > ? and (
          text::jsonb -> 'detail' ?? 'owners' or text::jsonb -> 'detail' ?? 'handOver'
          or event in ('OwnersProposed', 'OwnershipDeclined', 'HandOverEscalated', 'EndHandOver',
            'TakeOver', 'SuspendUnowned'))
        order by seq limit ?
        """,
        row -> chapter(row.number("seq"), Entry.parse(row.text("text"))),
        identity.value(),
        after,
        limit);
  }

  private static Chapter chapter(long place, Entry entry) {
    Map<String, Object> facts = new TreeMap<>(entry.detail());
    facts.keySet().retainAll(FACTS);
    return new Chapter(
        place, entry.id(), entry.at(), entry.actor(), entry.event(), entry.version(), facts);
  }
}
