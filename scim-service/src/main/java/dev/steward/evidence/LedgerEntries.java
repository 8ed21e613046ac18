package dev.steward.evidence;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The sealed entries of the ledger, read a page at a time. */
@ApplicationScoped
class LedgerEntries {

  private static final int PAGE = 1_000;

  private final Database database;

  LedgerEntries(Database database) {
    this.database = database;
  }

  /** An entry's text in its place. */
  record Sealed(long position, String text) {}

  /** Up to {@code limit} entries from a position on, of one identity or event where given. */
  List<Sealed> from(long position, @Nullable UUID identity, @Nullable String event, int limit) {
    return database.list(
        """
        select position, text from ledger_entry
        where position >= ?
          and (?::uuid is null or identity_id = ?)
          and (?::text is null or event = ?)
        order by position limit ?
        """,
        row -> new Sealed(row.number("position"), row.text("text")),
        position,
        identity,
        identity,
        event,
        event,
        limit);
  }

  /** The texts of all entries up to a size, read as they are asked for. */
  Stream<String> texts(long size) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Pages(size), Spliterator.ORDERED), false);
  }

  long unsealed() {
    return database.number("select count(*) from ledger_entry where position is null");
  }

  /** How many entries claim a place that no checkpoint speaks of, as of one moment. */
  long beyondNewestCheckpoint() {
    return database.number(
        """
        select count(*) from ledger_entry
        where position >= coalesce((select max(size) from checkpoint), 0)
        """);
  }

  private List<Sealed> between(long from, long end) {
    return database.list(
        """
        select position, text from ledger_entry
        where position >= ? and position < ? order by position limit ?
        """,
        row -> new Sealed(row.number("position"), row.text("text")),
        from,
        end,
        PAGE);
  }

  private final class Pages implements Iterator<String> {

    private final long size;
    private long next;
    private Iterator<Sealed> page = List.<Sealed>of().iterator();

    Pages(long size) {
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      if (!page.hasNext()) {
        page = between(next, size).iterator();
      }
      return page.hasNext();
    }

    @Override
    public String next() {
      Sealed entry = page.next();
      next = entry.position() + 1;
      return entry.text();
    }
  }
}
