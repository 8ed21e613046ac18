package dev.steward.ownership;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.OrphanReports.Part;
import dev.steward.ownership.OrphanSearch.Found;
import dev.steward.testing.KeycloakDouble;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to identities, the report shows those that are orphans by the facts, page by
 * page.
 */
@QuarkusTest
class OrphanCandidatesTest {

  private static final String REALM = KeycloakDouble.REALM;
  private static final int PEOPLE = 8;
  private static final int HAPPENINGS = 60;

  /** Everything that decides whether something is an orphan, each as somebody else writes it. */
  private static final List<String> HAPPENINGS_TO_ONE =
      List.of(
          "update identity set intent = 'SUSPENDED' where id = ?::uuid",
          "update identity set intent = 'APPROVED' where id = ?::uuid",
          "update identity set intent = 'REVOKED' where id = ?::uuid",
          "update identity set risk_tier = 'CRITICAL' where id = ?::uuid",
          "update identity set risk_tier = 'LOW', kind = 'WORKLOAD' where id = ?::uuid",
          "update identity set environment = 'lab' where id = ?::uuid",
          "update identity set client_uuid = null, realm = null where id = ?::uuid",
          "update identity_owner set accepted_at = null where identity_id = ?::uuid",
          "update identity_owner set accepted_at = now() where identity_id = ?::uuid",
          "delete from identity_owner where identity_id = ?::uuid and position = 0",
          """
          insert into incident (realm, client_uuid, kind, since)
          select realm, client_uuid, 'ClientGone', now() from identity
          where id = ?::uuid and realm is not null on conflict do nothing
          """,
          """
          delete from incident n using identity i
          where i.id = ?::uuid and n.realm = i.realm and n.client_uuid = i.client_uuid
          """,
          """
          insert into last_use (realm, client_uuid, first_day, last_day)
          select realm, client_uuid, current_date - 80, current_date - 40 from identity
          where id = ?::uuid and realm is not null on conflict do nothing
          """,
          """
          update last_use u set last_day = current_date from identity i
          where i.id = ?::uuid and u.realm = i.realm and u.client_uuid = i.client_uuid
          """,
          """
          insert into dormancy_exception (id, identity_id, since, until, reason, approver)
          values (gen_random_uuid(), ?::uuid, now(), now() + interval '30 days', 'spare', 'carol')
          """);

  private static final List<String> HAPPENINGS_TO_A_PERSON =
      List.of(
          "update person set account = 'DISABLED', gone_at = now() where id = ?",
          "update person set account = 'GONE', gone_at = now() where id = ?",
          "update person set account = 'ENABLED', gone_at = null where id = ?",
          "delete from person where id = ?",
          """
          insert into over_limit (person, risk_tier, owned, since)
          values (?, 'LOW', 999, now()) on conflict do nothing
          """,
          "delete from over_limit where person = ?");

  @Inject OrphanSearch search;
  @Inject OrphanReports reports;
  @Inject OrphanSorting sorting;
  @Inject OrphanCandidates candidates;
  @Inject Database database;

  private final List<String> people =
      IntStream.range(0, PEOPLE).mapToObj(i -> "orphan-" + UUID.randomUUID()).toList();
  private final List<UUID> identities = new ArrayList<>();

  @BeforeEach
  void somebodyCounts() {
    database.update(
        """
        insert into metering (realm, since, heard_at)
        values (?, now() - interval '400 days', now())
        on conflict (realm) do update set since = excluded.since
        """,
        REALM);
    people.forEach(this::comes);
  }

  @AfterEach
  void nothingIsLeft() {
    travel("PT0S");
    database.update("delete from identity where purpose = 'Orphans'");
    database.update("delete from over_limit where person = any (?)", people);
    database.update("delete from person where id = any (?)", people);
    database.update("delete from metering where realm = ?", REALM);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatItShowsIsWhatTheFactsSay(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int days = 0;
    for (int i = 0; i < HAPPENINGS; i++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> register(random);
        case 2 -> somethingHappens(HAPPENINGS_TO_A_PERSON, any(people, random), random);
        case 3 -> sorting.run();
        case 4 -> {
          days += random.nextInt(25);
          travel("P%dD".formatted(days));
        }
        default -> {
          if (!identities.isEmpty()) {
            somethingHappens(HAPPENINGS_TO_ONE, any(identities, random).toString(), random);
          }
        }
      }
      if (i % 6 == 5) {
        OrphanFilter filter = filter(random);
        assertThat(report(filter, few(random)))
            .as("%s after %d happenings, %d days on", filter, i, days)
            .isEqualTo(judged(filter));
        assertThat(urgentFirst(filter, few(random)))
            .as("%s by urgency after %d happenings, %d days on", filter, i, days)
            .isEqualTo(judged(filter));
      }
    }
    assertThat(report(OrphanFilter.ALL, 7)).isEqualTo(judged(OrphanFilter.ALL));
  }

