package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Id;
import dev.steward.ledger.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What had been recorded by an instant. */
@ApplicationScoped
public class History {

  private final Database database;

  History(Database database) {
    this.database = database;
  }

  /**
   * What the ledger last said about somebody's presence.
   *
   * @param isHere whether they were here
   * @param left whether they had left for good, rather than being away
   * @param since from when on
   */
  public record Presence(boolean isHere, boolean left, Instant since) {

    private static Presence read(Entry entry) {
      Map<String, Object> detail = entry.detail();
      return new Presence(
          entry.event().equals("PersonBack"),
          "DELETED".equals(detail.get("feed")) || "GONE".equals(detail.get("account")),
          Instant.parse(String.valueOf(detail.getOrDefault("since", entry.at()))));
    }
  }

  /** The entries of identities up to an instant, each in the order in which things happened. */
  public Map<UUID, List<Entry>> of(Collection<Id> identities, Instant until) {
    Map<UUID, List<Entry>> entries = new HashMap<>();
    database
        .list(
            """
            select text from ledger_entry
            where identity_id = any (?::text[]::uuid[])
              and (text::jsonb ->> 'at')::timestamptz <= ?
            order by seq
            """,
            row -> Entry.parse(row.text("text")),
            identities.stream().map(Id::toString).toList(),
            until)
        .forEach(
            entry -> {
              Id identity = entry.identity();
              if (identity != null) {
                entries.computeIfAbsent(identity.value(), none -> new ArrayList<>()).add(entry);
              }
            });
    return entries;
  }

  /** Those of the given people of whom the ledger had told that they went or were back. */
  public Map<String, Presence> people(Collection<String> people, Instant until) {
    Map<String, Presence> presence = new HashMap<>();
    database
        .list(
            """
            select text from ledger_entry
            where event in ('PersonGone', 'PersonBack')
              and text::jsonb -> 'detail' ->> 'person' = any (?)
              and (text::jsonb ->> 'at')::timestamptz <= ?
            order by seq
            """,
            row -> Entry.parse(row.text("text")),
            people,
            until)
        .forEach(
            entry ->
                presence.put(String.valueOf(entry.detail().get("person")), Presence.read(entry)));
    return presence;
  }
}
