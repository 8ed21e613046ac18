package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.database.Database;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.jobs.Job;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Passes on what nobody answers: to the next who may answer for the client and, after the last one,
 * to the administrators. Whoever was asked before may still say yes.
 */
@ApplicationScoped
class Silence implements Job {

  private static final Actor ACTOR = Actor.system("adoption");
  private static final int BATCH = 200;

  private final AdoptionRows rows;
  private final CandidateRows candidates;
  private final Successors successors;
  private final Ledger ledger;
  private final Database database;
  private final AdoptionConfig config;
  private final Clock clock;

  Silence(
      AdoptionRows rows,
      CandidateRows candidates,
      Successors successors,
      Ledger ledger,
      Database database,
      AdoptionConfig config,
      Clock clock) {
    this.rows = rows;
    this.candidates = candidates;
    this.successors = successors;
    this.ledger = ledger;
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "adoption-silence";
  }

  @Override
  public Duration pause() {
    return config.lookEvery();
  }

  @Override
  public void run() {
    List<UUID> due = due();
    while (!due.isEmpty()) {
      due.forEach(id -> QuarkusTransaction.requiringNew().run(() -> passOn(id)));
      due = due.size() < BATCH ? List.of() : due();
    }
  }

  /** Those whose latest question is older than the tier allows, or went to people who went. */
  private List<UUID> due() {
    Instant now = clock.instant();
    return database.list(
        """
        select a.id
        from adoption a
        join unnest(?::text[], ?::text[]) as p (tier, seconds)
          on p.tier = a.draft ->> 'riskTier'
        cross join lateral (
          select max(c.asked_at) as last, coalesce(bool_or(h.present), false) as present
          from adoption_candidate c left join person h on h.id = c.person
          where c.adoption_id = a.id and c.role = 'OWNER' and c.answer = 'ASKED'
        ) as q
        where a.state = 'ASKED' and a.unanswered_since is null
          and (not q.present or q.last + p.seconds::bigint * interval '1 second' <= ?)
          and not exists (
            select from identity i where i.realm = a.realm and i.client_uuid = a.client_uuid)
        order by a.opened_at limit ?
        """,
        row -> row.uuid("id"),
        Stream.of(RiskTier.values()).map(RiskTier::name).toList(),
        Stream.of(RiskTier.values())
            .map(tier -> String.valueOf(config.patience().of(tier).toSeconds()))
            .toList(),
        now,
        BATCH);
  }

  private void passOn(UUID id) {
    Adoption adoption = rows.lock(id).orElse(null);
    if (adoption == null || adoption.state() != State.ASKED) {
      return;
    }
    Optional<Candidate> next = successors.next(adoption);
    Map<String, Object> detail = new TreeMap<>();
    detail.put("adoption", id.toString());
    detail.put("client", adoption.client().uuid());
    detail.put("clientId", adoption.clientId());
    if (next.isPresent()) {
      candidates.answer(id, next.get(), Answer.ASKED, null, clock.instant());
      detail.put("asked", List.of(next.get().person()));
    } else {
      rows.unanswered(id, clock.instant());
    }
    ledger.append(
        ACTOR, next.isPresent() ? "AdoptionPassedOn" : "AdoptionUnanswered", null, 0, detail);
  }
}