  @Test
  void whoeverOnlyHadToWaitIsThereAtOnce() {
    UUID unused = identity("CRITICAL", people.getFirst(), true);
    sorting.run();
    assertThat(report(OrphanFilter.ALL, 5)).doesNotContain(unused);

    travel("PT719H59M");
    assertThat(report(OrphanFilter.ALL, 5)).doesNotContain(unused);
    travel("PT720H1M");
    assertThat(report(OrphanFilter.ALL, 5)).contains(unused);
  }

  @Test
  void whoeverWasSortedOutIsLookedAtNoMore() {
    UUID owned = identity("LOW", people.getFirst(), true);
    sorting.run();

    assertThat(
            database.number(
                """
                select (select count(*) from orphan_mark where identity_id = ?)
                  + (select count(*) from orphan_candidate where identity_id = ?)
                """,
                owned,
                owned))
        .isZero();
  }

  /** A service that is killed between finding and writing leaves everything to the next. */
  @Test
  void whatIsWrittenWhileOthersAreSortedInStaysMarked() {
    UUID written = identity("LOW", people.getFirst(), true);
    sorting.run();
    QuarkusTransaction.begin();
    try {
      database.update("delete from identity_owner where identity_id = ?", written);
      QuarkusTransaction.suspendingExisting().run(sorting::run);
    } finally {
      QuarkusTransaction.commit();
    }
    sorting.run();

    assertThat(report(OrphanFilter.ALL, 5)).contains(written);
  }

