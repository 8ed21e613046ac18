package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Begins;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Start;
import dev.steward.registry.Browsing.Browsed;
import dev.steward.registry.Browsing.Extent;
import dev.steward.registry.Browsing.Sought;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Six thousand identities, of which some names come last in the order and some are rare. */
@QuarkusTest
class BrowsingTest {

  private static final int PAGE = 20;

  /** Gives a walk no time worth speaking of. */
  private static final BrowsingConfig HASTY =
      new BrowsingConfig() {
        @Override
        public Duration looking() {
          return Duration.ofMinutes(1);
        }

        @Override
        public Duration hinting() {
          return Duration.ofMinutes(1);
        }

        @Override
        public Duration walking() {
          return Duration.ofMillis(1);
        }

        @Override
        public Duration counting() {
          return Duration.ofMinutes(1);
        }
      };

  @Inject Browsing browsing;
  @Inject Identities identities;
  @Inject Clock clock;
  @Inject Database database;
  @Inject IdentityRegistry registry;

  private final String family = "b" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void manyIdentities() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into identity (
                      id, version, kind, user_name, display_name, risk_tier, realm, client_uuid,
                      cadence, grace, brownout, begun, grants, scopes, longest_token,
                      last_reviewed, intent, review_due, grace_from, brownout_from, good_until,
                      created, modified)
                    select gen_random_uuid(), 1,
                      case when n % 100 = 0 then 'WORKLOAD' else 'AI_AGENT' end,
                      ? || case when n <= 4000 then '-aa-' when n <= 5900 then '-mm-' else '-zz-' end
                        || lpad(n::text, 5, '0') || '-tail',
                      'Shown ' || n, case when n % 3000 = 1 then 'CRITICAL' else 'LOW' end,
                      null, null, 'P90D', 'P14D', 'P3D', true, '{}', '{}', 'PT5M', '2030-01-01',
                      case when n % 1000 = 7 then 'SUSPENDED' when n % 1000 = 8 then 'REVOKED'
                        else 'APPROVED' end,
                      date '2099-01-01', timestamp '2099-01-02', timestamp '2099-01-12',
                      timestamp '2099-01-15', now(), now()
                    from generate_series(1, 6000) n
                    """,
                    family));
  }

  @AfterEach
  void noneOfThem() {
    QuarkusTransaction.requiringNew()
        .run(() -> database.update("delete from identity where user_name like ?", family + "%"));
  }

  @Test
  void countsFewToTheLastAndManyToAThousand() {
    Browsed found =
        browsing.browse(
            new Sought(
                Condition.ALWAYS,
                null,
                inFamily(),
                List.of(
                    new All(List.of(inFamily(), equal(Attribute.KIND, Kind.WORKLOAD))),
                    new All(List.of(inFamily(), equal(Attribute.KIND, Kind.AI_AGENT))),
                    new All(List.of(inFamily(), equal(Attribute.RISK_TIER, RiskTier.CRITICAL))),
                    new All(List.of(inFamily(), equal(Attribute.STANDING, Standing.REVOKED))),
                    new All(List.of(inFamily(), equal(Attribute.STANDING, Standing.GOOD))))),
            new After(null),
            PAGE);

    assertThat(found.total()).isEqualTo(Browsing.MANY + 1);
    assertThat(found.counts()).containsExactly(60L, Browsing.MANY + 1L, 2L, 6L, Browsing.MANY + 1L);
  }

  @Test
  void leavesUncountedWhatItMightCountForLongAmongMany() {
    Browsed found =
        browsing.browse(
            new Sought(
                inFamily(),
                null,
                equal(Attribute.RISK_TIER, RiskTier.CRITICAL),
                List.of(equal(Attribute.KIND, Kind.WORKLOAD))),
            new After(null),
            PAGE);

    assertThat(found.total()).isEqualTo(2);
    assertThat(names(found)).hasSize(2);
    assertThat(found.counts()).isEmpty();
  }

  @Test
  void tellsTheSameAboutFewInAnotherWay() {
    Condition few = contains("-zz-");
    Browsed found =
        browsing.browse(
            new Sought(
                few,
                null,
                equal(Attribute.KIND, Kind.WORKLOAD),
                List.of(
                    equal(Attribute.KIND, Kind.WORKLOAD),
                    equal(Attribute.KIND, Kind.AI_AGENT),
                    equal(Attribute.STANDING, Standing.GOOD))),
            new After(null),
            PAGE);

    assertThat(found.counts()).containsExactly(1L, 99L, 100L);
    assertThat(found.total()).isEqualTo(1);
    assertThat(names(found)).containsExactly(family + "-zz-06000-tail");
  }

  @Test
  void walksForwardAndBackByKeyThroughWhatIsFoundByAPart() {
    Sought sought = new Sought(contains("-zz-"), beginning("-zz-"), Condition.ALWAYS, List.of());

    Browsed first = browsing.browse(sought, new After(null), PAGE);
    Browsed second = browsing.browse(sought, new After(first.page().last()), PAGE);
    Browsed again = browsing.browse(sought, new Before(second.page().first()), PAGE);

    assertThat(names(first)).hasSize(PAGE).isSorted().startsWith(family + "-zz-05901-tail");
    assertThat(names(second)).hasSize(PAGE).isSorted().startsWith(family + "-zz-05921-tail");
    assertThat(names(again)).isEqualTo(names(first));
    assertThat(first.page().more()).isTrue();
  }

  @Test
  void leadsToThoseThatBeginSoWhenThereAreMany() {
    Browsed found =
        browsing.browse(
            new Sought(contains("-mm-"), beginning("-mm-"), Condition.ALWAYS, List.of()),
            new After(null),
            PAGE);

    assertThat(found.extent()).isEqualTo(Extent.BEGINNING);
    assertThat(found.total()).isEqualTo(Browsing.MANY + 1);
    assertThat(names(found)).startsWith(family + "-mm-04001-tail");
  }

  @Test
  void showsWhicheverAreAtHandWhenManyAreFoundInTheMiddleOfNames() {
    Browsed found =
        browsing.browse(
            new Sought(
                contains("-tail"), new Begins(Attribute.USER_NAME, "-tail"), never(), List.of()),
            new After(null),
            PAGE);

    assertThat(found.extent()).isEqualTo(Extent.SOME);
    assertThat(found.page().rows()).isEmpty();
  }

  @Test
  void findsTheSameWhateverLeadsToIt() {
    Condition among = contains("-zz-05999");
    List<String> plain =
        names(
            browsing.browse(
                new Sought(among, null, Condition.ALWAYS, List.of()), new After(null), PAGE));
    assertThat(plain).hasSize(1);

    for (Condition hint : List.of(contains("05999"), contains("-zz-"), contains("tail"))) {
      Browsed found =
          browsing.browse(
              new Sought(
                  among,
                  List.of(hint),
                  null,
                  Condition.ALWAYS,
                  List.of(equal(Attribute.KIND, Kind.AI_AGENT)),
                  List.of(equal(Attribute.KIND, Kind.WORKLOAD))),
              new After(null),
              PAGE);

      assertThat(names(found)).isEqualTo(plain);
      assertThat(found.total()).isEqualTo(1);
      assertThat(found.counts()).hasSize(2).containsOnlyOnce(1L);
    }
  }

  @Test
  void findsTheSameWhenThereIsNoTimeToWalk() {
    Browsing hasty = new Browsing(identities, database, HASTY, clock);
    for (Condition chosen :
        List.of(
            equal(Attribute.RISK_TIER, RiskTier.CRITICAL),
            equal(Attribute.KIND, Kind.WORKLOAD),
            Condition.ALWAYS)) {
      Sought sought = new Sought(inFamily(), beginning("-"), chosen, List.of());

      Browsed first = hasty.browse(sought, new After(null), PAGE);
      assertThat(first.extent()).isEqualTo(Extent.BEGINNING);
      assertThat(first).isEqualTo(browsing.browse(sought, new After(null), PAGE));

      Start behind = new After(first.page().last());
      assertThat(hasty.browse(sought, behind, PAGE))
          .isEqualTo(browsing.browse(sought, behind, PAGE));
      Start before = new Before(first.page().last());
      assertThat(hasty.browse(sought, before, PAGE))
          .isEqualTo(browsing.browse(sought, before, PAGE));
    }
  }

  @Test
  void takesTheBeginningOfANameAsItIsWritten() {
    Browsed found =
        browsing.browse(
            new Sought(
                new Begins(Attribute.USER_NAME, (family + "-ZZ-0599").toUpperCase(Locale.ROOT)),
                null,
                Condition.ALWAYS,
                List.of()),
            new After(null),
            PAGE);

    assertThat(names(found)).hasSize(10).isSorted();
  }

  @Test
  void findsWhatSomebodyHasToDoWith() {
    String owner = Sample.person();
    Recorded theirs = registry.register(Sample.agent(owner), Sample.PROVISIONER);

    assertThat(answering(owner)).containsExactly(theirs);
    assertThat(answering(Sample.person())).isEmpty();
  }

  @Test
  void walksThroughTheThousandsThatSomebodyHasToDoWith() {
    String owner = Sample.person();
    ownAll(owner);
    Sought theirs = sought(owner, Condition.ALWAYS);
    List<String> all = new ArrayList<>();
    Browsed found = browsing.browse(theirs, new After(null), 1000);
    assertThat(found.total()).isEqualTo(Browsing.MANY + 1);
    for (;
        !names(found).isEmpty();
        found = browsing.browse(theirs, new After(found.page().last()), 1000)) {
      all.addAll(names(found));
    }

    assertThat(all).hasSize(6000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void findsWhatIsRareAmongTheThousandsThatSomebodyHasToDoWith() {
    String owner = Sample.person();
    ownAll(owner);
    Browsing hasty = new Browsing(identities, database, HASTY, clock);
    Sought critical = sought(owner, equal(Attribute.RISK_TIER, RiskTier.CRITICAL));

    Browsed found = browsing.browse(critical, new After(null), PAGE);
    assertThat(found.total()).isEqualTo(2);
    assertThat(names(found)).hasSize(2).isSorted();
    assertThat(browsing.browse(critical, new Before(null), PAGE)).isEqualTo(found);
    assertThat(browsing.browse(critical, new After(found.page().last()), PAGE))
        .returns(2L, Browsed::total)
        .returns(List.of(), BrowsingTest::names);
    assertThat(hasty.browse(critical, new After(null), PAGE)).isEqualTo(found);
    assertThat(
            hasty.browse(
                sought(owner, equal(Attribute.KIND, Kind.SERVICE_ACCOUNT)), new After(null), PAGE))
        .extracting(Browsed::total)
        .isEqualTo(0L);
  }

  private void ownAll(String owner) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into identity_owner (identity_id, position, person, role, accepted_at)
                    select id, 0, ?, 'OWNER', now() from identity where user_name like ?
                    """,
                    owner,
                    family + "%"));
  }

  private static Sought sought(String person, Condition chosen) {
    return new Sought(equal(Attribute.ANSWERING, person), null, chosen, List.of());
  }

  private List<Recorded> answering(@Nullable String person) {
    return browsing
        .browse(sought(String.valueOf(person), Condition.ALWAYS), new After(null), PAGE)
        .page()
        .rows();
  }

  private static List<String> names(Browsed found) {
    return found.page().rows().stream().map(one -> one.identity().profile().userName()).toList();
  }

  private Condition inFamily() {
    return contains("-");
  }

  private Condition contains(String part) {
    return new All(
        List.of(
            new Compare(Attribute.USER_NAME, Operator.CONTAINS, family),
            new Compare(Attribute.USER_NAME, Operator.CONTAINS, part)));
  }

  private Condition beginning(String part) {
    return new Begins(Attribute.USER_NAME, family + part);
  }

  private static Condition never() {
    return new Any(List.of());
  }

  private static Condition equal(Attribute attribute, Object value) {
    return new Compare(attribute, Operator.EQUAL, value);
  }
}
