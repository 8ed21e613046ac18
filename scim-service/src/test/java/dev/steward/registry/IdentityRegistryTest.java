package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Database;
import dev.steward.database.StaleVersion;
import dev.steward.identity.Actor;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Profile;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityRegistryTest {

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Database database;

  @Test
  void keepsWhatWasRegistered() {
    Change.Register register = Sample.agent(Sample.person());

    Identity identity = registry.register(register, Sample.PROVISIONER).identity();

    assertThat(identity.version()).isEqualTo(1);
    assertThat(identity.profile()).isEqualTo(register.profile());
    assertThat(identity.client()).isEqualTo(register.client());
    assertThat(identity.allowance()).isEqualTo(register.allowance());
    assertThat(identities.find(register.id()).orElseThrow().identity()).isEqualTo(identity);
  }

  @Test
  void writesTheIdentityTheLedgerEntryAndThePermitTogether() {
    Identity identity = register();

    assertThat(rowsOf(identity)).containsExactly(1L, 1L, 1L);

    registry.change(
        identity.id(), 1L, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    assertThat(rowsOf(identity)).containsExactly(1L, 2L, 1L);
    assertThat(
            database.number(
                "select version from parcel where identity_id = ?", identity.id().value()))
        .isEqualTo(2);
  }

  @Test
  void writesNothingWhenALaterChangeOfTheSameRequestIsRefused() {
    Identity identity = register();

    assertThatThrownBy(
            () ->
                registry.change(
                    identity.id(),
                    null,
                    List.of(new Change.Suspend("an incident"), new Change.Approve()),
                    Sample.PROVISIONER))
        .isInstanceOf(ChangeRefused.class);

    assertThat(identities.find(identity.id()).orElseThrow().identity()).isEqualTo(identity);
    assertThat(rowsOf(identity)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void writesEveryColumn() {
    assertThat(
            database.list(
                "select column_name from information_schema.columns where table_name = 'identity'",
                row -> row.text("column_name")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(IdentityStatements.COLUMNS.stream(), Stream.of("id", "created"))
                .toList());
  }

  @Test
  void givesEachChangeOfARequestItsOwnVersion() {
    Identity identity = register();

    Identity after =
        registry
            .change(
                identity.id(),
                1L,
                List.of(new Change.Suspend("an incident"), new Change.Resume("it is over")),
                Sample.PROVISIONER)
            .identity();

    assertThat(after.version()).isEqualTo(3);
    assertThat(after.intent()).isEqualTo(Intent.APPROVED);
    assertThat(rowsOf(identity)).containsExactly(1L, 3L, 1L);
  }

  @Test
  void writesNothingForAChangeThatWasMadeBefore() {
    Identity identity = register();
    var suspend = List.of(new Change.Suspend("an incident"));
    Recorded once = registry.change(identity.id(), null, suspend, Sample.PROVISIONER);

    Recorded again = registry.change(identity.id(), null, suspend, Sample.PROVISIONER);

    assertThat(again).isEqualTo(once);
    assertThat(rowsOf(identity)).containsExactly(1L, 2L, 1L);
  }

  @Nested
  class Refuses {

    @Test
    void aChangeMeantForAnotherVersion() {
      Identity identity = register();

      assertThatThrownBy(
              () ->
                  registry.change(
                      identity.id(), 7L, List.of(new Change.Suspend("x")), Sample.PROVISIONER))
          .isInstanceOf(StaleVersion.class)
          .hasMessageContaining("at version 1");
    }

    @Test
    void aChangeOfNobody() {
      assertThatThrownBy(
              () ->
                  registry.change(
                      new Identity.Id(UUID.randomUUID()),
                      null,
                      List.of(new Change.Suspend("x")),
                      Sample.PROVISIONER))
          .isInstanceOf(NoSuchIdentity.class);
    }

    @Test
    void aUserNameThatDiffersOnlyInCase() {
      Change.Register first = Sample.agent(Sample.person());
      registry.register(first, Sample.PROVISIONER);
      Change.Register second = Samples.renamed(first.profile().userName().toUpperCase(Locale.ROOT));

      assertThatThrownBy(() -> registry.register(second, Sample.PROVISIONER))
          .isInstanceOf(UserNameTaken.class);
    }

    @Test
    void aClientThatServedARevokedIdentityButNotItsUserName() {
      Change.Register first = Sample.agent(Sample.person());
      Identity gone = registry.register(first, Sample.PROVISIONER).identity();
      registry.change(
          gone.id(), null, List.of(new Change.Revoke("no longer needed")), Sample.PROVISIONER);

      assertThat(
              registry
                  .register(Samples.renamed(first.profile().userName()), Sample.PROVISIONER)
                  .identity()
                  .id())
          .isNotEqualTo(gone.id());
      assertThatThrownBy(
              () ->
                  registry.register(
                      Sample.agent(Sample.person(), first.client()), Sample.PROVISIONER))
          .isInstanceOf(ClientTaken.class);
    }

    @Test
    void aClientThatServesAnotherIdentity() {
      Change.Register first = Sample.agent(Sample.person());
      registry.register(first, Sample.PROVISIONER);

      assertThatThrownBy(
              () ->
                  registry.register(
                      Sample.agent(Sample.person(), first.client()), Sample.PROVISIONER))
          .isInstanceOf(ClientTaken.class);
    }

    @Test
    void anOwnerWhomNobodyKnows() {
      assertThatThrownBy(() -> registry.register(Sample.agent("nobody-at-all"), Sample.PROVISIONER))
          .isInstanceOfSatisfying(
              ChangeRefused.class,
              refused -> assertThat(refused.rule()).isEqualTo(ChangeRefused.Rule.OWNER_REQUIRED));
    }
  }

  @Test
  void takesWhoRegistersHimselfAsAnOwnerAtHisWord() {
    String person = Sample.person();

    Identity own =
        registry
            .register(Sample.agent(person), new Actor(Actor.Type.PERSON, person, "steward-console"))
            .identity();

    assertThat(own.owners()).allMatch(owner -> owner.accepted());
    assertThat(register().owners()).noneMatch(owner -> owner.accepted());
  }

  @Test
  void letsOneOfManyChangesOfTheSameVersionHappen() throws Exception {
    Identity identity = register();

    List<Object> answers =
        atOnce(
            6,
            i ->
                registry.change(
                    identity.id(),
                    1L,
                    List.of(new Change.Suspend("incident " + i)),
                    Sample.PROVISIONER));

    assertThat(answers).filteredOn(Recorded.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(StaleVersion.class::isInstance).hasSize(5);
    assertThat(rowsOf(identity)).containsExactly(1L, 2L, 1L);
  }

  /** The others leave nothing behind: no entry, no permit. */
  @Test
  void letsOneOfManyChangesOfWhatWasReadHappen() throws Exception {
    Recorded read = registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    List<Object> answers =
        atOnce(
            6,
            i ->
                registry.change(
                    read, List.of(new Change.Suspend("incident " + i)), Sample.PROVISIONER));

    assertThat(answers).filteredOn(Recorded.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(StaleVersion.class::isInstance).hasSize(5);
    assertThat(rowsOf(read.identity())).containsExactly(1L, 2L, 1L);
    assertThat(identities.find(read.identity().id()).orElseThrow().identity().version())
        .isEqualTo(2);
  }

  @Test
  void leavesATransactionUsableThatAChangeCameTooLateIn() {
    Recorded read = registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    registry.change(read, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    QuarkusTransaction.begin();
    try {
      assertThatThrownBy(
              () -> registry.change(read, List.of(new Change.Suspend("again")), Sample.PROVISIONER))
          .isInstanceOf(StaleVersion.class)
          .hasMessageContaining("at version 2");
      assertThat(identities.find(read.identity().id())).isPresent();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void letsOneOfManyHaveAUserName() throws Exception {
    String name = "contested-" + UUID.randomUUID();
    List<Change.Register> contenders =
        IntStream.range(0, 6).mapToObj(i -> Samples.renamed(name)).toList();

    List<Object> answers = atOnce(6, i -> registry.register(contenders.get(i), Sample.PROVISIONER));

    assertThat(answers).filteredOn(Recorded.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(UserNameTaken.class::isInstance).hasSize(5);
  }

  @Test
  void refusesAControlThatNoCatalogueHas() {
    Change.Register agent = Sample.agent(Sample.person());
    var linked =
        new Change.Register(
            agent.id(),
            agent.profile(),
            agent.client(),
            agent.owners(),
            agent.cadence(),
            Set.of(new Identity.ControlLink("iso42001", "A.99.9")),
            agent.validity(),
            agent.allowance(),
            true);

    assertThatThrownBy(() -> registry.register(linked, Sample.PROVISIONER))
        .isInstanceOfSatisfying(
            ChangeRefused.class,
            refused -> assertThat(refused.rule()).isEqualTo(ChangeRefused.Rule.UNKNOWN_CONTROL));
  }

  @Test
  void refusesWhatTheRiskTierDoesNotPermit() {
    Change.Register agent = Sample.agent(Sample.person());
    var seldom =
        new Change.Register(
            agent.id(),
            agent.profile(),
            agent.client(),
            agent.owners(),
            new Cadence(Period.ofYears(2), Period.ZERO, Period.ZERO),
            agent.controls(),
            agent.validity(),
            agent.allowance(),
            true);

    assertThatThrownBy(() -> registry.register(seldom, Sample.PROVISIONER))
        .isInstanceOfSatisfying(
            ChangeRefused.class,
            refused -> assertThat(refused.rule()).isEqualTo(ChangeRefused.Rule.TIER_EXCEEDED))
        .hasMessageContaining(
            "at medium risk the time between reviews (cadence.every) is at most P184D, not P2Y");
  }

  @Test
  void countsStandingsInSqlAsTheDomainDoes() {
    Identity identity = register();
    List<Instant> moments =
        IntStream.range(0, 130)
            .mapToObj(
                day ->
                    identity
                        .cadence()
                        .graceFrom(identity.lastReviewed())
                        .plus(Duration.ofDays(day - 100L)))
            .toList();
    for (var moment : moments) {
      String inSql =
          database
              .first(
                  "select standing(intent, begun, grace_from, brownout_from, good_until, ?) as s"
                      + " from identity where id = ?",
                  row -> row.text("s"),
                  moment,
                  identity.id().value())
              .orElseThrow();
      assertThat(inSql).as("at %s", moment).isEqualTo(identity.standing(moment).name());
    }
  }

  /** What each of several threads got, a result or a refusal. */
  private static List<Object> atOnce(int threads, IntFunction<Recorded> work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        tasks.add(
            () -> {
              try {
                return work.apply(number);
              } catch (StaleVersion | UserNameTaken refused) {
                return refused;
              }
            });
      }
      List<Object> answers = new ArrayList<>();
      for (Future<Object> answer : pool.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private Identity register() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  /** How many rows there are of an identity: itself, ledger entries, permits. */
  private List<Long> rowsOf(Identity identity) {
    UUID id = identity.id().value();
    return List.of(
        database.number("select count(*) from identity where id = ?", id),
        database.number("select count(*) from ledger_entry where identity_id = ?", id),
        database.number("select count(*) from parcel where identity_id = ?", id));
  }

  private static final class Samples {
    static Change.Register renamed(String userName) {
      Change.Register agent = Sample.agent(Sample.person());
      var profile = agent.profile();
      return new Change.Register(
          agent.id(),
          new Profile(profile.kind(), userName, null, null, null, null, null, profile.riskTier()),
          agent.client(),
          agent.owners(),
          agent.cadence(),
          agent.controls(),
          agent.validity(),
          agent.allowance(),
          agent.approved());
    }
  }
}
