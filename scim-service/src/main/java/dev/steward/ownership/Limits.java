package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.jobs.Job;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much one person can answer for: who owns too much is kept, and counted anew now and then. */
@ApplicationScoped
public class Limits implements Job {

  private final Database database;
  private final OwnershipConfig.Limits most;
  private final Clock clock;

  Limits(Database database, OwnershipConfig config, Clock clock) {
    this.database = database;
    this.most = config.limits();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ownership-limits";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void run() {
    QuarkusTransaction.requiringNew().run(() -> count(null));
  }

  /**
   * Counts a person's identities after one more of a tier.
   *
   * @return a warning, if these are too many
   * @throws ChangeRefused where too many are refused
   */
  @Transactional(TxType.MANDATORY)
  public Optional<String> taken(String person, RiskTier tier) {
    count(person);
    Optional<String> warning =
        database
            .first(
                "select owned from over_limit where person = ? and risk_tier = ?",
                row -> row.number("owned"),
                person,
                tier)
            .map(owned -> words(owned, tier));
    if (most.enforced() && warning.isPresent()) {
      throw new ChangeRefused(Rule.OVER_LIMIT, warning.get() + "; hand some of them over first");
    }
    return warning;
  }

  /** How many identities of a tier somebody answers for, or would. */
  public record Load(String person, RiskTier tier) {}

  /** How many identities of each tier the given people own now. */
  public Map<Load, Long> owned(Collection<String> people) {
    Map<Load, Long> owned = new HashMap<>();
    database.list(
        """
        select o.person, i.risk_tier, count(*) as owned
        from identity_owner o join identity i on i.id = o.identity_id
        where o.person = any (?) and o.role = 'OWNER' and o.accepted_at is not null
          and i.intent <> 'REVOKED'
        group by o.person, i.risk_tier
        """,
        row ->
            owned.put(
                new Load(row.text("person"), row.constant("risk_tier", RiskTier.class)),
                row.number("owned")),
        people);
    return owned;
  }

  /** What to say if so many identities of a tier are too many for one owner. */
  public Optional<String> warning(long owned, RiskTier tier) {
    return owned > most.of(tier) ? Optional.of(words(owned, tier)) : Optional.empty();
  }

  private String words(long owned, RiskTier tier) {
    return "this makes %d identities of %s risk under one owner, where %d are the most that one should answer for"
        .formatted(owned, tier.name().toLowerCase(Locale.ROOT), most.of(tier));
  }

  private void count(@Nullable String person) {
    database.update(
        """
        with counted as (
          select o.person, i.risk_tier, count(*) as owned
          from identity_owner o join identity i on i.id = o.identity_id
          where o.role = 'OWNER' and o.accepted_at is not null and i.intent <> 'REVOKED'
            and (?::text is null or o.person = ?)
          group by o.person, i.risk_tier
        ), too_many as (
          select c.* from counted c
          join unnest(?::text[], ?::text[]::bigint[]) as l (tier, most) on l.tier = c.risk_tier
          where c.owned > l.most
        ), enough as (
          delete from over_limit t
          where (?::text is null or t.person = ?) and not exists (
            select from too_many m where m.person = t.person and m.risk_tier = t.risk_tier)
        )
        insert into over_limit (person, risk_tier, owned, since)
        select person, risk_tier, owned, ? from too_many
        on conflict (person, risk_tier) do update set owned = excluded.owned
          where over_limit.owned <> excluded.owned
        """,
        person,
        person,
        Stream.of(RiskTier.values()).map(RiskTier::name).toList(),
        limits(),
        person,
        person,
        clock.instant());
  }

  private List<String> limits() {
    return Stream.of(RiskTier.values()).map(tier -> String.valueOf(most.of(tier))).toList();
  }
}
