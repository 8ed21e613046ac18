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
import java.util.List;
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
      sorted = QuarkusTransaction.requiringNew().call(this::sortSome);
    } while (sorted == BATCH);
  }

  /** Looks ahead first when nobody has, or not by the present rules. */
  void requireComplete() {
    lookAhead(Duration.ZERO);
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
            ? List.of(noLongerDormant(until), put(OrphanReason.DORMANT, until, null))
            : putAll(Statement.of("delete from orphan_candidate"), until, null));
    database.update("update orphan_look set until = ?, rules = ?", until, rules());
  }

  private int sortSome() {
    Instant until = look(" for update").until();
    List<Mark> marks =
        database.list(
            "select identity_id, place from orphan_mark order by identity_id, place limit ?",
            row -> new Mark(row.uuid("identity_id"), row.number("place")),
            BATCH);
    if (marks.isEmpty()) {
      return 0;
    }
    List<String> identities = marks.stream().map(mark -> mark.identity().toString()).toList();
    database.together(
        putAll(
            Statement.of(
                "delete from orphan_candidate where identity_id = any (?::text[]::uuid[])",
                identities),
            until,
            identities));
    database.update(
        """
        delete from orphan_mark
        where (identity_id, place) in (select * from unnest(?::text[]::uuid[], ?::text[]::bigint[]))
        """,
        identities,
        marks.stream().map(mark -> Long.toString(mark.place())).toList());
    return marks.size();
  }

  private List<Statement> putAll(
      Statement first, Instant until, @Nullable Collection<String> identities) {
    List<Statement> all = new ArrayList<>(List.of(first));
    for (OrphanReason reason : OrphanReason.values()) {
      if (reason != OrphanReason.SHADOW) {
        all.add(put(reason, until, identities));
      }
    }
    return all;
  }

  /** Of all identities, when none are given. */
  private Statement put(
      OrphanReason reason, Instant until, @Nullable Collection<String> identities) {
    Condition condition = candidate(reason, until);
    List<@Nullable Object> parameters = new ArrayList<>(List.of(reason));
    parameters.addAll(condition.parameters());
    if (identities != null) {
      parameters.add(identities);
    }
    return new Statement(
        """
        insert into orphan_candidate (reason, risk_tier, kind, identity_id, environment)
        select ?, i.risk_tier, i.kind, i.id, i.environment from identity i
        where i.intent <> 'REVOKED' and %s %s
        on conflict do nothing
        """
            .formatted(
                condition.sql(), identities == null ? "" : "and i.id = any (?::text[]::uuid[])"),
        parameters);
  }

  private Condition candidate(OrphanReason reason, Instant until) {
    return reason == OrphanReason.DORMANT ? conditions.dormantBy(until) : conditions.of(reason);
  }

  private Statement noLongerDormant(Instant until) {
    Condition dormant = conditions.dormantBy(until);
    List<@Nullable Object> parameters = new ArrayList<>(List.of(OrphanReason.DORMANT));
    parameters.addAll(dormant.parameters());
    return new Statement(
        """
        delete from orphan_candidate c using identity i
        where i.id = c.identity_id and c.reason = ? and not (%s)
        """
            .formatted(dormant.sql()),
        parameters);
  }

  private Look look(String lock) {
    return database.first("select until, rules from orphan_look" + lock, Look::read).orElseThrow();
  }

  /** What decides besides the facts. */
  private String rules() {
    return dormancy.limits() + conditions.goneEnvironments();
  }

  private boolean reaches(Look look, Duration atLeast) {
    return look.rules().equals(rules()) && !look.until().isBefore(clock.instant().plus(atLeast));
  }
}
