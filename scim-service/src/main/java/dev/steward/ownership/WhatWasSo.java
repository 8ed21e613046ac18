package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.ShadowRows;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.jobs.Job;
import dev.steward.ownership.Limits.Load;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps from when until when something was so that no other record tells of: which clients were
 * shadows, who owned too much. Exact to the pause between two looks.
 */
@ApplicationScoped
class WhatWasSo implements Job {

  private static final String SHADOWS =
      "select c.client_uuid as subject, c.client_id as detail "
          + ShadowRows.OTHER_CANDIDATES
          + ShadowRows.UNREGISTERED;

  private static final String OVER_LIMIT =
      "select person as subject, risk_tier as detail from over_limit";

  private static final String THEN = " and since <= ? and (until is null or until > ?) ";

  private final Database database;
  private final GateConfig gate;
  private final OrphanConfig config;
  private final Clock clock;

  WhatWasSo(Database database, GateConfig gate, OrphanConfig config, Clock clock) {
    this.database = database;
    this.gate = gate;
    this.config = config;
    this.clock = clock;
  }

  /** A client that nobody had registered, and since when. */
  record PastShadow(String client, String clientId, Instant since) {

    private static PastShadow read(Row row) {
      return new PastShadow(row.text("subject"), row.text("detail"), row.instant("since"));
    }
  }

  @Override
  public String name() {
    return "what-was-so";
  }

  @Override
  public Duration pause() {
    return config.countEvery();
  }

  @Override
  public void run() {
    QuarkusTransaction.requiringNew().run(this::look);
  }

  private void look() {
    Instant now = clock.instant();
    keep("SHADOW", SHADOWS, List.of(gate.realm(), gate.clientId()), now);
    keep("OVER_LIMIT", OVER_LIMIT, List.of(), now);
    database.update("insert into was_so_kept (since) values (?) on conflict do nothing", now);
  }

  private void keep(String what, String so, List<String> among, Instant now) {
    database.update(
        """
      with so as (%s), over as (
        update was_so w set until = ?
        where w.what = ? and w.until is null and not exists (
          select from so where so.subject = w.subject and so.detail = w.detail)
      )
      insert into was_so (what, subject, detail, since)
      select ?, so.subject, so.detail, ? from so
      where not exists (
        select from was_so w
        where w.what = ? and w.subject = so.subject and w.detail = so.detail and w.until is null)
      on conflict do nothing
      """
            .formatted(so),
        Stream.<Object>concat(among.stream(), Stream.of(now, what, what, now, what)).toArray());
  }

  /** Since when anybody looks. */
  Optional<Instant> keptSince() {
    return database.first("select since from was_so_kept", row -> row.instant("since"));
  }

  /** Those of the given people who owned too much then, and since when. */
  Map<Load, Instant> overLimit(Collection<String> people, Instant at) {
    Map<Load, Instant> over = new HashMap<>();
    database.list(
        "select subject, detail, since from was_so where what = 'OVER_LIMIT' and subject = any (?)"
            + THEN,
        row ->
            over.put(
                new Load(row.text("subject"), row.constant("detail", RiskTier.class)),
                row.instant("since")),
        people,
        at,
        at);
    return over;
  }

  /** Up to {@code limit} clients that were shadows then, in the order of their uuids. */
  List<PastShadow> shadows(Instant at, String after, int limit) {
    return database.list(
        "select subject, detail, since from was_so where what = 'SHADOW' and subject collate \"C\" > ?"
            + THEN
            + "order by subject collate \"C\" limit ?",
        PastShadow::read,
        after,
        at,
        at,
        limit);
  }
}
