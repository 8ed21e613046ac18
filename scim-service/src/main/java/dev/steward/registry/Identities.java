package dev.steward.registry;

import dev.steward.database.TimeOrdered;
import dev.steward.identity.Identity.Id;
import dev.steward.query.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The identities there are, for whoever only reads. */
@ApplicationScoped
public class Identities {

  private final IdentityRows rows;
  private final Clock clock;

  Identities(IdentityRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** An id for an identity yet to be registered. */
  public Id newId() {
    return new Id(TimeOrdered.id(clock));
  }

  @Transactional
  public Optional<Recorded> find(Id id) {
    return rows.find(id).map(IdentityRow::recorded);
  }

  /** The identities that meet a condition, in the order of their ids. */
  @Transactional
  public List<Recorded> list(Condition condition, int offset, int limit) {
    return rows.matching(present(condition), offset, limit).stream().map(IdentityRow::recorded).toList();
  }

  @Transactional
  public long count(Condition condition) {
    return rows.counting(present(condition));
  }

  private Condition present(Condition condition) {
    return new StandingAt(clock.instant()).in(condition);
  }
}
