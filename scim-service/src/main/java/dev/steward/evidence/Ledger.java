package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.database.Statement;
import dev.steward.database.TimeOrdered;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.ledger.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of what happened.
 *
 * <p>An entry is written in the transaction of what it explains: both are there, or neither. Its
 * place in the tree comes within a second after, from the {@link Sealer}.
 */
@ApplicationScoped
public class Ledger {

  private final Database database;
  private final Clock clock;

  Ledger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional(TxType.MANDATORY)
  public void append(
      Actor actor,
      String event,
      Identity.@Nullable Id identity,
      long version,
      Map<String, Object> detail) {
    database.together(List.of(entry(actor, event, identity, version, detail)));
  }

  /** An entry, for whoever writes it together with what it explains. */
  @SuppressWarnings("NullAway") // javac drops @Nullable from a compact constructor's parameters
  public Statement entry(
      Actor actor,
      String event,
      Identity.@Nullable Id identity,
      long version,
      Map<String, Object> detail) {
    Entry entry =
        new Entry(TimeOrdered.id(clock), clock.instant(), actor, event, identity, version, detail);
    return Statement.of(
        "insert into ledger_entry (id, text) values (?, ?)", entry.id(), entry.text());
  }
}
