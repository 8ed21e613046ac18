package dev.steward.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.TimeOrdered;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Identities that may be unused for a time. An exception ends by the clock, without anybody's
 * doing; those that ended are kept, so that it can be told what held on an earlier day.
 */
@ApplicationScoped
public class DormancyExceptions {

  private final Database database;
  private final Ledger ledger;
  private final DormancyConfig config;
  private final Clock clock;

  DormancyExceptions(Database database, Ledger ledger, DormancyConfig config, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /**
   * An exception from dormancy.
   *
   * @param approver the id of the person who approved it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DormancyException(
      UUID identity, Instant since, Instant until, String reason, String approver) {

    private static DormancyException read(Row row) {
      return new DormancyException(
          row.uuid("identity_id"),
          row.instant("since"),
          row.instant("until"),
          row.text("reason"),
          row.text("approver"));
    }
  }

  /** The latest end that an exception made now can have. */
  Instant latestEnd() {
    return clock.instant().atOffset(ZoneOffset.UTC).plus(config.longestException()).toInstant();
  }

  /** The one that holds now. */
  Optional<DormancyException> present(UUID identity) {
    Instant now = clock.instant();
    return database.first(
        """
        select identity_id, since, until, reason, approver from dormancy_exception
        where identity_id = ? and since <= ? and until > ? order by until desc limit 1
        """,
        DormancyException::read,
        identity,
        now,
        now);
  }

  /** Those of the given identities for whom one held at an instant. */
  public Set<UUID> at(Instant instant, Collection<UUID> identities) {
    return Set.copyOf(
        database.list(
            """
            select distinct identity_id from dormancy_exception
            where identity_id = any (?::text[]::uuid[]) and since <= ? and until > ?
            """,
            row -> row.uuid("identity_id"),
            identities.stream().map(UUID::toString).toList(),
            instant,
            instant));
  }

  /** Makes one, in the place of the one that holds. */
  @Transactional
  DormancyException make(Identity identity, String reason, Instant until, Actor approver) {
    Instant now = clock.instant();
    close(identity.id(), now);
    database.update(
        """
        insert into dormancy_exception (id, identity_id, since, until, reason, approver)
        values (?, ?, ?, ?, ?, ?)
        """,
        TimeOrdered.id(clock),
        identity.id().value(),
        now,
        until,
        reason,
        approver.subject());
    ledger.append(
        approver,
        "DormancyExcepted",
        identity.id(),
        identity.version(),
        Map.of("reason", reason, "until", until.toString()));
    return new DormancyException(identity.id().value(), now, until, reason, approver.subject());
  }

  /** Ends the one that holds, if there is one. */
  @Transactional
  boolean end(Identity identity, Actor actor) {
    if (close(identity.id(), clock.instant()) == 0) {
      return false;
    }
    ledger.append(actor, "DormancyExceptionEnded", identity.id(), identity.version(), Map.of());
    return true;
  }

  private int close(Id identity, Instant now) {
    return database.update(
        "update dormancy_exception set until = ? where identity_id = ? and since <= ? and until > ?",
        now,
        identity.value(),
        now,
        now);
  }
}
