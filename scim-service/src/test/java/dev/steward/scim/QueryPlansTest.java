package dev.steward.scim;

import static dev.steward.query.Condition.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.query.Condition;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.SortKey;
import dev.steward.query.Window;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Offset;
import dev.steward.registry.Attribute;
import dev.steward.registry.Recorded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The database itself counts, within a transaction, how many rows it looks at. */
@QuarkusTest
class QueryPlansTest {

  private static final Window FIRST_PAGE = new Window(Order.BY_ID, new Offset(0), 100);

  private static final List<String> COMMON =
      List.of(
          "id eq \"00000000-0000-0000-0000-000000000ffe\"",
          "agentUserName eq \"planned-4711\"",
          "agentUserName sw \"planned-471\"",
          "active eq true and agentUserName sw \"planned-471\"",
          "displayName sw \"Planned 471\"",
          "externalId eq \"x-4711\"",
          "owners.value eq \"owner-17\"",
          "owners[value eq \"owner-17\"]",
          "meta.lastModified ge \"2040-01-01T05:33:00Z\"",
          "%1$s:reviewDue ge \"2039-12-01\" and %1$s:reviewDue le \"2040-01-01\""
              .formatted(Urn.GOVERNANCE),
          Urn.GOVERNANCE + ":controlLinks eq \"iso42001:P.17\"",
          Urn.GOVERNANCE + ":client.id eq \"client-4711\"");

  /** Of twenty thousand. */
  private static final long FEW = 1_000;

  @Inject IdentityStores stores;
  @Inject Database database;

  @Test
  void noCommonFilterLooksAtManyMoreRowsThanItFinds() {
    QuarkusTransaction.begin();
    try {
      manyIdentities();
      ResourceStore<Recorded> agents = stores.agents();
      List<String> wide = new ArrayList<>();
      for (String filter : COMMON) {
        Condition condition = FilterCondition.of(agents.type(Samples.STRICT), filter);
        askedOften(agents, condition);
        long before = rowsLookedAt();
        assertThat(agents.page(condition, FIRST_PAGE).rows()).as(filter).isNotEmpty();
        agents.count(condition);
        long looked = rowsLookedAt() - before;
        if (looked > FEW) {
          wide.add("%,d rows for %s".formatted(looked, filter));
        }
      }
      assertThat(wide).isEmpty();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /** After ten times the driver and the database have made up their minds how to answer. */
  private static void askedOften(ResourceStore<Recorded> agents, Condition condition) {
    for (int i = 0; i < 10; i++) {
      agents.page(condition, FIRST_PAGE);
    }
  }

  static List<Order> ordersWithAnIndex() {
    return Stream.of(
            null,
            Attribute.USER_NAME,
            Attribute.DISPLAY_NAME,
            Attribute.CREATED,
            Attribute.MODIFIED,
            Attribute.REVIEW_DUE)
        .map(field -> field == null ? null : new SortKey.Of(field))
        .flatMap(key -> Stream.of(new Order(key, false), new Order(key, true)))
        .toList();
  }

  /** Whoever asks for a page far behind gets what they would have walked to. */
  @Test
  void noWalkInAnIndexedOrderLooksAtManyMoreRowsThanItShows() {
    QuarkusTransaction.begin();
    try {
      manyIdentities();
      database.update("update identity set display_name = null where user_name like 'planned-%77'");
      ResourceStore<Recorded> agents = stores.agents();
      for (Order order : ordersWithAnIndex()) {
        Page<Recorded> far = agents.page(ALWAYS, new Window(order, new Offset(9_000), 100));
        Page<Recorded> again = agents.page(ALWAYS, new Window(order, new Offset(9_100), 100));
        long before = rowsLookedAt();
        Page<Recorded> behind = agents.page(ALWAYS, new Window(order, new After(far.last()), 100));
        Page<Recorded> back =
            agents.page(ALWAYS, new Window(order, new Before(behind.first()), 100));
        assertThat(rowsLookedAt() - before).as("walked in " + order).isLessThan(2 * FEW);
        assertThat(behind.rows()).hasSize(100).isEqualTo(again.rows());
        assertThat(back.rows()).isEqualTo(far.rows());
      }
      assertThat(agents.page(ALWAYS, new Window(Order.BY_ID, new Offset(900_000), 9)).rows())
          .isEmpty();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void manyIdentities() {
    database.update(
        """
        insert into identity (
          id, version, kind, user_name, external_id, display_name, risk_tier, realm, client_uuid,
          cadence, grace, brownout, begun, grants, scopes, longest_token, last_reviewed, intent,
          review_due, grace_from, brownout_from, good_until, created, modified)
        select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 1,
          case when n % 9 = 0 then 'SERVICE_ACCOUNT' else 'AI_AGENT' end, 'planned-' || n,
          'x-' || n, 'Planned ' || n, 'LOW', 'acme', 'client-' || n, 'P90D', 'P14D', 'P3D', true,
          '{}', '{}', 'PT5M', '2030-01-01', case when n % 50 = 7 then 'REVOKED' else 'APPROVED' end,
          date '2040-01-01' + n / 20, timestamp '2041-01-01', timestamp '2041-01-01',
          timestamp '2041-01-01', timestamp '2040-01-01' + n * interval '1 second',
          timestamp '2040-01-01' + n * interval '1 second'
        from generate_series(1, 20000) n
        """);
    database.update(
        """
        insert into identity_owner (identity_id, position, person, role)
        select id, 0, 'owner-' || row_number() over (order by id) / 20, 'OWNER'
        from identity where user_name like 'planned-%'
        """);
    database.update(
        """
        insert into identity_control (identity_id, framework, control)
        select id, 'iso42001', 'P.' || row_number() over (order by id) / 20
        from identity where user_name like 'planned-%'
        """);
    database.update(
        """
        insert into identity_protocol (identity_id, position, type)
        select id, 0, 'mcp-server' from identity where user_name like 'planned-%'
        """);
    database.update("analyze identity, identity_owner, identity_control, identity_protocol");
  }

  /** Up to now, whether one after the other or through an index. */
  private long rowsLookedAt() {
    return database.number(
        """
        select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)
        from pg_stat_xact_user_tables where relname like 'identity%'
        """);
  }
}
