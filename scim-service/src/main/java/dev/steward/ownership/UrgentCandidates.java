package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.ShadowRows;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.Orphan.Place;
import dev.steward.problem.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The candidates for the orphan report in the order of their deadlines: identities, and clients
 * that nobody registered.
 *
 * <p>Those of a tier stand in that order in an index. Each page takes the first of each tier, and
 * of these the first.
 */
@ApplicationScoped
class UrgentCandidates {

  private static final String CLIENTS =
      """
      select null::uuid, c.client_uuid, (c.first_seen at time zone 'UTC' + ?::interval) at time zone 'UTC'
      %s  and c.first_seen >= ?
        and ((c.first_seen at time zone 'UTC' + ?::interval) at time zone 'UTC',
          c.client_uuid collate "C") > (?, ?)
      order by c.first_seen, c.client_uuid collate "C" limit ?
      """
          .formatted(ShadowRows.OTHER_CANDIDATES);

  private static final String ALL =
      "with candidate as not materialized (select * from orphan_candidate)\n";

  /** Found once, and not for each tier again. */
  private static final String OF_OWNER =
      """
      with candidate as materialized (
        select * from orphan_candidate
        where identity_id in (select o.identity_id from identity_owner o where o.person = ?))
      """;

  private static final UUID LAST = new UUID(-1, -1);

  /** Behind the deadline of whatever has none. */
  private static final Instant LATEST = Instant.parse("+12000-01-01T00:00:00Z");

  private final Database database;
  private final OrphanSorting sorting;
  private final Deadlines deadlines;
  private final GateConfig gate;

  UrgentCandidates(Database database, OrphanSorting sorting, Deadlines deadlines, GateConfig gate) {
    this.database = database;
    this.sorting = sorting;
    this.deadlines = deadlines;
    this.gate = gate;
  }

  /** Something that may be an orphan, with the deadline that it then has. */
  record Urgent(Instant due, Place place) {

    private static final Urgent START = new Urgent(Instant.EPOCH, new Place(new UUID(0, 0), null));

    private static Urgent read(Row row) {
      return new Urgent(
          row.instant("due"),
          new Place(row.optionalUuid("identity_id"), row.optionalText("client")));
    }

    /** The place as it is asked for. */
    static Urgent of(@Nullable String key) {
      if (key == null) {
        return START;
      }
      String[] parts = key.split("_", 2);
      Instant due = parts.length < 2 ? LATEST : Queries.instant("after", parts[0], Instant.EPOCH);
      if (due.isBefore(Instant.EPOCH) || !due.isBefore(LATEST)) {
        throw new BadRequestException(
            "query parameter after is what the address of a next page has; begin at the first page");
      }
      return new Urgent(due, OrphanReports.place(parts[1]));
    }

    String key() {
      return due + "_" + place.key();
    }
  }

  /**
   * Has what changed a moment ago sorted in, before the first of the pages that belong together.
   */
  void prepare() {
    sorting.requireComplete();
    sorting.sortIn();
  }

  /** Up to {@code limit} that a filter may find, from after one on. */
  List<Urgent> page(OrphanFilter filter, Urgent after, int limit) {
    List<String> among = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    if (filter.owner() != null) {
      parameters.add(filter.owner());
    }
    if (filter.takesIdentities()) {
      among.add(identities(filter, after, limit, parameters));
    }
    if (filter.takesShadows()) {
      among.add(clients(after, limit, parameters));
    }
    if (among.isEmpty()) {
      return List.of();
    }
    parameters.add(limit);
    return database.list(
        (filter.owner() == null ? ALL : OF_OWNER)
            + """
            select identity_id, client, due from ((%s)) as c (identity_id, client, due)
            order by due, client is not null, identity_id, client collate "C" limit ?
            """
                .formatted(String.join(") union all (", among)),
        Urgent::read,
        parameters.toArray());
  }

  private String identities(
      OrphanFilter filter, Urgent after, int limit, List<@Nullable Object> parameters) {
    List<RiskTier> tiers =
        Arrays.stream(RiskTier.values())
            .filter(tier -> filter.tiers().isEmpty() || filter.tiers().contains(tier))
            .toList();
    parameters.add(tiers.stream().map(RiskTier::name).toList());
    parameters.add(tiers.stream().map(tier -> deadlines.within(tier).toString()).toList());
    parameters.add(
        tiers.stream().map(tier -> start(after.due(), deadlines.within(tier)).toString()).toList());
    parameters.add(after.due());
    parameters.add(Optional.ofNullable(after.place().identity()).orElse(LAST));
    String narrower = narrower(filter, parameters);
    parameters.add(limit);
    return """
        select c.identity_id, null::text as client, c.due
        from unnest(?::text[], ?::text[]::interval[], ?::text[]::timestamptz[])
          as t (tier, within, start)
        cross join lateral (
          select distinct c.since, c.identity_id,
            (c.since at time zone 'UTC' + t.within) at time zone 'UTC' as due
          from candidate c
          where c.risk_tier = t.tier and c.since >= t.start
            and ((c.since at time zone 'UTC' + t.within) at time zone 'UTC', c.identity_id)
              > (?, ?::uuid) %s
          order by c.since, c.identity_id limit ?) c
        """
        .formatted(narrower);
  }

  private static String narrower(OrphanFilter filter, List<@Nullable Object> parameters) {
    StringBuilder narrower = new StringBuilder();
    if (!filter.takesEveryIdentity()) {
      narrower.append(" and c.reason = any (?)");
      parameters.add(names(filter.reasons()));
    }
    if (!filter.kinds().isEmpty()) {
      narrower.append(" and c.kind = any (?)");
      parameters.add(names(filter.kinds()));
    }
    if (filter.environment() != null) {
      narrower.append(" and c.environment = ?");
      parameters.add(filter.environment());
    }
    return narrower.toString();
  }

  private String clients(Urgent after, int limit, List<@Nullable Object> parameters) {
    Period within = deadlines.within(null);
    String client = after.place().client();
    parameters.add(within.toString());
    parameters.add(gate.realm());
    parameters.add(gate.clientId());
    parameters.add(start(after.due(), within));
    parameters.add(within.toString());
    parameters.add(after.due());
    parameters.add(client == null ? "" : client);
    parameters.add(limit);
    return CLIENTS;
  }

  /** Who is an orphan since before this, has an earlier deadline. */
  private static Instant start(Instant due, Period within) {
    Instant start = due.atOffset(ZoneOffset.UTC).minus(within).toInstant();
    return start.isBefore(OrphanSorting.WITHOUT_BEGINNING)
        ? start
        : OrphanSorting.WITHOUT_BEGINNING;
  }

  private static List<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).toList();
  }
}
