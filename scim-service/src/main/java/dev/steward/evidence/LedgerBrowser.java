package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.TimeOrdered;
import dev.steward.evidence.Checkpoints.Signed;
import dev.steward.ledger.BrokenCheckpointException;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.Entry;
import dev.steward.ledger.Hash;
import dev.steward.ledger.InclusionProof;
import dev.steward.ledger.MerkleTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sealed entries for people to leaf through, the newest first. */
@ApplicationScoped
public class LedgerBrowser {

  /**
   * Entries made at the same time find their places in another order, but not by more than this.
   */
  private static final int OUT_OF_ORDER = 1_000;

  private final Database database;
  private final LedgerEntries entries;
  private final Checkpoints checkpoints;
  private final LedgerKey key;

  LedgerBrowser(Database database, LedgerEntries entries, Checkpoints checkpoints, LedgerKey key) {
    this.database = database;
    this.entries = entries;
    this.checkpoints = checkpoints;
    this.key = key;
  }

  /**
   * Which entries are asked for; what is null leaves all.
   *
   * @param actors one of whom did it
   * @param from the first instant
   * @param until the first instant that is too late
   * @param together what was done at once
   */
  public record Filter(
      @Nullable String event,
      @Nullable UUID identity,
      @Nullable Collection<String> actors,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Together together) {

    public static final Filter ALL = new Filter(null, null, null, null, null);

    /** Whether it was done at once with others or not. */
    public Filter(
        @Nullable String event,
        @Nullable UUID identity,
        @Nullable Collection<String> actors,
        @Nullable Instant from,
        @Nullable Instant until) {
      this(event, identity, actors, from, until, null);
    }
  }

  /** Several entries of one bulk, of which one was made then. */
  public record Together(String bulk, String actor, Instant then) {

    /** No bulk takes longer; entries that are farther away are not read. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** What was done at once with an entry; nothing when it was done alone. */
    public static Optional<Together> with(Entry entry) {
      return Optional.ofNullable(entry.actor().bulk())
          .map(bulk -> new Together(bulk, entry.actor().subject(), entry.at()));
    }

    private Instant first() {
      return then.minus(LONGEST);
    }

    private Instant end() {
      return then.plus(LONGEST);
    }
  }

  /** An entry in its place, and the hash that the tree holds of its text. */
  public record Placed(long position, Hash leaf, String text, Entry entry) {

    private static Placed read(Row row) {
      String text = row.text("text");
      return new Placed(row.number("position"), Hash.ofLeaf(text), text, Entry.parse(text));
    }
  }

  /**
   * That an entry is in the tree that a checkpoint speaks of.
   *
   * @param proven whether leaf and path lead to the checkpoint's root
   */
  public record Inclusion(InclusionProof proof, Checkpoint checkpoint, boolean proven) {}

  /**
   * Up to {@code limit} entries, the newest first.
   *
   * @param before only those in places before this one, or null for the newest
   */
  public List<Placed> page(Filter filter, @Nullable Long before, int limit) {
    StringBuilder sql =
        new StringBuilder("select position, text from ledger_entry where position >= 0");
    List<Object> parameters = new ArrayList<>();
    if (before != null) {
      narrow(sql, parameters, "position < ?", before);
    }
    if (filter.event() != null) {
      narrow(sql, parameters, "event = ?", filter.event());
    }
    if (filter.identity() != null) {
      narrow(sql, parameters, "identity_id = ?", filter.identity());
    }
    if (filter.actors() != null) {
      narrow(sql, parameters, "text::jsonb -> 'actor' ->> 'subject' = any (?)", filter.actors());
    }
    if (filter.from() != null) {
      from(filter.from(), sql, parameters);
    }
    if (filter.until() != null) {
      until(filter.until(), sql, parameters);
    }
    if (filter.together() != null) {
      Together together = filter.together();
      narrow(sql, parameters, "text::jsonb -> 'actor' ->> 'subject' = ?", together.actor());
      from(together.first(), sql, parameters);
      until(together.end(), sql, parameters);
      narrow(sql, parameters, "text::jsonb -> 'actor' ->> 'bulk' = ?", together.bulk());
    }
    parameters.add(limit);
    return database.list(
        sql.append(" order by position desc limit ?").toString(),
        Placed::read,
        parameters.toArray());
  }

  private void from(Instant instant, StringBuilder sql, List<Object> parameters) {
    UUID first = TimeOrdered.earliest(instant);
    narrow(sql, parameters, "id >= ?", first);
    narrow(sql, parameters, "position >= ?", firstPlace(first));
  }

  private void until(Instant instant, StringBuilder sql, List<Object> parameters) {
    UUID end = TimeOrdered.earliest(instant);
    narrow(sql, parameters, "id < ?", end);
    narrow(sql, parameters, "position <= ?", lastPlace(end));
  }

  private static void narrow(
      StringBuilder sql, List<Object> parameters, String condition, Object parameter) {
    sql.append(" and ").append(condition);
    parameters.add(parameter);
  }

  /** The first place that an entry of that time can have; ids are in the order of time. */
  private long firstPlace(UUID first) {
    return database.number(
        """
        select coalesce(min(position), 0) from (
          select position from ledger_entry where id >= ? order by id limit ?) as early
        """,
        first,
        OUT_OF_ORDER);
  }

  private long lastPlace(UUID end) {
    return database.number(
        """
        select coalesce(max(position), 0) from (
          select position from ledger_entry where id < ? order by id desc limit ?) as late
        """,
        end,
        OUT_OF_ORDER);
  }

  public Optional<Placed> find(long position) {
    return database.first(
        "select position, text from ledger_entry where position = ?", Placed::read, position);
  }

  /** The proof for an entry, in the tree of the newest checkpoint; none before there is one. */
  public Optional<Inclusion> inclusion(Placed placed) {
    return newest()
        .filter(checkpoint -> placed.position() < checkpoint.size())
        .map(
            checkpoint -> {
              InclusionProof proof =
                  new MerkleTree(StoredNodes.in(database), checkpoint.size())
                      .inclusion(placed.position(), checkpoint.size());
              return new Inclusion(proof, checkpoint, proof.proves(placed.leaf(), checkpoint));
            });
  }

  /** The newest checkpoint that this ledger's key signed. */
  public Optional<Checkpoint> newest() {
    return checkpoints
        .newest()
        .flatMap(
            signed -> {
              try {
                return Optional.of(key.verifier().open(signed.note()));
              } catch (BrokenCheckpointException e) {
                return Optional.empty();
              }
            });
  }

  /** The newest checkpoint as a signed note. */
  public Optional<String> note() {
    return checkpoints.newest().map(Signed::note);
  }

  /** How many entries have no place yet. */
  public long unsealed() {
    return entries.unsealed();
  }

  /** The names of the events there are, each found by one step along the index. */
  public List<String> events() {
    return database.lookUp(
        """
        with recursive known as (
          (select event from ledger_entry order by event limit 1)
          union all
          select (
            select e.event from ledger_entry e where e.event > k.event order by e.event limit 1)
          from known k where k.event is not null)
        select event from known where event is not null
        """,
        row -> row.text("event"));
  }
}
