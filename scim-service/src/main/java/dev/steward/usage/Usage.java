package dev.steward.usage;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.identity.Identity.Client;
import dev.steward.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of our realm used, added up.
 *
 * <p>Reports are added by set, always in the order of clients and days, so that two who report at
 * the same moment wait for each other and never both.
 */
@ApplicationScoped
public class Usage implements Job {

  private static final Duration PAUSE = Duration.ofHours(6);

  private static final String TOLD =
      """
      jsonb_to_recordset(?::jsonb) as t (
        client text, day date, issued bigint, denied bigint, "wouldHaveDenied" bigint,
        reasons jsonb, grants jsonb, methods jsonb, networks jsonb, scopes jsonb, audiences jsonb,
        roles jsonb)
      """;

  private final Database database;
  private final GateConfig gate;
  private final UsageConfig config;
  private final Clock clock;

  Usage(Database database, GateConfig gate, UsageConfig config, Clock clock) {
    this.database = database;
    this.gate = gate;
    this.config = config;
    this.clock = clock;
  }

  /** Adds a report to what is known. */
  @Transactional(TxType.MANDATORY)
  public void add(UseReport report) {
    String uses = report.uses().toString();
    addDays(uses);
    addParts(uses);
    addLastUse(uses);
    Instant now = clock.instant();
    database.update(
        """
        insert into metering (realm, since, heard_at) values (?, ?, ?)
        on conflict (realm) do update set
          since = least(metering.since, excluded.since), heard_at = excluded.heard_at
        """,
        gate.realm(),
        now,
        now);
  }

  private void addDays(String uses) {
    database.update(
        """
        insert into use_of_client as u (realm, client_uuid, day, issued, denied, would_have_denied,
          reasons, grants, methods, networks)
        select ?, t.client, t.day, coalesce(sum(t.issued), 0), coalesce(sum(t.denied), 0),
          coalesce(sum(t."wouldHaveDenied"), 0), sum_counts(t.reasons), sum_counts(t.grants),
          sum_counts(t.methods), sum_counts(t.networks)
        from
        """
            + TOLD
            + """
            group by t.client, t.day order by t.client, t.day
            on conflict (realm, client_uuid, day) do update set
              issued = u.issued + excluded.issued,
              denied = u.denied + excluded.denied,
              would_have_denied = u.would_have_denied + excluded.would_have_denied,
              reasons = add_counts(u.reasons, excluded.reasons),
              grants = add_counts(u.grants, excluded.grants),
              methods = add_counts(u.methods, excluded.methods),
              networks = add_counts(u.networks, excluded.networks)
            """,
        gate.realm(),
        uses);
  }

  private void addParts(String uses) {
    database.update(
        """
        insert into use_of_part as u (realm, client_uuid, kind, name, asked, granted,
          first_asked, last_asked, first_granted, last_granted)
        select ?, p.client, p.kind, p.name, sum(p.asked), sum(p.granted),
          min(p.day) filter (where p.asked > 0), max(p.day) filter (where p.asked > 0),
          min(p.day) filter (where p.granted > 0), max(p.day) filter (where p.granted > 0)
        from (
          select t.client, t.day, k.kind, e.key as name,
            coalesce((e.value ->> 'asked')::bigint, 0) as asked,
            coalesce((e.value ->> 'granted')::bigint, 0) as granted
          from
        """
            + TOLD
            + """
              cross join lateral (values ('SCOPE', t.scopes), ('AUDIENCE', t.audiences),
                ('ROLE', t.roles)) as k (kind, parts)
              cross join lateral jsonb_each(coalesce(k.parts, '{}')) as e
            ) as p
            group by p.client, p.kind, p.name order by p.client, p.kind, p.name
            on conflict (realm, client_uuid, kind, name) do update set
              asked = u.asked + excluded.asked,
              granted = u.granted + excluded.granted,
              first_asked = least(u.first_asked, excluded.first_asked),
              last_asked = greatest(u.last_asked, excluded.last_asked),
              first_granted = least(u.first_granted, excluded.first_granted),
              last_granted = greatest(u.last_granted, excluded.last_granted)
            """,
        gate.realm(),
        uses);
  }

  private void addLastUse(String uses) {
    database.update(
        """
        insert into last_use as u (realm, client_uuid, first_day, last_day)
        select ?, t.client, min(t.day), max(t.day)
        from
        """
            + TOLD
            + """
            where t.issued > 0 group by t.client order by t.client
            on conflict (realm, client_uuid) do update set
              first_day = least(u.first_day, excluded.first_day),
              last_day = greatest(u.last_day, excluded.last_day)
            """,
        gate.realm(),
        uses);
  }

  /** Since when uses are counted; nothing while the gate never told. */
  public Optional<Instant> countedSince() {
    return database.first(
        "select since from metering where realm = ?", row -> row.instant("since"), gate.realm());
  }

  /** The last days on which those of the given clients got a token that ever did. */
  public Map<Client, LocalDate> lastUsed(Collection<Client> clients) {
    return lastUsed(clients, null);
  }

  /** The last days until an instant, as far as days are kept. */
  public Map<Client, LocalDate> lastUsed(Collection<Client> clients, @Nullable Instant until) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    LocalDate day = until == null ? null : LocalDate.ofInstant(until, ZoneOffset.UTC);
    Map<Client, LocalDate> last = new HashMap<>();
    database.list(
        """
        select * from (select c.realm, c.client_uuid, case when u.last_day <= coalesce(?::date, u.last_day)
            then u.last_day
            else (
              select max(d.day) from use_of_client d
              where d.realm = c.realm and d.client_uuid = c.client_uuid
                and d.issued > 0 and d.day <= ?::date)
          end as last_day
        from unnest(?::text[], ?::text[]) as c (realm, client_uuid)
        join last_use u on u.realm = c.realm and u.client_uuid = c.client_uuid
        where u.first_day <= coalesce(?::date, u.first_day)) as found
        where last_day is not null
        """,
        row ->
            last.put(new Client(row.text("realm"), row.text("client_uuid")), row.date("last_day")),
        day,
        day,
        clients.stream().map(Client::realm).toList(),
        clients.stream().map(Client::uuid).toList(),
        day);
    return last;
  }

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  /** Forgets days that are too long ago, and what was asked for in vain that long ago. */
  @Override
  @Transactional
  public void run() {
    LocalDate oldest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minus(config.keep());
    database.update("delete from use_of_client where day < ?", oldest);
    database.update(
        "delete from use_of_part where last_granted is null and last_asked < ?", oldest);
  }
}
