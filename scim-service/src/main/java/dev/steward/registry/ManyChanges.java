package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Statement;
import dev.steward.delivery.Outbox;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Id;
import dev.steward.people.Named;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Changes of several identities that name nobody, made at once: locked, read and written together,
 * so that thousands take a few journeys to the database and not thousands.
 */
@ApplicationScoped
public class ManyChanges {

  private final IdentityRegistry registry;
  private final IdentityTable table;
  private final IdentitySnapshots snapshots;
  private final Outbox outbox;
  private final Database database;

  ManyChanges(
      IdentityRegistry registry,
      IdentityTable table,
      IdentitySnapshots snapshots,
      Outbox outbox,
      Database database) {
    this.registry = registry;
    this.table = table;
    this.snapshots = snapshots;
    this.outbox = outbox;
    this.database = database;
  }

  /**
   * Changes them, all or none, and tells what they are then; whoever is not there is left out.
   *
   * @throws dev.steward.identity.ChangeRefused when the state of one or a rule does not allow it
   */
  public List<Recorded> change(Map<Id, ? extends Change> changes, Actor actor) {
    return QuarkusTransaction.joiningExisting().call(() -> changeNow(changes, actor));
  }

  private List<Recorded> changeNow(Map<Id, ? extends Change> changes, Actor actor) {
    table.lock(changes.keySet());
    Map<UUID, Recorded> there = snapshots.all(changes.keySet().stream().map(Id::value).toList());
    List<Recorded> after = new ArrayList<>();
    List<Rewriting> rewritings = new ArrayList<>();
    changes.forEach(
        (id, change) -> {
          Recorded before = there.get(id.value());
          if (before != null) {
            registry
                .rewriting(before, List.of(change), Named.NOBODY, actor)
                .ifPresentOrElse(
                    rewriting -> {
                      rewritings.add(rewriting);
                      after.add(rewriting.after());
                    },
                    () -> after.add(before));
          }
        });
    write(rewritings);
    rewritings.forEach(registry::tell);
    if (rewritings.stream().anyMatch(Rewriting::sendsAPermit)) {
      outbox.dispatch();
    }
    return after;
  }

  private void write(List<Rewriting> rewritings) {
    List<Statement> together = new ArrayList<>();
    for (Rewriting rewriting : rewritings) {
      List<Statement> its = IdentityStatements.update(rewriting);
      if (together.size() + its.size() > Database.MOST_TOGETHER) {
        database.together(together);
        together.clear();
      }
      together.addAll(its);
    }
    if (!together.isEmpty()) {
      database.together(together);
    }
  }
}
