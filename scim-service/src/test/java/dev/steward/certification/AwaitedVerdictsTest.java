package dev.steward.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.database.Row;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, reviews wait for those who answer for their identities, and tell the tier. */
@QuarkusTest
class AwaitedVerdictsTest {

  private static final int HAPPENINGS = 150;
  private static final List<String> PEOPLE = List.of("'ada'", "'bob'", "'cy'");

  private static final String OPENED =
      """
      insert into review (identity_id, opened_at, due)
      select id, now(), current_date + 3 from identity i where id = ?
        and not exists (select from review r where r.identity_id = i.id and closed_at is null)
      """;

  /** Everything that decides whose verdict is awaited, each as somebody writes it. */
  private static final List<String> HAPPENINGS_TO_ONE =
      List.of(
          OPENED.replace("+ 3", "+ (CHANCE * 9)::int"),
          """
          update review set verdict = 'OVERTAKEN', closed_at = now()
          where identity_id = ? and closed_at is null
          """,
          "update review set due = due + 1 where identity_id = ?",
          "delete from review where identity_id = ? and CHANCE < 0.3",
          """
          insert into abstention (review_id, reviewer, reason, at)
          select id, PERSON, 'somebody else knows', now() from review where identity_id = ?
          on conflict do nothing
          """,
          """
          delete from abstention a using review r where r.id = a.review_id and r.identity_id = ?
          """,
          """
          insert into identity_owner (identity_id, position, person, role, accepted_at)
          select i.id, coalesce((
              select max(position) + 1 from identity_owner o where o.identity_id = i.id), 0),
            PERSON, free.role, case when CHANCE < 0.7 then now() end
          from identity i cross join lateral (
            select r.role from unnest(array['OWNER', 'BACKUP', 'SPONSOR']) as r (role)
            where not exists (
              select from identity_owner o
              where o.identity_id = i.id and o.person = PERSON and o.role = r.role)
            limit 1) as free
          where i.id = ?
          """,
          "update identity_owner set accepted_at = now() where identity_id = ?",
          "update identity_owner set accepted_at = null where identity_id = ? and person = PERSON",
          """
          update identity_owner o set person = PERSON where identity_id = ? and position = (
              select min(position) from identity_owner f where f.identity_id = o.identity_id)
            and not exists (
              select from identity_owner other
              where other.identity_id = o.identity_id and other.person = PERSON)
          """,
          "delete from identity_owner where identity_id = ? and person = PERSON",
          "delete from identity_owner where identity_id = ? and CHANCE < 0.3",
          "update identity set risk_tier = 'CRITICAL' where id = ?",
          "update identity set risk_tier = 'LOW' where id = ?");

  @Inject Database database;

  private final List<UUID> identities = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() {
    database.update("delete from identity where purpose = 'Awaited'");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theyAreThoseThatTheFactsTell(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int waiting = 0;
    for (int i = 0; i < 4; i++) {
      own(register(), any(PEOPLE, random));
      database.update(OPENED, identities.getLast());
    }
    for (int i = 0; i < HAPPENINGS; i++) {
      String happening = happening(random);
      database.update(happening, any(identities, random));

      List<String> kept = kept();
      assertThat(kept).as("%d happenings, the last: %s", i, happening).isEqualTo(told());
      assertThat(tiersThatDiffer()).as(happening).isZero();
      waiting += kept.size();
    }
    assertThat(waiting).isPositive();
    database.update("delete from identity where id = ?", identities.getFirst());
    assertThat(kept()).isEqualTo(told());
  }

  /** Each sees nothing of what the other writes; the one who is second waits and looks again. */
  @Test
  void whoeverBecomesAnOwnerWhileAReviewIsOpenedIsAwaited() throws Exception {
    UUID identity = register();

    meanwhile(
        () -> database.update(OPENED, identity),
        () -> {
          database.update("update identity set version = version + 1 where id = ?", identity);
          own(identity, "'ada'");
        });

    assertThat(kept()).hasSize(1).isEqualTo(told());
  }

  @Test
  void anIdentityOfAnotherTierWhileAReviewIsOpenedIsToldByIt() throws Exception {
    UUID identity = register();
    own(identity, "'ada'");

    meanwhile(
        () -> database.update("update identity set risk_tier = 'CRITICAL' where id = ?", identity),
        () -> database.update(OPENED, identity));

    assertThat(kept()).hasSize(1).isEqualTo(told()).first().asString().contains("CRITICAL");
    assertThat(tiersThatDiffer()).isZero();
  }

  /** The same ones for the same seed: the database decides nothing by chance. */
  private static String happening(RandomGenerator random) {
    return any(HAPPENINGS_TO_ONE, random)
        .replace("PERSON", any(PEOPLE, random))
        .replace("CHANCE", Double.toString(random.nextDouble()));
  }

  /** Begins the second before the first is committed. */
  private static void meanwhile(Runnable first, Runnable second) throws Exception {
    try (var other = Executors.newSingleThreadExecutor()) {
      QuarkusTransaction.begin();
      first.run();
      Future<?> waiting = other.submit(() -> QuarkusTransaction.requiringNew().run(second));
      Thread.sleep(300);
      QuarkusTransaction.commit();
      waiting.get();
    }
  }

  private UUID register() {
    UUID id = UUID.randomUUID();
    identities.add(id);
    database.update(
        """
        insert into identity (
          id, version, kind, user_name, purpose, risk_tier, cadence, grace, brownout, begun,
          grants, scopes, longest_token, last_reviewed, intent, review_due, grace_from,
          brownout_from, good_until, created, modified)
        values (?, 1, 'AI_AGENT', 'awaited-' || gen_random_uuid(), 'Awaited', 'HIGH', 'P90D',
          'P14D', 'P3D', true, '{}', '{}', 'PT5M', current_date, 'APPROVED', current_date + 90,
          now() + interval '91 days', now() + interval '102 days', now() + interval '105 days',
          now(), now())
        """,
        id);
    return id;
  }

  private void own(UUID identity, String person) {
    database.update(
        """
        insert into identity_owner (identity_id, position, person, role, accepted_at)
        values (?, 0, PERSON, 'OWNER', now())
        """
            .replace("PERSON", person),
        identity);
  }

  private List<String> kept() {
    return database.list(
        """
        select concat_ws(' ', a.person, a.due, a.review_id, a.risk_tier, a.abstained) as told
        from awaited_verdict a join identity i on i.id = a.identity_id
        where i.purpose = 'Awaited' order by 1
        """,
        AwaitedVerdictsTest::told);
  }

  private List<String> told() {
    return database.list(
        """
        select distinct concat_ws(' ', o.person, r.due, r.id, i.risk_tier, exists (
          select from abstention b where b.review_id = r.id and b.reviewer = o.person)) as told
        from identity i
        join review r on r.identity_id = i.id and r.closed_at is null
        join identity_owner o on o.identity_id = i.id and o.accepted_at is not null
        where i.purpose = 'Awaited' order by 1
        """,
        AwaitedVerdictsTest::told);
  }

  private static String told(Row row) {
    return row.text("told");
  }

  private long tiersThatDiffer() {
    return database.number(
        """
        select count(*) from review r join identity i on i.id = r.identity_id
        where i.purpose = 'Awaited' and r.closed_at is null and r.risk_tier <> i.risk_tier
        """);
  }

  private static <T> T any(List<T> some, RandomGenerator random) {
    return some.get(random.nextInt(some.size()));
  }
}
