package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Identities for which somebody else is looked for because whoever was named as owner went before
 * they had said yes.
 */
@ApplicationScoped
class OwnerSought {

  private final Proposals proposals;
  private final Database database;
  private final Clock clock;

  OwnerSought(Proposals proposals, Database database, Clock clock) {
    this.proposals = proposals;
    this.database = database;
    this.clock = clock;
  }

  /** Keeps of which hand-overs it was nobody's acceptance that ended. */
  @Transactional(TxType.MANDATORY)
  void begun(Collection<Id> identities) {
    database.update(
        """
        insert into owner_sought (identity_id, since)
        select i.id, i.hand_over_began from identity i
        where i.id = any (?::text[]::uuid[]) and i.hand_over_began is not null and %s
        on conflict (identity_id) do update set since = excluded.since
        """
            .formatted(DueHandOvers.ABANDONED),
        texts(identities));
  }

  /** Asks others about proposals, each once. */
  @Transactional(TxType.MANDATORY)
  void seek(Collection<Id> abandoned, Actor actor) {
    Map<Id, Long> sought =
        database
            .list(
                """
                insert into owner_sought (identity_id, since)
                select i.id, ? from identity i
                where i.id = any (?::text[]::uuid[]) and i.intent = 'PROPOSED' and %s
                on conflict do nothing
                returning identity_id, (select version from identity where id = identity_id)
                """
                    .formatted(DueHandOvers.ABANDONED),
                row -> Map.entry(new Id(row.uuid("identity_id")), row.number("version")),
                clock.instant(),
                texts(abandoned))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (!sought.isEmpty()) {
      proposals.seek(sought, actor);
    }
  }

  /** Forgets those who have somebody again, so that the next who goes is noticed. */
  @Transactional(TxType.MANDATORY)
  void forgetFound() {
    database.update(
        """
        delete from owner_sought s using identity i
        where i.id = s.identity_id and i.hand_over_began is null and not %s
        """
            .formatted(DueHandOvers.ABANDONED));
  }

  private static List<String> texts(Collection<Id> identities) {
    return identities.stream().map(Id::toString).toList();
  }
}
