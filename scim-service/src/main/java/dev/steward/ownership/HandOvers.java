package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.OwnerChange.BeginHandOver;
import dev.steward.identity.OwnerChange.EndHandOver;
import dev.steward.identity.OwnerChange.Entrust;
import dev.steward.identity.OwnerChange.SuspendUnowned;
import dev.steward.ownership.DueHandOvers.Due;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.ManyChanges;
import dev.steward.registry.Recorded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sees to it that what nobody answers for any more is handed over.
 *
 * <p>What there is to do is found in the database and done in batches, each in one transaction: who
 * is stopped half-way leaves the rest to be found again, and two who do it at once do it once.
 */
@ApplicationScoped
class HandOvers {

  private static final Logger LOG = Logger.getLogger(HandOvers.class);
  private static final Actor ACTOR = Actor.system("hand-over");
  private static final int BATCH = 50;

  private final IdentityRegistry registry;
  private final ManyChanges many;
  private final Proposals proposals;
  private final Questions questions;
  private final OwnerSought sought;
  private final DueHandOvers due;
  private final Database database;
  private final OwnershipConfig config;

  HandOvers(
      IdentityRegistry registry,
      ManyChanges many,
      Proposals proposals,
      Questions questions,
      OwnerSought sought,
      DueHandOvers due,
      Database database,
      OwnershipConfig config) {
    this.registry = registry;
    this.many = many;
    this.proposals = proposals;
    this.questions = questions;
    this.sought = sought;
    this.due = due;
    this.database = database;
    this.config = config;
  }

  /** Brings every hand-over up to now. */
  void keepUp() {
    each(DueHandOvers.BACK, due -> new EndHandOver("an owner is back"));
    QuarkusTransaction.requiringNew().run(sought::forgetFound);
    each(DueHandOvers.LEFT, this::beginning);
    each(DueHandOvers.LEFT_BEFORE_ANYBODY_ACCEPTED, this::beginning);
    eachBatch(DueHandOvers.LEFT_A_PROPOSAL, this::seek);
    each(DueHandOvers.ENTRUSTED_TO_ANOTHER, due -> new Entrust(due.backup()));
    eachBatch(DueHandOvers.NOT_ASKED_YET, this::askMore);
    each(DueHandOvers.OVER, due -> new SuspendUnowned());
    QuarkusTransaction.requiringNew().run(questions::withdrawSettled);
  }

  /** Ends the hand-over of an identity whose owner is back, if that was not done yet. */
  @Transactional(TxType.MANDATORY)
  void endIfOwned(Id id) {
    database
        .first(
            "select i.id from identity i where i.id = ? and i.hand_over_deadline is not null and "
                + DueHandOvers.OWNED,
            row -> row.uuid("id"),
            id.value())
        .ifPresent(
            owned ->
                registry.change(id, null, List.of(new EndHandOver("an owner is back")), ACTOR));
  }

  /** The beginning of the hand-over of an identity that its last owner leaves. */
  BeginHandOver beginningOf(Identity identity, String leaver) {
    String backup =
        database
            .first(
                """
                select q.person from identity_owner q join person r on r.id = q.person
                where q.identity_id = ? and q.role = 'BACKUP' and q.accepted_at is not null
                  and r.present and q.person <> ?
                order by q.position limit 1
                """,
                row -> row.text("person"),
                identity.id().value(),
                leaver)
            .orElse(null);
    return new BeginHandOver(config.deadlines().of(identity.profile().riskTier()), backup);
  }

  private BeginHandOver beginning(Due due) {
    return new BeginHandOver(config.deadlines().of(due.tier()), due.backup());
  }

  /** What was never approved can do nothing: others are asked, and there is no deadline. */
  private void seek(List<Due> proposals) {
    QuarkusTransaction.requiringNew().run(() -> sought.seek(ids(proposals), ACTOR));
  }

  private void askMore(List<Due> waiting) {
    QuarkusTransaction.requiringNew().run(() -> proposals.proposeMore(ids(waiting), ACTOR));
  }

  private static List<Id> ids(List<Due> batch) {
    return batch.stream().map(Due::id).toList();
  }

  private void each(String query, Function<Due, OwnerChange> change) {
    eachBatch(query, batch -> together(batch, change));
  }

  private void eachBatch(String query, Consumer<List<Due>> work) {
    List<Due> page = due.after(query, new UUID(0, 0));
    while (!page.isEmpty()) {
      for (int from = 0; from < page.size(); from += BATCH) {
        work.accept(page.subList(from, Math.min(page.size(), from + BATCH)));
      }
      page = due.after(query, page.getLast().id().value());
    }
  }

  private void together(List<Due> batch, Function<Due, OwnerChange> change) {
    try {
      QuarkusTransaction.requiringNew().run(() -> apply(batch, change));
    } catch (ChangeRefused e) {
      LOG.infof("a batch of hand-overs is done one by one: %s", e.getMessage());
      batch.forEach(due -> alone(due, change));
    }
  }

  private void alone(Due due, Function<Due, OwnerChange> change) {
    try {
      QuarkusTransaction.requiringNew().run(() -> apply(List.of(due), change));
    } catch (ChangeRefused e) {
      LOG.infof("hand-over of identity %s: %s", due.id(), e.getMessage());
    }
  }

  private void apply(List<Due> batch, Function<Due, OwnerChange> change) {
    Map<Id, OwnerChange> changes = new LinkedHashMap<>();
    batch.forEach(due -> changes.put(due.id(), change.apply(due)));
    Map<Id, Long> begun = new LinkedHashMap<>();
    for (Recorded changed : many.change(changes, ACTOR)) {
      Identity identity = changed.identity();
      if (changes.get(identity.id()) instanceof BeginHandOver) {
        begun.put(identity.id(), identity.version());
      }
    }
    if (!begun.isEmpty()) {
      sought.begun(begun.keySet());
      proposals.propose(begun, ACTOR);
    }
  }
}
