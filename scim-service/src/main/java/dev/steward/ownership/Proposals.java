package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who might follow the owners who went, and why: asked about many identities at once.
 *
 * <p>Only people who are here are asked, and nobody who said no before.
 */
@ApplicationScoped
class Proposals {

  /** How many owners of an identity's siblings are asked. */
  private static final int SIBLINGS_OWNERS = 3;

  /** So many siblings of one kind speak for all of them: a leaver may have had thousands. */
  private static final int SIBLINGS = 1_000;

  private final Questions questions;
  private final Ledger ledger;
  private final Database database;
  private final Clock clock;

  Proposals(Questions questions, Ledger ledger, Database database, Clock clock) {
    this.questions = questions;
    this.ledger = ledger;
    this.database = database;
    this.clock = clock;
  }

  /** Somebody who was asked just now. */
  record Proposal(UUID identity, String person, List<String> evidence) {

    private static Proposal read(Row row) {
      return new Proposal(row.uuid("identity_id"), row.text("person"), row.texts("evidence"));
    }
  }

  /** Asks those who might follow, about identities whose hand-over has just begun. */
  @Transactional(TxType.MANDATORY)
  void propose(Map<Id, Long> begun, Actor actor) {
    propose(begun, true, actor);
  }

  /** Asks others about identities that nobody accepted to own before those named went. */
  @Transactional(TxType.MANDATORY)
  void seek(Map<Id, Long> abandoned, Actor actor) {
    propose(abandoned, false, actor);
  }

  /** Asks whoever might follow and was not here, or not named, when it was asked before. */
  @Transactional(TxType.MANDATORY)
  void proposeMore(Collection<Id> waiting, Actor actor) {
    Map<Id, Long> more = stillHandedOver(waiting);
    Map<UUID, List<Proposal>> asked = asked(more.keySet(), true);
    more.keySet().removeIf(id -> !asked.containsKey(id.value()));
    record(more, asked, actor);
  }

  /** The versions of those whose hand-over is not over, which it is for nobody meanwhile. */
  private Map<Id, Long> stillHandedOver(Collection<Id> identities) {
    Map<Id, Long> waiting = new LinkedHashMap<>();
    database
        .list(
            """
            select id, version from identity
            where id = any (?::text[]::uuid[]) and hand_over_deadline is not null
            order by id for update
            """,
            row -> Map.entry(new Id(row.uuid("id")), row.number("version")),
            identities.stream().map(Id::toString).toList())
        .forEach(one -> waiting.put(one.getKey(), one.getValue()));
    return waiting;
  }

  private void propose(Map<Id, Long> identities, boolean handOver, Actor actor) {
    record(identities, asked(identities.keySet(), handOver), actor);
  }

  private void record(Map<Id, Long> identities, Map<UUID, List<Proposal>> asked, Actor actor) {
    List<Statement> entries = new ArrayList<>();
    identities.forEach(
        (id, version) ->
            entries.add(
                ledger.entry(
                    actor,
                    "OwnersProposed",
                    id,
                    version,
                    detail(asked.getOrDefault(id.value(), List.of())))));
    database.together(entries);
  }

  /** Asks people by name; who was asked before or answers for it already is not asked again. */
  @Transactional(TxType.MANDATORY)
  List<String> ask(
      Identity identity, List<String> persons, Owner.Role role, String evidence, Actor actor) {
    List<String> asked =
        persons.stream()
            .filter(person -> !isAnswered(identity, person, role))
            .filter(person -> questions.ask(identity.id(), person, role, evidence))
            .toList();
    if (!asked.isEmpty()) {
      ledger.append(
          actor,
          "OwnersProposed",
          identity.id(),
          identity.version(),
          Map.of(
              "asked",
              asked.stream()
                  .map(person -> Map.of("person", person, "evidence", List.of(evidence)))
                  .toList()));
    }
    return asked;
  }

