package dev.steward.ownership;

import static dev.steward.ownership.Leaver.accept;
import static dev.steward.ownership.Leaver.agentOf;
import static dev.steward.ownership.Leaver.asked;
import static dev.steward.ownership.Leaver.goes;
import static dev.steward.ownership.Leaver.isBack;
import static dev.steward.testing.Sample.PROVISIONER;
import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import dev.steward.identity.Standing;
import dev.steward.people.Described;
import dev.steward.people.Directory;
import dev.steward.people.People;
import dev.steward.people.PersonFacts;
import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonRegistry;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import dev.steward.testing.Traces;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandOverTest {

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject People people;
  @Inject PersonRegistry feed;
  @Inject Directory directory;
  @Inject HandOvers handOvers;
  @Inject Escalations escalations;
  @Inject Database database;
  @Inject Traces traces;
  @Inject Clock clock;

  private final String ada = Sample.person();
  private final String ben = Sample.person();

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void beginsWhenTheLastOwnerGoesAndEndsByItsTier() {
    Identity medium = agentOf(registry, ada);
    Identity high = agentOf(registry, RiskTier.HIGH, ada);

    goes(people, ada);
    handOvers.keepUp();

    assertThat(handOver(medium).time()).isEqualTo(Duration.ofDays(14));
    assertThat(handOver(high).time()).isEqualTo(Duration.ofDays(7));
    assertThat(now(medium).goodUntil()).isEqualTo(handOver(medium).deadline());
    assertThat(parcelOf(medium)).isEqualTo(now(medium).version());
    assertThat(traces.events(medium)).endsWith("BeginHandOver", "OwnersProposed");
  }

  @Test
  void tellsTheLedgerOnceThatSomebodyWentAndThatTheyAreBack() {
    agentOf(registry, ada);

    goes(people, ada);
    people.refresh(List.of(ada));
    isBack(people, ada);

    assertThat(
            database.list(
                "select event from ledger_entry where text::jsonb -> 'detail' ->> 'person' = ?"
                    + " and event in ('PersonGone', 'PersonBack') order by seq",
                row -> row.text("event"),
                ada))
        .containsExactly("PersonGone", "PersonBack");
  }

  @Test
  void doesNotBeginWhileAnotherOwnerIsHere() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.OWNER, null));
    accept(agent, ben).statusCode(200);

    goes(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void beginsWhenWhoWasNamedGoesBeforeTheySaidYes() {
    Identity agent = approved(new Owner(ada, Role.OWNER, null), new Owner(ben, Role.SPONSOR, null));

    goes(people, ada);
    handOvers.keepUp();

    assertThat(handOver(agent).time()).isEqualTo(Duration.ofDays(14));
    assertThat(asked(agent, ben)).hasSize(1);

    isBack(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).intent()).isEqualTo(Intent.APPROVED);

    goes(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNotNull();
  }

  @Test
  void doesNotBeginWhileSomebodyElseWhoWasNamedMaySayYes() {
    Identity agent = approved(new Owner(ada, Role.OWNER, null), new Owner(ben, Role.OWNER, null));

    goes(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void goesOnWhenSomebodyWhoNeverSaidYesIsHereAndTheOwnerResigned() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.OWNER, null));
    Leaver.decline(agent, ada, Map.of("reason", "I move on")).statusCode(200);

    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNotNull();
  }

  @Test
  void othersAreAskedWhenTheOwnerOfAProposalGoes() {
    Change.Register agent = Sample.agent(ada);
    Identity proposal =
        registry
            .register(
                new Change.Register(
                    agent.id(),
                    agent.profile(),
                    agent.client(),
                    List.of(new Owner(ada, Role.OWNER, null), new Owner(ben, Role.BACKUP, null)),
                    agent.cadence(),
                    agent.controls(),
                    agent.validity(),
                    agent.allowance(),
                    false),
                PROVISIONER)
            .identity();

    goes(people, ada);
    handOvers.keepUp();
    handOvers.keepUp();

    assertThat(now(proposal).handOver()).isNull();
    assertThat(asked(proposal, ben)).hasSize(1);
    assertThat(traces.events(proposal)).containsOnlyOnce("OwnersProposed");

    accept(proposal, ben).statusCode(200);

    assertThat(now(proposal).owners().getFirst().person()).isEqualTo(ben);
    assertThat(now(proposal).owners().getFirst().accepted()).isTrue();
  }

  @Test
  void beginsWhenAFeedSaysThatSomebodyIsNotActiveOrGone() {
    Identity left = agentOf(registry, ada);
    Identity deleted = agentOf(registry, ben);
    feed.add(described(ada, null), PROVISIONER);
    feed.add(described(ben, null), PROVISIONER);

    feed.change(
        directory.find(ada).orElseThrow(),
        inactive(described(ada, null)),
        PROVISIONER,
        Asides.NONE);
    feed.remove(ben, null, PROVISIONER);
    handOvers.keepUp();

    assertThat(now(left).handOver()).isNotNull();
    assertThat(now(deleted).handOver()).isNotNull();
  }

  @Test
  void isEntrustedToABackupWhoIsHereAndToNobodyWhenTheyGoToo() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.BACKUP, null));
    accept(agent, ben).statusCode(200);

    goes(people, ada);
    handOvers.keepUp();
    assertThat(handOver(agent).custodian()).isEqualTo(ben);

    goes(people, ben);
    handOvers.keepUp();
    assertThat(handOver(agent).custodian()).isNull();
    assertThat(handOver(agent).time()).isEqualTo(Duration.ofDays(14));
  }

  @Test
  void findsNobodyWhereTwoAreEachOthersBackupsAndGoTogether() {
    String sponsor = Sample.person();
    Identity hers =
        agentOf(
            registry,
            ada,
            new Owner(ben, Role.BACKUP, null),
            new Owner(sponsor, Role.SPONSOR, null));
    Identity his = agentOf(registry, ben, new Owner(ada, Role.BACKUP, null));
    accept(hers, ben).statusCode(200);
    accept(his, ada).statusCode(200);

    KeycloakDouble.running().person(ada, false);
    KeycloakDouble.running().person(ben, false);
    people.refresh(Set.of(ada, ben));
    handOvers.keepUp();

    assertThat(handOver(hers).custodian()).isNull();
    assertThat(handOver(his).custodian()).isNull();
    assertThat(asked(hers, sponsor)).hasSize(1);
    accept(hers, ben).statusCode(403);

    isBack(people, ben);
    handOvers.keepUp();

    assertThat(now(his).handOver()).isNull();
    assertThat(handOver(hers).custodian()).isEqualTo(ben);
    assertThat(evidence(hers, ben)).contains("backup");
    accept(hers, ben).statusCode(200);
    assertThat(now(hers).handOver()).isNull();
  }

  @Test
  void beginsOnceWhenAWholeTeamIsDisabledAndIsUndoneByTheFirstWhoIsBack() {
    String cy = Sample.person();
    Identity agent =
        agentOf(registry, ada, new Owner(ben, Role.OWNER, null), new Owner(cy, Role.OWNER, null));
    accept(agent, ben).statusCode(200);
    accept(agent, cy).statusCode(200);
    List<Owner> team = now(agent).owners();

    List.of(ada, ben, cy).forEach(one -> KeycloakDouble.running().person(one, false));
    people.refresh(Set.of(ada, ben, cy));
    handOvers.keepUp();

    assertThat(handOver(agent).time()).isEqualTo(Duration.ofDays(14));
    assertThat(traces.events(agent)).containsOnlyOnce("BeginHandOver");

    isBack(people, cy);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).owners()).isEqualTo(team);
  }

  @Test
  void isNotUndoneBySomebodyNewUnderTheNameOfWhoWentWhoCanBeAskedLikeAnybody() {
    Identity agent = agentOf(registry, ada);
    KeycloakDouble.running().forget(ada);
    people.refresh(Set.of(ada));
    handOvers.keepUp();

    String eve = UUID.randomUUID().toString();
    KeycloakDouble.running().person(eve, "user-" + ada, ada + "@example.org", true);
    accept(agent, eve).statusCode(403);
    handOvers.keepUp();
    assertThat(now(agent).handOver()).isNotNull();

    propose(agent, "USER-" + ada).statusCode(200);
    accept(agent, eve).statusCode(200);

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).owners()).extracting(Owner::person).containsExactly(eve);
  }

  @Test
  void isUndoneInTimeByWhoHasANewAccountThatTheFeedAndTheirMailSayIsTheirs() {
    feed.add(described(ada, null), PROVISIONER);
    Identity agent = agentOf(registry, ada);
    KeycloakDouble.running().forget(ada);
    people.refresh(Set.of(ada));
    handOvers.keepUp();
    assertThat(now(agent).handOver()).isNotNull();

    hasANewAccount(ada);

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).intent()).isEqualTo(Intent.APPROVED);
    assertThat(now(agent).owners()).extracting(Owner::person).containsExactly(ada);
  }

  @Test
  void leavesSuspendedWhatWasWhenANewAccountComesAfterTheDeadline() {
    feed.add(described(ada, null), PROVISIONER);
    Identity agent = agentOf(registry, ada);
    KeycloakDouble.running().forget(ada);
    people.refresh(Set.of(ada));
    handOvers.keepUp();
    travel("P15D");
    handOvers.keepUp();
    assertThat(now(agent).intent()).isEqualTo(Intent.SUSPENDED);

    hasANewAccount(ada);

    assertThat(now(agent).intent()).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void asksASponsorAndAManagerWhoComeBackWhileItLasts() {
    String manager = Sample.person();
    String sponsor = Sample.person();
    feed.add(described(ada, manager), PROVISIONER);
    people.refresh(Set.of(manager));
    Identity agent =
        agentOf(
            registry,
            ada,
            new Owner(ben, Role.BACKUP, null),
            new Owner(sponsor, Role.SPONSOR, null));
    Stream.of(ben, sponsor, manager, ada).forEach(one -> goes(people, one));
    handOvers.keepUp();
    assertThat(handOver(agent).custodian()).isNull();
    assertThat(openQuestions(agent)).isEmpty();

    isBack(people, sponsor);
    handOvers.keepUp();
    isBack(people, manager);
    handOvers.keepUp();
    isBack(people, ben);
    handOvers.keepUp();
    handOvers.keepUp();

    assertThat(evidence(agent, sponsor)).containsExactly("sponsor");
    assertThat(evidence(agent, manager)).containsExactly("manager-of:" + ada);
    assertThat(evidence(agent, ben)).containsExactly("backup");
    assertThat(traces.events(agent).stream().filter("OwnersProposed"::equals)).hasSize(4);
    accept(agent, manager).statusCode(200);
    assertThat(now(agent).handOver()).isNull();
    assertThat(openQuestions(agent)).isEmpty();
  }

  @Test
  void asksASponsorWhoComesBackAfterTheDeadlineAndNobodyAgainWhoSaidNo() {
    String sponsor = Sample.person();
    Identity agent = agentOf(registry, ada, new Owner(sponsor, Role.SPONSOR, null));
    goes(people, sponsor);
    goes(people, ada);
    handOvers.keepUp();
    travel("P15D");
    handOvers.keepUp();

    isBack(people, sponsor);
    handOvers.keepUp();

    assertThat(evidence(agent, sponsor)).containsExactly("sponsor");
    Leaver.decline(agent, sponsor, Map.of("reason", "not mine")).statusCode(200);
    goes(people, sponsor);
    isBack(people, sponsor);
    handOvers.keepUp();
    assertThat(openQuestions(agent)).isEmpty();
  }

  @Test
  void isAnsweredBySomebodyWhoIsCalledOtherwiseByThen() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.BACKUP, null));
    accept(agent, ben).statusCode(200);
    goes(people, ada);
    handOvers.keepUp();

    KeycloakDouble.running().person(ben, "Ben.Married", "Ben.Married@example.org", true);
    people.refresh(Set.of(ben));
    handOvers.keepUp();

    assertThat(handOver(agent).custodian()).isEqualTo(ben);
    assertThat(asked(agent, ben)).hasSize(1);
    accept(agent, ben).statusCode(200);
    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void asksBackupManagerSponsorAndOwnersOfSiblings() {
    String manager = Sample.person();
    String sponsor = Sample.person();
    String sibling = Sample.person();
    feed.add(described(manager, null), PROVISIONER);
    Identity agent =
        agentOf(
            registry,
            ada,
            new Owner(ben, Role.BACKUP, null),
            new Owner(sponsor, Role.SPONSOR, null));
    accept(agentOf(registry, ada, new Owner(sibling, Role.OWNER, null)), sibling).statusCode(200);
    feed.add(described(ada, manager), PROVISIONER);

    goes(people, ada);
    handOvers.keepUp();

    assertThat(evidence(agent, ben)).containsExactly("backup");
    assertThat(evidence(agent, sponsor)).containsExactly("sponsor");
    assertThat(evidence(agent, manager)).containsExactly("manager-of:" + ada);
    assertThat(evidence(agent, sibling)).containsExactly("owner-of-siblings:1");
    assertThat(asked(agent, ben).getFirst())
        .extractingByKey("deadline")
        .isEqualTo(handOver(agent).deadline().toString());
  }

  @Test
  void isUndoneWhenTheOwnerIsBackInTime() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.BACKUP, null));
    Identity before = now(agent);
    goes(people, ada);
    handOvers.keepUp();

    travel("P13D");
    isBack(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).owners()).isEqualTo(before.owners());
    assertThat(now(agent).goodUntil()).isEqualTo(before.goodUntil());
    assertThat(evidence(agent, ben)).containsExactly("named");
  }

  @Test
  void endsInSuspensionWhichNobodysReturnLifts() {
    Identity agent = agentOf(registry, ada);
    goes(people, ada);
    handOvers.keepUp();

    travel("P12D");
    assertThat(now(agent).standing(clock.instant())).isEqualTo(Standing.BROWNOUT);
    travel("P15D");
    assertThat(now(agent).standing(clock.instant())).isEqualTo(Standing.LAPSED);
    handOvers.keepUp();
    assertThat(now(agent).intent()).isEqualTo(Intent.SUSPENDED);
    assertThat(traces.events(agent)).endsWith("SuspendUnowned");
    long version = now(agent).version();
    handOvers.keepUp();
    assertThat(now(agent).version()).isEqualTo(version);

    isBack(people, ada);
    handOvers.keepUp();

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).intent()).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void isEscalatedToManagerAndSponsorOnceEach() {
    String manager = Sample.person();
    feed.add(described(manager, null), PROVISIONER);
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.SPONSOR, null));
    feed.add(described(ada, manager), PROVISIONER);
    goes(people, ada);
    handOvers.keepUp();

    escalations.escalate();
    assertThat(told(agent)).isEmpty();
    travel("P8D");
    escalations.escalate();
    escalations.escalate();
    assertThat(told(agent)).containsExactly("manager:" + manager);
    travel("P11D");
    escalations.escalate();

    assertThat(told(agent)).containsExactly("manager:" + manager, "sponsor:" + ben);
    assertThat(traces.events(agent)).endsWith("HandOverEscalated", "HandOverEscalated");
  }

  @Test
  void goesOnWhereItWasStoppedWhenALeaverOwnedMany() {
    List<Identity> agents =
        IntStream.range(0, 60).mapToObj(i -> agentOf(registry, ada)).sorted(byId()).toList();
    goes(people, ada);
    forbidChangesOf(agents.getLast());
    assertThatThrownBy(handOvers::keepUp).hasStackTraceContaining("struck");
    long begun = agents.stream().filter(agent -> now(agent).handOver() != null).count();
    assertThat(begun).isBetween(1L, 59L);

    allowChanges();
    handOvers.keepUp();
    handOvers.keepUp();

    assertThat(agents)
        .allSatisfy(
            agent -> {
              assertThat(now(agent).handOver()).isNotNull();
              assertThat(traces.events(agent)).containsOnlyOnce("BeginHandOver", "OwnersProposed");
            });
  }

  @Test
  void isBegunOnceByTwoReplicasAtOnce() throws Exception {
    List<Identity> agents = IntStream.range(0, 10).mapToObj(i -> agentOf(registry, ada)).toList();
    goes(people, ada);

    try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
      List<Future<?>> runs =
          Stream.of(1, 2).<Future<?>>map(i -> replicas.submit(handOvers::keepUp)).toList();
      for (Future<?> run : runs) {
        run.get();
      }
    }

    assertThat(agents)
        .allSatisfy(agent -> assertThat(traces.events(agent)).containsOnlyOnce("BeginHandOver"));
  }

  private void hasANewAccount(String person) {
    String userName = "user-" + person;
    KeycloakDouble.running()
        .person(UUID.randomUUID().toString(), userName, userName + "@looms.example", true, true);
    people.refresh(Set.of(person));
    handOvers.keepUp();
  }

  private List<String> openQuestions(Identity identity) {
    return database.list(
        "select person from ownership_question where identity_id = ? and closed_at is null",
        row -> row.text("person"),
        identity.id().value());
  }

  private static ValidatableResponse propose(Identity identity, String person) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType("application/json")
        .body(Map.of("person", person))
        .post("/identities/" + identity.id() + "/owners/proposals")
        .then();
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private HandOver handOver(Identity identity) {
    return Objects.requireNonNull(now(identity).handOver());
  }

  private long parcelOf(Identity identity) {
    return database.number(
        "select version from parcel where identity_id = ?", identity.id().value());
  }

  @SuppressWarnings("unchecked") // a list of texts, says the API
  private static List<String> evidence(Identity identity, String person) {
    return asked(identity, person).stream()
        .map(question -> (List<String>) Objects.requireNonNull(question.get("evidence")))
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> told(Identity identity) {
    List<Map<String, Object>> all =
        given()
            .auth()
            .oauth2(Tokens.person("carol", "reports:read"))
            .get("/ownership/hand-overs?limit=1000")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("handOvers");
    @SuppressWarnings("unchecked") // a list of texts, says the API
    List<String> told =
        all.stream()
            .filter(one -> identity.id().toString().equals(one.get("identity")))
            .map(one -> (List<String>) Objects.requireNonNull(one.get("told")))
            .findFirst()
            .orElseThrow();
    return told;
  }

  private static PersonFacts described(String person, @Nullable String manager) {
    PersonFacts facts = Described.named("user-" + person);
    return new PersonFacts(
        facts.userName(),
        true,
        null,
        facts.displayName(),
        facts.name(),
        facts.traits(),
        new Employment(null, null, null, null, null, manager),
        facts.values());
  }

  private static PersonFacts inactive(PersonFacts facts) {
    return new PersonFacts(
        facts.userName(),
        false,
        null,
        facts.displayName(),
        facts.name(),
        facts.traits(),
        facts.employment(),
        facts.values());
  }

  private static Comparator<Identity> byId() {
    return Comparator.comparing(identity -> identity.id().toString());
  }

  private void forbidChangesOf(Identity identity) {
    database.update(
        """
        create function strike() returns trigger language plpgsql as
          $$ begin raise exception 'struck'; end $$
        """);
    database.update(
        "create trigger strike before update on identity for each row when (old.id = '%s')"
                .formatted(UUID.fromString(identity.id().toString()))
            + " execute function strike()");
  }

  private Identity approved(Owner... owners) {
    Change.Register agent = Sample.agent(ada);
    return registry
        .register(
            new Change.Register(
                agent.id(),
                agent.profile(),
                agent.client(),
                List.of(owners),
                agent.cadence(),
                agent.controls(),
                agent.validity(),
                agent.allowance(),
                true),
            PROVISIONER)
        .identity();
  }

  private void allowChanges() {
    database.update("drop trigger strike on identity");
    database.update("drop function strike()");
  }
}
