package dev.steward.group;

import dev.steward.database.StaleVersion;
import dev.steward.database.TimeOrdered;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The only door through which a group changes.
 *
 * <p>One change writes the group at its next version, the members that join and leave, and the
 * ledger entries that explain it, in one transaction. A change that would change nothing writes
 * nothing.
 */
@ApplicationScoped
public class GroupRegistry {

  /** How many members one entry of the ledger names. */
  private static final int NAMED_TOGETHER = 10_000;

  private final GroupTable table;
  private final Candidates candidates;
  private final Ledger ledger;
  private final Clock clock;

  GroupRegistry(GroupTable table, Candidates candidates, Ledger ledger, Clock clock) {
    this.table = table;
    this.candidates = candidates;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What is said of a group, its members aside. */
  public record Facts(String displayName, @Nullable String externalId) {}

  /**
   * Brings a group into being.
   *
   * @throws NoSuchMember when one of the members is not there
   */
  public Group add(Facts facts, Turnover turnover, Actor actor) {
    var joining = candidates.named(turnover.joining());
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Instant now = clock.instant();
              UUID id = TimeOrdered.id(clock);
              Group group = new Group(id, 1, facts.displayName(), facts.externalId(), now, now);
              table.insert(group);
              record(group, "GroupAdded", said(null, group), actor);
              record(group, "MembersJoined", table.join(id, joining), actor);
              return group;
            });
  }

  /**
   * Changes what a group is called and what is in it.
   *
   * @param expectedVersion the version that the change is meant for, or null for whichever it is
   * @throws NoSuchGroup when there is none of that id
   * @throws StaleVersion when it is at another version
   * @throws NoSuchMember when one who is to join is not there
   */
  public Group change(
      UUID id, @Nullable Long expectedVersion, Facts facts, Turnover turnover, Actor actor) {
    var joining = candidates.named(table.notIn(id, turnover.joining()));
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Group before = locked(id, expectedVersion);
              List<String> left = leave(id, turnover, joining.keySet());
              List<String> joined = table.join(id, joining);
              Group after =
                  new Group(
                      id,
                      before.version() + 1,
                      facts.displayName(),
                      facts.externalId(),
                      before.created(),
                      clock.instant());
              Map<String, Object> said = said(before, after);
              if (said.isEmpty() && left.isEmpty() && joined.isEmpty()) {
                return before;
              }
              table.update(after);
              record(after, "GroupChanged", said, actor);
              record(after, "MembersLeft", left, actor);
              record(after, "MembersJoined", joined, actor);
              return after;
            });
  }

  /**
   * Ends a group. What was in it stays, and is in one group less.
   *
   * @throws NoSuchGroup when there is none of that id
   * @throws StaleVersion when it is at another version
   */
  public void remove(UUID id, @Nullable Long expectedVersion, Actor actor) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              Group group = locked(id, expectedVersion);
              table.delete(id);
              record(group, "GroupRemoved", new TreeMap<>(Map.of("removed", true)), actor);
              dropOut(id.toString(), actor);
            });
  }

  /** Takes what is no longer there out of all groups. */
  void dropOut(String member, Actor actor) {
    for (Group group : table.dropOut(member, clock.instant())) {
      record(group, "MembersLeft", List.of(member), actor);
    }
  }

  private List<String> leave(UUID id, Turnover turnover, Set<String> joining) {
    Set<String> staying = new HashSet<>(turnover.joining());
    staying.addAll(joining);
    return switch (turnover) {
      case Turnover.All all -> table.leaveAllBut(id, staying);
      case Turnover.Some some ->
          table.leave(
              id, some.leaving().stream().filter(member -> !staying.contains(member)).toList());
    };
  }

  private Group locked(UUID id, @Nullable Long expectedVersion) {
    Group group = table.lock(id).orElseThrow(() -> new NoSuchGroup(id));
    if (expectedVersion != null && group.version() != expectedVersion) {
      throw new StaleVersion("group " + id, expectedVersion, group.version());
    }
    return group;
  }

  /** What is said anew. */
  private static Map<String, Object> said(@Nullable Group before, Group after) {
    Map<String, Object> said = new TreeMap<>();
    if (before == null || !before.displayName().equals(after.displayName())) {
      said.put("displayName", after.displayName());
    }
    String externalId = after.externalId();
    if (!Objects.equals(before == null ? null : before.externalId(), externalId)) {
      said.put("externalId", externalId == null ? "" : externalId);
    }
    return said;
  }

  private void record(Group group, String event, List<String> members, Actor actor) {
    for (int from = 0; from < members.size(); from += NAMED_TOGETHER) {
      List<String> some = members.subList(from, Math.min(members.size(), from + NAMED_TOGETHER));
      record(group, event, new TreeMap<>(Map.of("members", some)), actor);
    }
  }

  private void record(Group group, String event, Map<String, Object> detail, Actor actor) {
    if (!detail.isEmpty()) {
      detail.put("group", group.id().toString());
      detail.put("version", group.version());
      ledger.append(actor, event, null, 0, detail);
    }
  }
}