  private static boolean isAnswered(Identity identity, String person, Owner.Role role) {
    return identity.owners().stream()
        .anyMatch(
            owner -> owner.accepted() && owner.person().equals(person) && owner.role() == role);
  }

  private static Map<String, Object> detail(List<Proposal> people) {
    return Map.of(
        "asked",
        people.stream()
            .map(one -> Map.of("person", one.person(), "evidence", one.evidence()))
            .toList());
  }

  /** Asks the backups, the managers of who went, the sponsors, and the owners of siblings. */
  private Map<UUID, List<Proposal>> asked(Collection<Id> identities, boolean handOver) {
    return database
        .list(
            """
            with waiting as (
              select id, parent from identity
              where id = any (?::text[]::uuid[])
            ), leaver as (
              select w.id, p.id as person, p.manager
              from waiting w
              join identity_owner o on o.identity_id = w.id
              join person p on p.id = o.person
              where o.role = 'OWNER' and not p.present and (o.accepted_at is not null
                or not exists (
                  select from identity_owner a where a.identity_id = w.id
                    and a.role = 'OWNER' and a.accepted_at is not null))
            ), kin as (
              select id, 'parent' as tie, parent::text as name from waiting where parent is not null
              union
              select w.id, 'group', m.group_id::text
              from waiting w join scim_group_member m on m.member = w.id::text
              union
              select id, 'owner', person from leaver
            ), sibling as (
              select f.tie, f.name, s.id
              from (select distinct tie, name from kin) f
              cross join lateral (
                (select i.id from identity i
                 where i.parent = case f.tie when 'parent' then f.name::uuid end
                 order by i.id limit ?)
                union
                (select m.member::uuid from scim_group_member m
                 where m.group_id = case f.tie when 'group' then f.name::uuid end
                   and m.type in ('AGENT', 'SERVICE_ACCOUNT')
                 order by m.member limit ?)
                union
                (select o.identity_id from identity_owner o
                 where o.person = case f.tie when 'owner' then f.name end
                 order by o.identity_id limit ?)
              ) s
            ), elder as (
              select s.tie, s.name, o.person, count(*) as owned,
                row_number() over (
                  partition by s.tie, s.name order by count(*) desc, o.person) as place
              from sibling s
              join identity_owner o on o.identity_id = s.id
              join person p on p.id = o.person
              where o.role = 'OWNER' and o.accepted_at is not null and p.present
              group by s.tie, s.name, o.person
            ), named as (
              select o.identity_id, o.person, lower(o.role) as evidence
              from waiting w join identity_owner o on o.identity_id = w.id
              where o.role in ('BACKUP', 'SPONSOR')
              union
              select id, manager, 'manager-of:' || person from leaver where manager is not null
              union
              select k.id, e.person, 'owner-of-siblings:' || max(e.owned)
              from kin k join elder e on e.tie = k.tie and e.name = k.name
              where e.place <= ? group by k.id, e.person
            )
            insert into ownership_question
              (identity_id, person, role, evidence, hand_over, asked_at)
            select n.identity_id, n.person, 'OWNER', array_agg(n.evidence order by n.evidence),
              ?, ?
            from named n join person p on p.id = n.person
            where p.present
              and not exists (
                select from identity_owner o
                where o.identity_id = n.identity_id and o.person = n.person and o.role = 'OWNER')
              and not exists (
                select from ownership_question q
                where q.identity_id = n.identity_id and q.person = n.person
                  and q.answer = 'DECLINED')
            group by n.identity_id, n.person
            on conflict (identity_id, person) where closed_at is null do nothing
            returning identity_id, person, evidence
            """,
            Proposal::read,
            identities.stream().map(Id::toString).toList(),
            SIBLINGS,
            SIBLINGS,
            SIBLINGS,
            SIBLINGS_OWNERS,
            handOver,
            clock.instant())
        .stream()
        .collect(Collectors.groupingBy(Proposal::identity));
  }
}
