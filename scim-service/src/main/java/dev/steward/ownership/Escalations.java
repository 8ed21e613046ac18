package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells those above that nobody has followed the owners who went: the manager of who went when half
 * of the time is over, and the sponsor at three quarters, when tokens begin to be refused.
 */
@ApplicationScoped
class Escalations {

  private static final Actor ACTOR = Actor.system("hand-over");
  private static final int BATCH = 200;

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;

  Escalations(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** To whom, after which part of the time, and how they are found for identity {@code i}. */
  enum Step {
    MANAGER(
        0.5,
        """
        select m.id from identity_owner o
        join person p on p.id = o.person join person m on m.id = p.manager
        where o.identity_id = i.id and o.role = 'OWNER' and not p.present and m.present
        order by o.accepted_at is null, o.position limit 1
        """),
    SPONSOR(
        0.75,
        """
        select m.id from identity_owner o join person m on m.id = o.person
        where o.identity_id = i.id and o.role = 'SPONSOR' and m.present
        order by o.position limit 1
        """);

    private final double part;
    private final String whom;

    Step(double part, String whom) {
      this.part = part;
      this.whom = whom;
    }
  }

  private record Told(Id identity, long version, @Nullable String person, Instant deadline) {

    private static Told read(Row row) {
      return new Told(
          new Id(row.uuid("id")),
          row.number("version"),
          row.optionalText("person"),
          row.instant("hand_over_deadline"));
    }
  }

  /** Each step of each hand-over once, whoever stopped half-way before. */
  void escalate() {
    for (Step step : Step.values()) {
      int told;
      do {
        told = QuarkusTransaction.requiringNew().call(() -> tell(step));
      } while (told == BATCH);
    }
  }

  private int tell(Step step) {
    Instant now = clock.instant();
    List<Told> told =
        database.list(
            """
            with late as (
              select i.id, i.version, i.hand_over_began, i.hand_over_deadline, (%s) as person
              from identity i
              where i.hand_over_deadline is not null
                and i.hand_over_began + ? * (i.hand_over_deadline - i.hand_over_began) <= ?
                and not exists (
                  select from hand_over_escalation e
                  where e.identity_id = i.id and e.began = i.hand_over_began and e.step = ?)
              order by i.id limit ?
            ), told as (
              insert into hand_over_escalation (identity_id, began, step, person, at)
              select id, hand_over_began, ?, person, ? from late
              on conflict do nothing returning identity_id
            )
            select late.* from late join told on told.identity_id = late.id
            """
                .formatted(step.whom),
            Told::read,
            step.part,
            now,
            step,
            BATCH,
            step,
            now);
    told.forEach(one -> append(one, step));
    return told.size();
  }

  private void append(Told told, Step step) {
    Map<String, Object> detail = new TreeMap<>();
    detail.put("step", step.name());
    detail.put("deadline", told.deadline().toString());
    if (told.person() != null) {
      detail.put("person", told.person());
    }
    ledger.append(ACTOR, "HandOverEscalated", told.identity(), told.version(), detail);
  }
}
