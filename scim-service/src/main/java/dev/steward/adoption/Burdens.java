package dev.steward.adoption;

import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.Plan.Feasible;
import dev.steward.adoption.Plan.Refused;
import dev.steward.database.Database;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.Limits;
import dev.steward.ownership.Limits.Load;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much those who are asked would answer for if they said yes to everything: what they own, what
 * they are asked already, and what comes with this.
 */
@ApplicationScoped
class Burdens {

  private final Limits limits;
  private final Database database;

  Burdens(Limits limits, Database database) {
    this.limits = limits;
    this.database = database;
  }

  /** The same plans, with a warning wherever it would be more than one person should answer for. */
  List<Plan> warned(List<Plan> plans) {
    List<Feasible> feasible =
        plans.stream().filter(Feasible.class::isInstance).map(Feasible.class::cast).toList();
    List<String> asked =
        feasible.stream().flatMap(Burdens::asked).map(Candidate::person).distinct().toList();
    if (asked.isEmpty()) {
      return plans;
    }
    Map<Load, Long> loads = new HashMap<>(limits.owned(asked));
    waiting(asked, feasible.stream().map(plan -> plan.shadow().client()).toList())
        .forEach((load, waiting) -> loads.merge(load, waiting, Long::sum));
    return plans.stream()
        .map(
            plan ->
                switch (plan) {
                  case Refused refused -> refused;
                  case Feasible one -> warned(one, loads);
                })
        .toList();
  }

  private Plan warned(Feasible plan, Map<Load, Long> loads) {
    List<String> warnings = new ArrayList<>(plan.warnings());
    RiskTier tier = plan.draft().riskTier();
    asked(plan)
        .forEach(
            candidate -> {
              long owned = loads.merge(new Load(candidate.person(), tier), 1L, Long::sum);
              limits
                  .warning(owned, tier)
                  .ifPresent(
                      words ->
                          warnings.add(
                              "if %s says yes to all, %s".formatted(candidate.person(), words)));
            });
    return new Feasible(plan.asked(), plan.shadow(), plan.draft(), plan.candidates(), warnings);
  }

  private static Stream<Candidate> asked(Feasible plan) {
    return plan.candidates().stream()
        .filter(candidate -> candidate.isOwner() && candidate.answer() == Answer.ASKED);
  }

  /** What they are asked about other clients than these. */
  private Map<Load, Long> waiting(Collection<String> people, Collection<Client> planned) {
    Map<Load, Long> waiting = new HashMap<>();
    database.list(
        """
        select c.person, a.draft ->> 'riskTier' as risk_tier, count(*) as waiting
        from adoption a join adoption_candidate c on c.adoption_id = a.id
        where a.state = 'ASKED' and c.role = 'OWNER' and c.answer = 'ASKED'
          and c.person = any (?) and a.client_uuid <> all (?)
        group by 1, 2
        """,
        row ->
            waiting.put(
                new Load(row.text("person"), row.constant("risk_tier", RiskTier.class)),
                row.number("waiting")),
        people,
        planned.stream().map(Client::uuid).toList());
    return waiting;
  }
}
