package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.jobs.Job;
import dev.steward.ownership.OrphanConditions.Condition;
import dev.steward.usage.Dormancy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the candidates for the orphan report: sorts in what changed, and looks ahead for what only
 * has to wait to become one.
 *
 * <p>A mark is taken away only when everything that it tells of had been looked at. One sorts at a
 * time, so that nobody takes away what another has just put in.
 */
@ApplicationScoped
class OrphanSorting implements Job {

  private static final int BATCH = 1_000;

  /** Why an identity may be a candidate. */
  private static final Set<OrphanReason> OF_IDENTITIES =
      EnumSet.complementOf(EnumSet.of(OrphanReason.SHADOW));

  /** Since when something is that has no beginning, as the database keeps it. */
  static final Instant WITHOUT_BEGINNING = Instant.parse("9999-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofHours(2);
  private static final Duration RENEWED = Duration.ofHours(1);

  private final Database database;
  private final OrphanConditions conditions;
  private final Dormancy dormancy;
  private final OrphanConfig config;
  private final Clock clock;

  OrphanSorting(
      Database database,
      OrphanConditions conditions,
      Dormancy dormancy,
      OrphanConfig config,
      Clock clock) {
    this.database = database;
    this.conditions = conditions;
    this.dormancy = dormancy;
    this.config = config;
    this.clock = clock;
  }

  /** Until when the candidates are complete, by which rules. */
  private record Look(Instant until, String rules) {

    static Look read(Row row) {
      return new Look(row.instant("until"), row.text("rules"));
    }
  }

  private record Mark(UUID identity, long place) {}

  @Override
  public String name() {
    return "orphan-candidates";
  }

  @Override
  public Duration pause() {
    return config.sortEvery();
  }

  @Override
  public void run() {
    lookAhead(RENEWED);
    int sorted;
    do {
      sorted = QuarkusTransaction.requiringNew().call(() -> sortSome(" for update"));
    } while (sorted == BATCH);
  }

  /** Looks ahead first when nobody has, or not by the present rules. */
  void requireComplete() {
    lookAhead(Duration.ZERO);
  }

  /** Sorts in what changed last, if it is not much and nobody else is about to. */
  void sortIn() {
    if (isBehind()) {
      QuarkusTransaction.requiringNew().call(() -> sortSome(" for update skip locked"));
    }
  }

  /** Whether something changed that is not sorted in yet. */
  boolean isBehind() {
    return database.number("select count(*) from (select from orphan_mark limit 1) one") > 0;
  }

  private void lookAhead(Duration atLeast) {
    if (!reaches(look(""), atLeast)) {
      QuarkusTransaction.requiringNew()
          .timeout((int) Duration.ofMinutes(10).toSeconds())
          .run(() -> lookAgain(atLeast));
    }
  }

  private void lookAgain(Duration atLeast) {
    Look look = look(" for update");
    if (reaches(look, atLeast)) {
      return;
    }
    Instant until = clock.instant().plus(AHEAD);
    boolean isKept = look.rules().equals(rules()) && look.until().isAfter(Instant.EPOCH);
    database.together(
        isKept
            ? List.of(markDormant(until))
            : List.of(Statement.of("delete from orphan_candidate"), put(until, null)));
    database.update("update orphan_look set until = ?, rules = ?", until, rules());
  }

  private int sortSome(String lock) {
    Optional<Look> look = findLook(lock);
    return look.isEmpty() ? 0 : sortSome(look.get().until());
  }

  private int sortSome(Instant until) {
    List<Mark> marks =
        database.list(
            "select identity_id, place from orphan_mark order by identity_id, place limit ?",
            row -> new Mark(row.uuid("identity_id"), row.number("place")),
            BATCH);
    if (marks.isEmpty()) {
      return 0;
    }
    List<String> identities =
        marks.stream().map(mark -> mark.identity().toString()).distinct().toList();
    database.together(
        List.of(
            Statement.of(
                "delete from orphan_candidate where identity_id = any (?::text[]::uuid[])",
                identities),
            put(until, identities),
            Statement.of(
                """
                delete from orphan_mark
                where (identity_id, place) in (select * from unnest(?::text[]::uuid[], ?::text[]::bigint[]))
                """,
                marks.stream().map(mark -> mark.identity().toString()).toList(),
                marks.stream().map(mark -> Long.toString(mark.place())).toList())));
    return marks.size();
  }

  /**
   * Asks once about each identity, whatever the reasons.
   *
   * @param identities those to look at, or null for all
   */
  private Statement put(Instant until, @Nullable Collection<String> identities) {
    List<String> reasons = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    for (OrphanReason reason : OF_IDENTITIES) {
      Condition condition =
          reason == OrphanReason.DORMANT ? conditions.dormantBy(until) : conditions.beside(reason);
      reasons.add("(?, %s)".formatted(condition.sql()));
      parameters.add(reason);
      parameters.addAll(condition.parameters());
    }
    Condition since = conditions.since(until);
    parameters.add(0, WITHOUT_BEGINNING);
    parameters.addAll(0, since.parameters());
    if (identities != null) {
      parameters.add(identities);
    }
    return new Statement(
        """
        insert into orphan_candidate (reason, risk_tier, kind, identity_id, environment, since)
        select why.reason, i.risk_tier, i.kind, i.id, i.environment,
          coalesce(%s, ?)
        from identity i
        %s
        cross join lateral (values %s) as why (reason, holds)
        where i.intent <> 'REVOKED' and why.holds %s
        on conflict do nothing
        """
            .formatted(
                since.sql(),
                OrphanConditions.ANSWERING,
                String.join(", ", reasons),
                identities == null ? "" : "and i.id = any (?::text[]::uuid[])"),
        parameters);
  }

  /** Has those sorted in again who are dormant by then, or are no longer. */
  private Statement markDormant(Instant until) {
    Condition dormant = conditions.dormantBy(until);
    List<@Nullable Object> parameters = new ArrayList<>(dormant.parameters());
    parameters.add(OrphanReason.DORMANT);
    parameters.add(OrphanReason.DORMANT);
    parameters.addAll(dormant.parameters());
    return new Statement(
        """
        insert into orphan_mark (identity_id)
        select i.id from identity i
        where i.intent <> 'REVOKED' and %s
          and not exists (select from orphan_candidate c where c.identity_id = i.id and c.reason = ?)
        union all
        select i.id from orphan_candidate c join identity i on i.id = c.identity_id
        where c.reason = ? and not (%s)
        """
            .formatted(dormant.sql(), dormant.sql()),
        parameters);
  }

  private Look look(String lock) {
    return findLook(lock).orElseThrow();
  }

  private Optional<Look> findLook(String lock) {
    return database.first("select until, rules from orphan_look" + lock, Look::read);
  }

  /**
   * What decides besides the facts. A registry of an earlier version beside this one keeps no
   * beginnings: what it kept is looked at again.
   */
  private String rules() {
    return "since " + dormancy.limits() + conditions.goneEnvironments();
  }

  private boolean reaches(Look look, Duration atLeast) {
    return look.rules().equals(rules()) && !look.until().isBefore(clock.instant().plus(atLeast));
  }
}
