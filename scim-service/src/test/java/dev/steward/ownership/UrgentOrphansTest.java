package dev.steward.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.OrphanReports.Part;
import dev.steward.ownership.UrgentCandidates.Urgent;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many orphans there are, those that are late come first. */
@QuarkusTest
class UrgentOrphansTest {

  private static final Comparator<Orphan> BY_DEADLINE =
      Comparator.comparing(Orphan::due, Comparator.nullsLast(Comparator.naturalOrder()));

  @Inject OrphanReports reports;
  @Inject OrphanSorting sorting;
  @Inject UrgentCandidates candidates;
  @Inject Database database;

  private final String owner = Sample.person();
  private final String leaver = Sample.person();
  private final OrphanFilter ofOwner = new OrphanFilter(Set.of(), Set.of(), Set.of(), null, owner);

  @BeforeEach
  void peopleAreKnown() {
    comes(owner);
    comes(leaver);
  }

  @AfterEach
  void nothingIsLeft() {
    database.update("delete from identity where purpose = 'Urgent'");
    database.update("delete from known_client where client_id = 'urgent'");
    database.update("delete from person where id in (?, ?)", owner, leaver);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 50})
  void comeInTheOrderOfTheirDeadlinesPageByPage(int size) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(size);
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      RiskTier tier = List.of(RiskTier.values()).get(random.nextInt(4));
      UUID id = identity(tier, random.nextInt(200), "test", i % 3 == 0 ? leaver : null);
      owns(id, owner, 1, false);
      all.add(id);
    }
    UUID withoutBeginning = identity(RiskTier.CRITICAL, 300, "the-old-data-centre", null);
    owns(withoutBeginning, owner, 1, true);
    all.add(withoutBeginning);
    database.update(
        "update person set account = 'GONE', gone_at = now() - interval '90 days' where id = ?",
        leaver);

    List<Orphan> walked = walk(ofOwner, size);

    assertThat(walked)
        .isSortedAccordingTo(BY_DEADLINE)
        .extracting(Orphan::identity)
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(walked.getLast().identity()).isEqualTo(withoutBeginning);
  }

  @Test
  void moveBackWhenNobodyOwnsThemSinceLater() {
    UUID one = identity(RiskTier.LOW, 20, "urgent", null);
    UUID other = identity(RiskTier.LOW, 10, "urgent", null);
    OrphanFilter filter = new OrphanFilter(Set.of(), Set.of(), Set.of(), "urgent", null);
    assertThat(walk(filter, 1)).extracting(Orphan::identity).containsExactly(one, other);

    database.update("update identity set modified = now() where id = ?", one);

    assertThat(walk(filter, 1)).extracting(Orphan::identity).containsExactly(other, one);
  }

  @Test
  void standAmongClientsThatNobodyRegistered() {
    UUID late = identity(RiskTier.MEDIUM, 40, "test", null);
    UUID inTime = identity(RiskTier.MEDIUM, 20, "test", null);
    String client = UUID.randomUUID().toString();
    database.update(
        """
        insert into known_client (realm, client_uuid, client_id, enabled, acts_by_itself,
          permit_state, facts, first_seen, last_seen)
        values (?, ?, 'urgent', true, true, 'NONE', '{}', now() - interval '30 days', now())
        """,
        KeycloakDouble.REALM,
        client);

    for (int size : List.of(1, 2, 100)) {
      assertThat(
              walk(OrphanFilter.ALL, size).stream()
                  .map(Orphan::key)
                  .filter(Set.of(late.toString(), inTime.toString(), "shadow:" + client)::contains))
          .containsExactly(late.toString(), "shadow:" + client, inTime.toString());
    }
  }

  @Test
  void standOnPagesThatLeadToTheNext() {
    UUID late = identity(RiskTier.CRITICAL, 150, "test", null);
    owns(late, owner, 1, false);
    for (int i = 0; i < 100; i++) {
      owns(identity(RiskTier.LOW, i, "test", null), owner, 1, false);
    }
    Browser security = Browser.of(Sample.person(), "steward-security");

    Page first = security.open("/console/orphans?owner=" + owner);
    Page second = security.open(first.html().select("a[rel=next]").attr("href"));

    assertThat(first.texts("main p").toString()).contains("More than one page, the most urgent");
    assertThat(first.html().select("tbody tr")).hasSize(100);
    assertThat(first.html().select("tbody tr:first-child a").attr("href"))
        .endsWith(late.toString());
    assertThat(second.html().select("tbody tr")).hasSize(1);
  }

  @Test
  void costWhatIsShownOfThem() {
    sorting.run();
    QuarkusTransaction.begin();
    try {
      database.update(
          """
          with many as (
            insert into identity (
              id, version, kind, user_name, purpose, risk_tier, cadence, grace, brownout, begun,
              grants, scopes, longest_token, last_reviewed, intent, review_due, grace_from,
              brownout_from, good_until, created, modified)
            select gen_random_uuid(), 1, 'AI_AGENT', 'urgent-' || gen_random_uuid(), 'Urgent',
              'LOW', 'P90D', 'P14D', 'P3D', true, '{}', '{}', 'PT5M', current_date, 'APPROVED',
              current_date + 90, now() + interval '91 days', now() + interval '102 days',
              now() + interval '105 days', now() - n * interval '1 hour', now()
            from generate_series(1, 5000) n
            returning id, created)
          insert into orphan_candidate (reason, risk_tier, kind, identity_id, since)
          select 'OWNER_MISSING', 'LOW', 'AI_AGENT', id, created from many
          """);
      database.update("delete from orphan_mark");
      database.update("analyze orphan_candidate");
      for (OrphanFilter filter :
          List.of(
              OrphanFilter.ALL,
              new OrphanFilter(
                  Set.of(OrphanReason.OWNER_MISSING),
                  Set.of(RiskTier.LOW),
                  Set.of(),
                  null,
                  null))) {
        long before = rowsLookedAt();
        assertThat(candidates.page(filter, Urgent.of(null), 20)).hasSize(20);
        assertThat(rowsLookedAt() - before).as("for %s", filter).isLessThan(1000);
      }
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private long rowsLookedAt() {
    return database.number(
        """
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
        from pg_stat_xact_user_tables where schemaname = 'public'
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "019a3000-0000-7000-8000-000000000000",
        "2026-01-01_x",
        "_",
        "%2B99999-01-01T00:00:00Z_x"
      })
  void refuseAPlaceThatIsNone(String after) {
    Page page =
        Browser.of(Sample.person(), "steward-security").open("/console/orphans?after=" + after);

    assertThat(page.status()).isEqualTo(400);
  }

  private List<Orphan> walk(OrphanFilter filter, int size) {
    List<Orphan> walked = new ArrayList<>();
    String next = null;
    do {
      Part part = reports.urgentFirst(filter, next, size);
      walked.addAll(part.orphans());
      next = part.next();
    } while (next != null);
    assertThat(walked.stream().map(Orphan::key)).doesNotHaveDuplicates();
    return walked.stream().filter(Objects::nonNull).toList();
  }

  private void comes(String person) {
    database.update(
        """
        insert into person (id, user_name, subject, account, last_seen, created, modified)
        values (?, ?, ?, 'ENABLED', now(), now(), now()) on conflict do nothing
        """,
        person,
        "user-" + person,
        person);
  }

  /** One that began some days ago. */
  private UUID identity(RiskTier tier, int daysAgo, String environment, @Nullable String accepted) {
    UUID id = UUID.randomUUID();
    database.update(
        """
        insert into identity (
          id, version, kind, user_name, purpose, environment, risk_tier,
          cadence, grace, brownout, begun, grants, scopes, longest_token, last_reviewed, intent,
          review_due, grace_from, brownout_from, good_until, created, modified)
        values (?, 1, 'AI_AGENT', 'urgent-' || gen_random_uuid(), 'Urgent', ?, ?,
          'P90D', 'P14D', 'P3D', true, '{}', '{}', 'PT5M', current_date,
          'APPROVED', current_date + 90, now() + interval '91 days', now() + interval '102 days',
          now() + interval '105 days', ?, ?)
        """,
        id,
        environment,
        tier,
        daysAgo(daysAgo),
        daysAgo(daysAgo));
    if (accepted != null) {
      owns(id, accepted, 0, true);
    }
    return id;
  }

  private static Instant daysAgo(int days) {
    return Instant.parse("2026-11-20T10:00:00Z").minusSeconds(days * 86_400L);
  }

  private void owns(UUID identity, String person, int position, boolean accepted) {
    database.update(
        """
        insert into identity_owner (identity_id, position, person, role, accepted_at)
        values (?, ?, ?, 'OWNER', case when ? then now() end)
        """,
        identity,
        position,
        person,
        accepted);
  }
}