  @Test
  void whoeverIsNoCandidateIsNotLookedAt() {
    for (int i = 0; i < 12; i++) {
      identity("LOW", null, false);
    }
    sorting.run();
    QuarkusTransaction.begin();
    try {
      long few = rowsForAPage();
      database.update(
          """
          insert into identity (
            id, version, kind, user_name, purpose, risk_tier, cadence, grace, brownout, begun,
            grants, scopes, longest_token, last_reviewed, intent, review_due, grace_from,
            brownout_from, good_until, created, modified)
          select ('00000000-0000-0000-0001-' || lpad(to_hex(n), 12, '0'))::uuid, 1, 'AI_AGENT',
            'owned-' || gen_random_uuid(), 'Orphans', 'LOW', 'P90D', 'P14D', 'P3D', true, '{}', '{}',
            'PT5M', current_date, 'APPROVED', current_date + 90, now() + interval '91 days',
            now() + interval '102 days', now() + interval '105 days', now(), now()
          from generate_series(1, 5000) n
          """);
      database.update("delete from orphan_mark");
      assertThat(rowsForAPage()).isLessThan(few + 100);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private long rowsForAPage() {
    long before = rowsLookedAt();
    assertThat(candidates.page(OrphanFilter.ALL, null, 10)).hasSize(10);
    return rowsLookedAt() - before;
  }

  private long rowsLookedAt() {
    return database.number(
        """
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
        from pg_stat_xact_user_tables where schemaname = 'public'
        """);
  }

  private void somethingHappens(List<String> happenings, String to, RandomGenerator random) {
    database.update(any(happenings, random), to);
    if (people.contains(to) && random.nextBoolean()) {
      comes(to);
    }
  }

  private void comes(String person) {
    database.update(
        """
        insert into person (id, user_name, subject, account, last_seen, created, modified)
        values (?, ?, ?, 'ENABLED', now(), now(), now()) on conflict do nothing
        """,
        person,
        person,
        person);
  }

  private void register(RandomGenerator random) {
    String tier = any(List.of(RiskTier.values()), random).name();
    boolean accepted = random.nextInt(4) > 0;
    identity(tier, random.nextInt(6) == 0 ? null : any(people, random), accepted);
  }

  private UUID identity(String tier, @Nullable String owner, boolean accepted) {
    UUID id = UUID.randomUUID();
    identities.add(id);
    database.update(
        """
        insert into identity (
          id, version, kind, user_name, purpose, environment, risk_tier, realm, client_uuid,
          cadence, grace, brownout, begun, grants, scopes, longest_token, last_reviewed, intent,
          review_due, grace_from, brownout_from, good_until, created, modified)
        values (?, 1, 'AI_AGENT', 'orphan-' || gen_random_uuid(), 'Orphans', 'test', ?, ?,
          gen_random_uuid()::text, 'P90D', 'P14D', 'P3D', true, '{}', '{}', 'PT5M', current_date,
          'APPROVED', current_date + 90, now() + interval '91 days', now() + interval '102 days',
          now() + interval '105 days', now(), now())
        """,
        id,
        tier,
        REALM);
    if (owner != null) {
      database.update(
          """
          insert into identity_owner (identity_id, position, person, role, accepted_at)
          values (?, 0, ?, 'OWNER', case when ? then now() end)
          """,
          id,
          owner,
          accepted);
    }
    return id;
  }

  private OrphanFilter filter(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> OrphanFilter.ALL;
      case 1 -> new OrphanFilter(reasons(random), Set.of(), Set.of(), null, null);
      case 2 ->
          new OrphanFilter(
              reasons(random),
              Set.of(any(List.of(RiskTier.values()), random)),
              Set.of(),
              null,
              null);
      case 3 -> new OrphanFilter(Set.of(), Set.of(), Set.of(Kind.WORKLOAD), "lab", null);
      default -> new OrphanFilter(reasons(random), Set.of(), Set.of(), null, any(people, random));
    };
  }

  private static Set<OrphanReason> reasons(RandomGenerator random) {
    EnumSet<OrphanReason> reasons = EnumSet.noneOf(OrphanReason.class);
    for (OrphanReason reason : OrphanReason.values()) {
      if (reason != OrphanReason.SHADOW && random.nextInt(3) == 0) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  /** Those of this test, read page by page. */
  private Set<UUID> report(OrphanFilter filter, int limit) {
    Set<UUID> found = new HashSet<>();
    UUID after = null;
    List<Found> page;
    do {
      page = search.page(filter, after, limit);
      page.stream().map(Found::id).filter(identities::contains).forEach(found::add);
      after = page.isEmpty() ? after : page.getLast().id();
    } while (page.size() == limit);
    return found;
  }

  /** The same in the order of their deadlines. */
  private Set<UUID> urgentFirst(OrphanFilter filter, int limit) {
    Set<UUID> found = new HashSet<>();
    String after = null;
    do {
      Part part = reports.urgentFirst(filter, after, limit);
      part.orphans().stream()
          .map(Orphan::identity)
          .filter(identities::contains)
          .forEach(found::add);
      after = part.next();
    } while (after != null);
    return found;
  }

  /** Those of this test, each looked at. */
  private Set<UUID> judged(OrphanFilter filter) {
    Set<UUID> found = new HashSet<>();
    for (Found one : search.of(identities)) {
      boolean takes =
          one.isOneOf(filter.reasons())
              && contains(filter.tiers(), one.tier())
              && contains(filter.kinds(), Kind.valueOf(one.kind()))
              && (filter.environment() == null || filter.environment().equals(one.environment()))
              && (filter.owner() == null || isNamed(filter.owner(), one.id()));
      if (takes) {
        found.add(one.id());
      }
    }
    return found;
  }

  private boolean isNamed(String owner, UUID identity) {
    return database.number(
            "select count(*) from identity_owner where identity_id = ? and person = ?",
            identity,
            owner)
        > 0;
  }

  /** So many that the pages are about a dozen, however many the tests before this one left. */
  private int few(RandomGenerator random) {
    return (int) database.number("select count(*) from orphan_candidate") / 12
        + 1
        + random.nextInt(4);
  }

  private static <T> boolean contains(Collection<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private static <T> T any(List<T> some, RandomGenerator random) {
    return some.get(random.nextInt(some.size()));
  }
}
