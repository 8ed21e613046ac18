package dev.steward.group;

import static dev.steward.testing.Sample.PROVISIONER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Database;
import dev.steward.database.StaleVersion;
import dev.steward.group.GroupRegistry.Facts;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Id;
import dev.steward.people.Described;
import dev.steward.people.PersonRegistry;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Order;
import dev.steward.query.Window;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GroupRegistryTest {

  private static final Window FIRST_TEN = new Window(Order.BY_ID, new Window.Offset(0), 10);

  private static final Facts LOOMS = new Facts("Looms", null);

  @Inject GroupRegistry registry;
  @Inject Groups groups;
  @Inject PersonRegistry people;
  @Inject IdentityRegistry identities;
  @Inject Database database;

  @Test
  void namesItsMembersWithWhatTheyAre() {
    String ada = person();
    String agent = agent();
    String inner = group(ada).id().toString();

    Group group = group(ada, agent, inner, Sample.person());

    assertThat(groups.find(group.id())).contains(group);
    assertThat(members(group))
        .extracting(Member::type)
        .containsExactly(Member.Type.USER, Member.Type.AGENT, Member.Type.GROUP, Member.Type.USER);
    assertThat(members(group))
        .extracting(Member::display)
        .startsWith("Ada Weaver", "Invoice matcher", "Looms");
    assertThat(groups.page(new Compare(GroupField.MEMBER, Operator.EQUAL, agent), FIRST_TEN).rows())
        .containsExactly(group);
  }

  @Test
  void refusesWhoIsNotThere() {
    String stranger = UUID.randomUUID().toString();

    assertThatThrownBy(() -> group(person(), stranger))
        .isInstanceOf(NoSuchMember.class)
        .hasMessageContaining(stranger);
    assertThatThrownBy(() -> group("no id at all")).isInstanceOf(NoSuchMember.class);
  }

  @Test
  void writesOnlyWhoJoinsAndWhoLeaves() {
    String ada = person();
    String bo = person();
    String cy = person();
    Group group = group(ada, bo);
    List<Long> before = places(group, bo);

    Group after =
        registry.change(group.id(), 1L, LOOMS, new Turnover.All(List.of(cy, bo)), PROVISIONER);

    assertThat(after.version()).isEqualTo(2);
    assertThat(members(group)).extracting(Member::id).containsExactly(bo, cy);
    assertThat(places(group, bo)).isEqualTo(before);
    assertThat(events(group))
        .containsExactly("GroupAdded", "MembersJoined", "MembersLeft", "MembersJoined");
  }

  @Test
  void makesNoVersionWhenNothingChanges() {
    String ada = person();
    Group group = group(ada);

    Group after =
        registry.change(
            group.id(),
            null,
            LOOMS,
            new Turnover.Some(List.of(ada, ada), List.of(person())),
            PROVISIONER);

    assertThat(after).isEqualTo(group);
    assertThat(events(group)).containsExactly("GroupAdded", "MembersJoined");
  }

  @Test
  void refusesAChangeMeantForAnotherVersion() {
    Group group = group();

    assertThatThrownBy(() -> registry.change(group.id(), 2L, LOOMS, Turnover.NONE, PROVISIONER))
        .isInstanceOf(StaleVersion.class);
    registry.remove(group.id(), 1L, PROVISIONER);
    assertThatThrownBy(() -> registry.remove(group.id(), null, PROVISIONER))
        .isInstanceOf(NoSuchGroup.class);
  }

  @Test
  void letsWhoIsGoneDropOut() {
    String ada = person();
    String agent = agent();
    Group inner = group();
    Group group = group(ada, agent, inner.id().toString());

    people.remove(ada, null, PROVISIONER);
    identities.change(Id.of(agent), null, List.of(new Change.Revoke("not needed")), PROVISIONER);
    registry.remove(inner.id(), null, PROVISIONER);

    assertThat(members(group)).isEmpty();
    assertThat(groups.find(group.id()).orElseThrow().version()).isEqualTo(4);
  }

  @Test
  void tellsOfAGroupThatSomebodyWasLetIntoWhileTheyWereGoing() throws Exception {
    String ada = person();
    Group held = group(ada);
    Group other = group();
    try (ExecutorService away = Executors.newSingleThreadExecutor()) {
      QuarkusTransaction.requiringNew()
          .call(
              () -> {
                database.update("update scim_group set version = 7 where id = ?", held.id());
                Future<?> going = away.submit(() -> people.remove(ada, null, PROVISIONER));
                while (!going.isDone() && someWait() == 0) {
                  Thread.onSpinWait();
                }
                QuarkusTransaction.requiringNew().run(() -> join(other, ada));
                return going;
              })
          .get();
    }

    assertThat(members(held)).isEmpty();
    assertThat(members(other)).isEmpty();
    assertThat(events(other)).containsExactly("GroupAdded", "MembersJoined", "MembersLeft");
    assertThat(groups.find(other.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void knowsTheGroupsOfAMemberThroughOthersAndRoundInCircles() {
    String ada = person();
    Group inner = group(ada);
    Group outer = group(inner.id().toString());
    registry.change(
        inner.id(),
        null,
        LOOMS,
        new Turnover.Some(List.of(outer.id().toString()), List.of()),
        PROVISIONER);

    assertThat(groups.groupsOf(List.of(ada)).get(ada))
        .containsExactly(
            new Membership(inner.id(), "Looms", true), new Membership(outer.id(), "Looms", false));
  }

  @Test
  void holdsTenThousandAndChangesOne() {
    String ada = person();
    List<String> many =
        IntStream.range(0, 10_000).mapToObj(i -> UUID.randomUUID().toString()).toList();
    database.update(
        """
        insert into person (id, user_name, feed, fed_at, created, modified)
        select id, 'crowd-' || id, 'ACTIVE', now(), now(), now() from unnest(?::text[]) as m (id)
        """,
        many);
    Group group = registry.add(LOOMS, new Turnover.All(many), PROVISIONER);
    long last = lastPlace();

    registry.change(
        group.id(),
        null,
        LOOMS,
        new Turnover.Some(List.of(ada), List.of(many.getFirst())),
        PROVISIONER);

    assertThat(members(group)).hasSize(10_000);
    assertThat(lastPlace()).isEqualTo(last + 1);
  }

  private void join(Group group, String member) {
    registry.change(
        group.id(), null, LOOMS, new Turnover.Some(List.of(member), List.of()), PROVISIONER);
  }

  private long someWait() {
    return database.number("select count(*) from pg_locks where not granted");
  }

  private long lastPlace() {
    return database.number("select max(place) from scim_group_member");
  }

  private Group group(String... members) {
    return registry.add(LOOMS, new Turnover.All(List.of(members)), PROVISIONER);
  }

  private String person() {
    return people.add(Described.named("ada-" + UUID.randomUUID()), PROVISIONER).id();
  }

  private String agent() {
    return identities
        .register(Sample.agent(Sample.person()), PROVISIONER)
        .identity()
        .id()
        .toString();
  }

  private List<Member> members(Group group) {
    return groups.membersOf(List.of(group.id())).getOrDefault(group.id(), List.of());
  }

  private List<Long> places(Group group, String member) {
    return database.list(
        "select place from scim_group_member where group_id = ? and member = ?",
        row -> row.number("place"),
        group.id(),
        member);
  }

  private List<String> events(Group group) {
    return database.list(
        """
        select event from ledger_entry where text::jsonb -> 'detail' ->> 'group' = ? order by seq
        """,
        row -> row.text("event"),
        group.id().toString());
  }
}
