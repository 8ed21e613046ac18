package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.jobs.Job;
import dev.steward.registry.Identities;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Groups that answer for identities as long as nobody takes that back.
 *
 * <p>A group answers as its people: whoever comes into it is asked, and whoever leaves it is not
 * asked any more. What somebody said yes to they keep until they decline it.
 */
@ApplicationScoped
class StandingTeams implements Job {

  private static final Logger LOG = Logger.getLogger(StandingTeams.class);
  private static final Actor ACTOR = Actor.system("standing-teams");
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int BATCH = 200;

  /** So many of a team are asked at most. */
  static final int LARGEST = 200;

  /** The people {@code member} of each {@code team}, those of the groups in it too. */
  private static final String MEMBERS =
      """
      with recursive part (team, id) as (
        select distinct group_id, group_id::text from standing_team
        union
        select p.team, m.member from part p
        join scim_group_member m on m.group_id = p.id::uuid and m.type = 'GROUP'
      ), present as (
        select distinct p.team, m.member from part p
        join scim_group_member m on m.group_id = p.id::uuid and m.type = 'USER'
        join person h on h.id = m.member and h.present
      ), small as (
        select team from present group by team having count(*) <= %d
      )
      """
          .formatted(LARGEST);

  private static final String UNASKED =
      MEMBERS
          + """
          select t.identity_id, t.group_id, t.role, p.member
          from standing_team t
          join small s on s.team = t.group_id
          join present p on p.team = t.group_id
          join identity i on i.id = t.identity_id
          where i.intent <> 'REVOKED'
            and not exists (
              select from identity_owner o
              where o.identity_id = t.identity_id and o.person = p.member and o.role = t.role)
            and not exists (
              select from ownership_question q
              where q.identity_id = t.identity_id and q.person = p.member
                and (q.closed_at is null or q.answer = 'DECLINED'))
          order by t.identity_id, t.role, p.member limit ?
          """;

  private static final String NOT_ASKED_ANY_MORE =
      MEMBERS
          + """
          update ownership_question q set answer = 'WITHDRAWN', closed_at = ?
          from standing_team t
          where q.identity_id = t.identity_id and q.role = t.role and q.closed_at is null
            and q.evidence = array['member-of:' || t.group_id]
            and not exists (
              select from present p where p.team = t.group_id and p.member = q.person)
          """;

  private final Identities identities;
  private final Proposals proposals;
  private final Ledger ledger;
  private final Database database;
  private final Clock clock;

  StandingTeams(
      Identities identities, Proposals proposals, Ledger ledger, Database database, Clock clock) {
    this.identities = identities;
    this.proposals = proposals;
    this.ledger = ledger;
    this.database = database;
    this.clock = clock;
  }

  /** A group that answers for an identity in a role. */
  public record Team(UUID group, String name, Owner.Role role, Instant since, String namedBy) {

    private static Team read(Row row) {
      return new Team(
          row.uuid("group_id"),
          row.text("display_name"),
          row.constant("role", Owner.Role.class),
          row.instant("since"),
          row.text("named_by"));
    }
  }

  private record Unasked(Id identity, UUID group, Owner.Role role, String person) {

    private static Unasked read(Row row) {
      return new Unasked(
          new Id(row.uuid("identity_id")),
          row.uuid("group_id"),
          row.constant("role", Owner.Role.class),
          row.text("member"));
    }
  }

  @Override
  public String name() {
    return "standing-teams";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  /** Asks who came and leaves alone who went. */
  @Override
  public void run() {
    int withdrawn =
        QuarkusTransaction.requiringNew()
            .call(() -> database.update(NOT_ASKED_ANY_MORE, clock.instant()));
    if (withdrawn > 0) {
      LOG.infof("%d are not asked any more because they left the team", withdrawn);
    }
    int asked;
    do {
      asked = QuarkusTransaction.requiringNew().call(this::askBatch);
    } while (asked == BATCH);
  }

  private int askBatch() {
    List<Unasked> unasked = database.list(UNASKED, Unasked::read, BATCH);
    for (Unasked one : unasked) {
      Identity identity = identities.find(one.identity()).orElseThrow().identity();
      proposals.ask(identity, List.of(one.person()), one.role(), "member-of:" + one.group(), ACTOR);
    }
    return unasked.size();
  }

  List<Team> of(Id identity) {
    return database.list(
        """
        select t.group_id, g.display_name, t.role, t.since, t.named_by
        from standing_team t join scim_group g on g.id = t.group_id
        where t.identity_id = ? order by t.since, t.group_id
        """,
        Team::read,
        identity.value());
  }

  @Transactional(TxType.MANDATORY)
  void name(Identity identity, UUID group, Owner.Role role, Actor actor) {
    int named =
        database.update(
            """
            insert into standing_team (identity_id, group_id, role, since, named_by)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """,
            identity.id().value(),
            group,
            role,
            clock.instant(),
            actor.subject());
    if (named == 1) {
      record(identity, "TeamNamed", group, actor);
    }
  }

  /** Takes a group off an identity; whoever was asked as one of it is not any more. */
  @Transactional
  boolean dismiss(Identity identity, UUID group, Actor actor) {
    int dismissed =
        database.update(
            "delete from standing_team where identity_id = ? and group_id = ?",
            identity.id().value(),
            group);
    if (dismissed == 0) {
      return false;
    }
    database.update(
        """
        update ownership_question set answer = 'WITHDRAWN', closed_at = ?
        where identity_id = ? and closed_at is null and evidence = array[?::text]
        """,
        clock.instant(),
        identity.id().value(),
        "member-of:" + group);
    record(identity, "TeamDismissed", group, actor);
    return true;
  }

  private void record(Identity identity, String event, UUID group, Actor actor) {
    ledger.append(
        actor, event, identity.id(), identity.version(), Map.of("group", group.toString()));
  }
}
