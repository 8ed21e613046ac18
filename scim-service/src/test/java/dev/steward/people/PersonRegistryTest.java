package dev.steward.people;

import static dev.steward.testing.Sample.PROVISIONER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.StaleVersion;
import dev.steward.people.PersonValue.Kind;
import dev.steward.people.RecordedPerson.Account;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Some;
import dev.steward.query.Order;
import dev.steward.query.Window;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PersonRegistryTest {

  private static final Window FIRST_TEN = new Window(Order.BY_ID, new Window.Offset(0), 10);

  @Inject PersonRegistry registry;
  @Inject Directory directory;
  @Inject People people;
  @Inject Whereabouts whereabouts;
  @Inject Database database;

  @Test
  void keepsWhatTheFeedSays() {
    PersonFacts facts = Described.named(newName());

    RecordedPerson person = registry.add(facts, PROVISIONER);

    assertThat(person.version()).isEqualTo(1);
    assertThat(person.facts()).isEqualTo(facts);
    assertThat(person.account()).isEqualTo(Account.UNKNOWN);
    assertThat(person.present()).isTrue();
    assertThat(directory.find(person.id())).contains(person);
    assertThat(events(person.id())).containsExactly("PersonAdded");
  }

  @ParameterizedTest
  @EnumSource
  void takesForPresentWhomTheDatabaseTakesForPresent(Account account) {
    boolean present =
        database
            .first("select present('ACTIVE', ?) as present", row -> row.flag("present"), account)
            .orElseThrow();

    assertThat(account.leavesPresent()).isEqualTo(present);
  }

  @Test
  void writesNoAddressAndNoNameIntoTheLedger() {
    PersonFacts facts = Described.named(newName());

    RecordedPerson person = registry.add(facts, PROVISIONER);

    assertThat(
            database.list(
                "select text from ledger_entry where text::jsonb -> 'detail' ->> 'person' = ?",
                row -> row.text("text"),
                person.id()))
        .singleElement()
        .asString()
        .contains("\"emails\"", "\"displayName\"")
        .doesNotContain("Weaver", "looms.example");
  }

  @Test
  void makesNoVersionWhenNothingChanges() {
    RecordedPerson person = registry.add(Described.named(newName()), PROVISIONER);

    RecordedPerson again = change(person, person.facts());

    assertThat(again).isEqualTo(person);
    assertThat(events(person.id())).containsExactly("PersonAdded");
  }

  @Test
  void refusesAChangeMeantForAnotherVersion() {
    RecordedPerson person = registry.add(Described.named(newName()), PROVISIONER);

    PersonFacts other = Described.named(person.facts().userName() + "-2");
    change(person, other);

    assertThatThrownBy(() -> change(person, Described.named(newName())))
        .isInstanceOf(StaleVersion.class)
        .hasMessageContaining("at version 2");
    assertThatThrownBy(() -> registry.remove(person.id(), 1L, PROVISIONER))
        .isInstanceOf(StaleVersion.class);
    assertThat(directory.find(person.id()).orElseThrow().facts()).isEqualTo(other);
    assertThat(events(person.id())).containsExactly("PersonAdded", "PersonChanged");
  }

  @Test
  void refusesTheUserNameOfAnotherInWhateverCase() {
    String name = newName();
    registry.add(Described.named(name), PROVISIONER);
    RecordedPerson other = registry.add(Described.named(newName()), PROVISIONER);
    PersonFacts same = Described.named(name.toUpperCase(Locale.ROOT));

    assertThatThrownBy(() -> registry.add(same, PROVISIONER)).isInstanceOf(PersonNameTaken.class);
    assertThatThrownBy(() -> change(other, same)).isInstanceOf(PersonNameTaken.class);
  }

  @Test
  void givesTheUserNameOfTheDeletedFree() {
    String name = newName();
    RecordedPerson first = registry.add(Described.named(name), PROVISIONER);

    registry.remove(first.id(), null, PROVISIONER);

    assertThat(directory.find(first.id())).isEmpty();
    assertThatThrownBy(() -> registry.remove(first.id(), null, PROVISIONER))
        .isInstanceOf(NoSuchPerson.class);
    assertThat(registry.add(Described.named(name), PROVISIONER).id()).isNotEqualTo(first.id());
    assertThat(events(first.id())).containsExactly("PersonAdded", "PersonRemoved", "PersonGone");
  }

  @Test
  void takesWhoComesAndWhoGoesIntoTheLedgerWithTheirDescription() {
    String name = newName();

    RecordedPerson away = registry.add(Described.person(name, false, "Ada Weaver"), PROVISIONER);
    assertThat(away.present()).isFalse();
    assertThat(directory.find(away.id())).contains(away);
    RecordedPerson back = change(away, Described.person(name, true, "Ada Weaver"));

    assertThat(back.present()).isTrue();
    assertThat(directory.find(away.id())).contains(back);
    assertThat(events(away.id()))
        .containsExactly("PersonAdded", "PersonGone", "PersonChanged", "PersonBack");
  }

  @Test
  void takesOneOfSeveralWhoComeAtOnceUnderOneName() throws Exception {
    PersonFacts same = Described.named(newName());

    List<String> ids = addedAtOnce(Collections.nCopies(8, same));

    assertThat(ids).hasSize(1);
    assertThat(directory.find(ids.getFirst()).orElseThrow().facts()).isEqualTo(same);
    assertThat(
            database.number(
                "select count(*) from person where lower(user_name) = lower(?)", same.userName()))
        .isEqualTo(1);
    assertThat(events(ids.getFirst())).containsExactly("PersonAdded");
  }

  @Test
  void asksKeycloakAboutEachOfSeveralWhoComeAtOnce() throws Exception {
    List<String> known = Stream.generate(Sample::person).limit(4).toList();
    List<PersonFacts> all =
        Stream.concat(
                known.stream().map(id -> "user-" + id),
                Stream.generate(PersonRegistryTest::newName).limit(4))
            .map(Described::named)
            .toList();

    List<String> ids = addedAtOnce(all);

    assertThat(ids).hasSize(8).containsAll(known);
  }

  /** The ids of those who were added, by one thread each. */
  private List<String> addedAtOnce(List<PersonFacts> all) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(all.size())) {
      List<String> ids = new ArrayList<>();
      List<Callable<Optional<String>>> tasks =
          all.stream().<Callable<Optional<String>>>map(facts -> () -> added(facts)).toList();
      for (Future<Optional<String>> added : pool.invokeAll(tasks)) {
        added.get().ifPresent(ids::add);
      }
      return ids;
    }
  }

  private Optional<String> added(PersonFacts facts) {
    try {
      return Optional.of(registry.add(facts, PROVISIONER).id());
    } catch (PersonNameTaken e) {
      return Optional.empty();
    }
  }

  @Test
  void findsPeopleByOneOfTheirValues() {
    String name = newName();
    RecordedPerson person = registry.add(Described.named(name), PROVISIONER);
    Condition address =
        new Compare(
            PersonField.VALUE, Operator.EQUAL, (name + "@LOOMS.example").toUpperCase(Locale.ROOT));

    assertThat(directory.page(oneOf(Kind.EMAIL, address), FIRST_TEN).rows())
        .containsExactly(person);
    assertThat(directory.count(oneOf(Kind.EMAIL, address))).isEqualTo(1);
    assertThat(directory.page(oneOf(Kind.ROLE, address), FIRST_TEN).rows()).isEmpty();
  }

  @Nested
  class WhomKeycloakKnowsToo {

    private final String id = Sample.person();
    private final String name = "user-" + id;

    private RecordedPerson there() {
      return directory.find(id).orElseThrow();
    }

    @Test
    void keepsTheIdThatKeycloakGave() {
      RecordedPerson person = registry.add(Described.named(name), PROVISIONER);

      assertThat(person.id()).isEqualTo(id);
      assertThat(person.account()).isEqualTo(Account.ENABLED);
    }

    @Test
    void isAdoptedWhenAlreadyKnownAndRefusedTheSecondTime() {
      people.refresh(Set.of(id));
      assertThat(directory.find(id).orElseThrow().facts().displayName()).isEqualTo("Person " + id);

      RecordedPerson person = registry.add(Described.named(name), PROVISIONER);

      assertThat(person.id()).isEqualTo(id);
      assertThat(person.version()).isEqualTo(2);
      assertThat(person.facts().displayName()).isEqualTo("Ada Weaver");
      assertThatThrownBy(() -> registry.add(Described.named(name), PROVISIONER))
          .isInstanceOf(PersonNameTaken.class);
    }

    @Test
    void isNotPresentAgainWhenOnlyKeycloakSaysSo() {
      registry.add(Described.named(name), PROVISIONER);

      change(there(), Described.person(name, false, "Ada Weaver"));
      people.refresh(Set.of(id));

      assertThat(isPresent(id)).isFalse();
      assertThat(directory.find(id).orElseThrow().account()).isEqualTo(Account.ENABLED);
    }

    @Test
    void isNotPresentAgainWhenOnlyTheFeedSaysSo() {
      registry.add(Described.named(name), PROVISIONER);
      KeycloakDouble.running().person(id, false);
      people.refresh(Set.of(id));

      change(there(), Described.person(name, true, "Ada"));

      RecordedPerson person = directory.find(id).orElseThrow();
      assertThat(person.facts().active()).isTrue();
      assertThat(person.present()).isFalse();
    }

    @Test
    void isStillToldOfByTheFeedWhenKeycloakForgotThem() {
      registry.add(Described.named(name), PROVISIONER);
      KeycloakDouble.running().forget(id);

      people.refresh(Set.of(id));

      RecordedPerson person = directory.find(id).orElseThrow();
      assertThat(person.account()).isEqualTo(Account.GONE);
      assertThat(person.present()).isFalse();
    }

    @Test
    void staysDeletedUntilTheFeedBringsThemBack() {
      registry.add(Described.named(name), PROVISIONER);
      registry.remove(id, null, PROVISIONER);

      people.refresh(Set.of(id));
      assertThat(directory.find(id)).isEmpty();
      assertThat(isPresent(id)).isFalse();

      assertThat(registry.add(Described.named(name), PROVISIONER).id()).isEqualTo(id);
    }

    @Test
    void isSomebodyElseWhenTheAccountBelongsToAnotherByNow() {
      registry.add(Described.named(name), PROVISIONER);
      registry.remove(id, null, PROVISIONER);
      RecordedPerson heir =
          QuarkusTransaction.requiringNew()
              .call(() -> registry.add(Described.named(name), PROVISIONER));
      people.refresh(Set.of(heir.id()));
      assertThat(people.aliases(Set.of(id))).containsEntry(id, heir.id());
      change(directory.find(heir.id()).orElseThrow(), Described.named(newName()));

      RecordedPerson other = registry.add(Described.named(name), PROVISIONER);

      assertThat(other.id()).isNotIn(id, heir.id());
      assertThat(other.account()).isEqualTo(Account.UNKNOWN);
    }

    @Test
    void keepsTheDescriptionOfTheFeedWhenKeycloakTellsAnother() {
      RecordedPerson before = registry.add(Described.named(name), PROVISIONER);

      people.refresh(Set.of(id));

      assertThat(directory.find(id)).contains(before);
    }
  }

  @Nested
  class WhomKeycloakHearsOfLater {

    private final String subject = UUID.randomUUID().toString();
    private final String name = "user-" + subject;

    @Test
    void isKnownByTheTokensSubjectFromThenOn() {
      RecordedPerson person = registry.add(Described.named(name), PROVISIONER);
      assertThat(person.id()).isNotEqualTo(subject);
      assertThat(people.idOf(subject, name)).isEqualTo(subject);

      KeycloakDouble.running().person(subject, true);

      assertThat(people.idOf(subject, name)).isEqualTo(person.id());
      assertThat(people.aliases(Set.of(subject))).containsEntry(subject, person.id());
      assertThat(people.known(Set.of(subject))).isEmpty();
    }

    @Test
    void isNotPresentWhenDisabledThere() {
      RecordedPerson person = registry.add(Described.named(name), PROVISIONER);
      KeycloakDouble.running().person(subject, false);

      people.refresh(Set.of(person.id()));

      assertThat(isPresent(person.id())).isFalse();
    }
  }

  @Nested
  class WhoseAccountIsMadeAnew {

    private final String id = Sample.person();
    private final String name = "user-" + id;
    private final String email = name + "@looms.example";
    private final String anew = UUID.randomUUID().toString();

    @BeforeEach
    void loseTheAccount() {
      registry.add(Described.named(name), PROVISIONER);
      KeycloakDouble.running().forget(id);
    }

    @Test
    void isWhoTheyWereByTheirUserNameAndAnAddressThatIsTheirs() {
      people.refresh(Set.of(id));
      assertThat(isPresent(id)).isFalse();

      made(name.toUpperCase(Locale.ROOT), email.toUpperCase(Locale.ROOT), true);
      people.refresh(Set.of(id));

      assertThat(isPresent(id)).isTrue();
      assertThat(people.idOf(anew, name)).isEqualTo(id);
      assertThat(people.aliases(Set.of(anew))).containsEntry(anew, id);
      assertThat(events(id))
          .containsExactly("PersonAdded", "PersonGone", "PersonLinked", "PersonBack");
    }

    @Test
    void isWhoTheyWereWhenTheySignInBeforeAnybodyLooked() {
      made(name, email, true);

      assertThat(people.idOf(anew, name)).isEqualTo(id);

      assertThat(isPresent(id)).isTrue();
      assertThat(events(id)).containsExactly("PersonAdded", "PersonLinked");
    }

    @Test
    void isWhoTheyWereAlsoWhenSomebodyElseMetTheNewAccountAtTheSameMoment() throws Exception {
      people.refresh(Set.of(id));
      made(name, email, true);

      try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
        QuarkusTransaction.begin();
        database.update(
            """
            insert into person (id, subject, user_name, account, created, modified)
            values (?, ?, ?, 'ENABLED', now(), now())
            """,
            anew,
            anew,
            name);
        Future<Boolean> asked = pool.submit(() -> people.refresh(Set.of(id)));
        while (!asked.isDone() && !somebodyWaits()) {
          Thread.onSpinWait();
        }
        QuarkusTransaction.commit();
        assertThat(asked.get()).isTrue();
      }

      assertThat(isPresent(id)).isTrue();
      assertThat(directory.find(anew)).isEmpty();
      assertThat(events(id))
          .containsExactly("PersonAdded", "PersonGone", "PersonLinked", "PersonBack");
    }

    private boolean somebodyWaits() {
      return database.number("select count(*) from pg_locks where not granted") > 0;
    }

    @Test
    void isFoundByTheNewsOfTheirNewAccount() {
      people.refresh(Set.of(id));
      made(name, email, true);

      whereabouts.ask(Set.of(anew));

      assertThat(isPresent(id)).isTrue();
    }

    @Test
    void isSomebodyElseForANameOrAnAddressAlone() {
      made(name, email, false);
      assertThat(people.idOf(anew, name)).isEqualTo(anew);
      made(name, "mallory@looms.example", true);
      assertThat(people.idOf(anew, name)).isEqualTo(anew);
      made(name + "-2", email, true);
      assertThat(people.idOf(anew, name + "-2")).isEqualTo(anew);
      people.refresh(Set.of(id, anew));

      assertThat(isPresent(id)).isFalse();
      assertThat(events(id)).containsExactly("PersonAdded", "PersonGone");
    }

    @Test
    void isWhoTheyWereOnceTheirAddressIsVerified() {
      made(name, email, false);
      assertThat(people.idOf(anew, name)).isEqualTo(anew);

      made(name, email, true);
      people.refresh(Set.of(id));

      assertThat(people.idOf(anew, name)).isEqualTo(id);
      assertThat(isPresent(id)).isTrue();
      assertThat(directory.find(anew)).isEmpty();
      assertThat(isPresent(anew)).isFalse();
    }

    @Test
    void staysAwayWhenTheFeedSaysThatTheyLeft() {
      change(directory.find(id).orElseThrow(), Described.person(name, false, "Ada Weaver"));
      people.refresh(Set.of(id));
      made(name, email, true);

      assertThat(people.idOf(anew, name)).isEqualTo(anew);
      people.refresh(Set.of(id, anew));

      assertThat(isPresent(id)).isFalse();
      assertThat(directory.find(id).orElseThrow().account()).isEqualTo(Account.GONE);
    }

    @Test
    void isAwayAsLongAsTheNewAccountIsDisabled() {
      KeycloakDouble.running().person(anew, name, email, true, false);
      people.refresh(Set.of(id));
      people.refresh(Set.of(id));

      assertThat(isPresent(id)).isFalse();
      assertThat(directory.find(id).orElseThrow().account()).isEqualTo(Account.DISABLED);

      made(name, email, true);
      people.refresh(Set.of(id));

      assertThat(isPresent(id)).isTrue();
    }

    @Test
    void isNotTakenForSomebodyWhoWasOnlyRenamed() {
      KeycloakDouble.running().person(id, name + "-married", email, true, true);
      made(name, email, true);

      assertThat(people.idOf(anew, name)).isEqualTo(anew);
      assertThat(people.idOf(id, name + "-married")).isEqualTo(id);
    }

    private void made(String userName, String address, boolean verified) {
      KeycloakDouble.running().person(anew, userName, address, verified, true);
    }
  }

  @Test
  void tellsANewVersionWhenKeycloakDescribesSomebodyAnew() {
    String id = Sample.person();
    people.refresh(Set.of(id));
    long first = directory.find(id).orElseThrow().version();
    people.refresh(Set.of(id));
    assertThat(directory.find(id).orElseThrow().version()).isEqualTo(first);

    KeycloakDouble.running().person(id, false);
    people.refresh(Set.of(id));

    RecordedPerson after = directory.find(id).orElseThrow();
    assertThat(after.version()).isEqualTo(first + 1);
    assertThat(after.facts().active()).isFalse();
  }

  private RecordedPerson change(RecordedPerson person, PersonFacts facts) {
    return registry.change(person, facts, PROVISIONER, Asides.NONE);
  }

  private boolean isPresent(String id) {
    return people.known(Set.of(id)).values().stream().anyMatch(Person::present);
  }

  private static Condition oneOf(Kind kind, Condition condition) {
    return new Some(
        PersonField.KIND,
        new All(List.of(new Compare(PersonField.KIND, Operator.EQUAL, kind), condition)));
  }

  private List<String> events(String person) {
    return database.list(
        """
        select event from ledger_entry where text::jsonb -> 'detail' ->> 'person' = ? order by seq
        """,
        row -> row.text("event"),
        person);
  }

  private static String newName() {
    return "ada-" + UUID.randomUUID();
  }
}
