package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who was asked to answer for what, and has not answered yet. */
@ApplicationScoped
public class Questions {

  /** Beyond so many nobody counts further. */
  public static final int MANY = 1_000;

  /**
   * Who is asked stands together by identity, so that whoever reads on in that order looks at no
   * more identities than are shown.
   */
  static final String OPEN =
      """
      select i.id, i.user_name, i.display_name, i.purpose, i.risk_tier,
        q.role, q.evidence, coalesce(q.asked_at, i.modified) as asked_at, i.hand_over_deadline
      from (
        select distinct on (identity_id) identity_id, role, evidence, asked_at from (
          select identity_id, role, evidence, asked_at, 1 as place from ownership_question
          where person = ? and closed_at is null
          union all
          select identity_id, role, array['named'], null::timestamptz, 2 from identity_owner
          where person = ? and accepted_at is null
        ) asked
        order by identity_id, place, asked_at
      ) q join identity i on i.id = q.identity_id
      where i.intent <> 'REVOKED'
      """;

  private final Database database;
  private final Clock clock;

  Questions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A question to somebody who does not stand on the identity's record. */
  record Asked(UUID id, Owner.Role role) {}

  /**
   * A question as the person who is asked sees it.
   *
   * @param evidence why it is they who are asked
   * @param deadline until when somebody has to say yes, if that is urgent
   */
  public record Open(
      UUID identity,
      String userName,
      @Nullable String displayName,
      @Nullable String purpose,
      String riskTier,
      String role,
      List<String> evidence,
      Instant askedAt,
      @Nullable Instant deadline) {

    public QuestionQueue.Place place() {
      return new QuestionQueue.Place(deadline, identity);
    }

    static Open read(Row row) {
      return new Open(
          row.uuid("id"),
          row.text("user_name"),
          row.optionalText("display_name"),
          row.optionalText("purpose"),
          row.text("risk_tier"),
          row.text("role"),
          row.texts("evidence"),
          row.instant("asked_at"),
          row.optionalInstant("hand_over_deadline"));
    }
  }

  /** Up to {@code limit} questions to a person, one an identity, from after one of them on. */
  public List<Open> of(String person, @Nullable UUID after, int limit) {
    return database.list(
        OPEN + "and (?::uuid is null or q.identity_id > ?) order by q.identity_id limit ?",
        Open::read,
        person,
        person,
        after,
        after,
        limit);
  }

  /** The question to a person about one identity. */
  public Optional<Open> about(String person, UUID identity) {
    return database.first(OPEN + "and q.identity_id = ?", Open::read, person, person, identity);
  }

  /** How many questions a person has not answered; one beyond a thousand when there are more. */
  public long waiting(String person) {
    return waiting(person, MANY);
  }

  /** The same, counted to another number; one beyond it when there are more. */
  public long waiting(String person, int most) {
    return database.lookUpNumber(
        """
        select count(*) from (
          select from (
            (select identity_id from ownership_question where person = ? and closed_at is null)
            union all
            (select o.identity_id from identity_owner o
             where o.person = ? and o.accepted_at is null
               and not exists (
                 select from ownership_question q
                 where q.identity_id = o.identity_id and q.person = o.person
                   and q.closed_at is null)
               and not exists (
                 select from identity_owner other
                 where other.identity_id = o.identity_id and other.person = o.person
                   and other.accepted_at is null and other.position < o.position))
          ) q join identity i on i.id = q.identity_id
          where i.intent <> 'REVOKED'
          limit ?
        ) as waiting
        """,
        person,
        person,
        most + 1);
  }

  /** The open question to a person about an identity; nobody else answers it meanwhile. */
  @Transactional(TxType.MANDATORY)
  Optional<Asked> lock(Id identity, String person) {
    return database.first(
        """
        select id, role from ownership_question
        where identity_id = ? and person = ? and closed_at is null for update
        """,
        row -> new Asked(row.uuid("id"), row.constant("role", Owner.Role.class)),
        identity.value(),
        person);
  }

  /** Asks a person by name, even one who said no before. */
  @Transactional(TxType.MANDATORY)
  boolean ask(Id identity, String person, Owner.Role role, String evidence) {
    return database.update(
            """
            insert into ownership_question
              (identity_id, person, role, evidence, hand_over, asked_at)
            values (?, ?, ?, array[?], false, ?)
            on conflict (identity_id, person) where closed_at is null do nothing
            """,
            identity.value(),
            person,
            role,
            evidence,
            clock.instant())
        == 1;
  }

  @Transactional(TxType.MANDATORY)
  void accepted(Id identity, String person) {
    database.update(
        """
        update ownership_question set answer = 'ACCEPTED', closed_at = ?
        where identity_id = ? and person = ? and closed_at is null
        """,
        clock.instant(),
        identity.value(),
        person);
    withdraw(List.of(identity));
  }

  /** Keeps that a person said no, asked or named, so that only somebody asks them again. */
  @Transactional(TxType.MANDATORY)
  void declined(Id identity, String person, Owner.Role role, String reason) {
    Instant now = clock.instant();
    int closed =
        database.update(
            """
            update ownership_question set answer = 'DECLINED', reason = ?, closed_at = ?
            where identity_id = ? and person = ? and closed_at is null
            """,
            reason,
            now,
            identity.value(),
            person);
    if (closed == 0) {
      database.update(
          """
          insert into ownership_question (identity_id, person, role, evidence, hand_over, asked_at,
            answer, reason, closed_at)
          values (?, ?, ?, array['named'], false, ?, 'DECLINED', ?, ?)
          """,
          identity.value(),
          person,
          role,
          now,
          reason,
          now);
    }
  }

  /** Nobody needs to answer for those of these identities that are not handed over any more. */
  @Transactional(TxType.MANDATORY)
  void withdraw(Collection<Id> identities) {
    database.update(
        """
        update ownership_question q set answer = 'WITHDRAWN', closed_at = ?
        from identity i
        where i.id = q.identity_id and q.closed_at is null and q.hand_over
          and i.hand_over_deadline is null and i.id = any (?::text[]::uuid[])
        """,
        clock.instant(),
        identities.stream().map(Id::toString).toList());
  }

  /** The same for whatever ended without anybody saying so here. */
  @Transactional(TxType.MANDATORY)
  void withdrawSettled() {
    database.update(
        """
        update ownership_question q set answer = 'WITHDRAWN', closed_at = ?
        from identity i
        where i.id = q.identity_id and q.closed_at is null
          and ((q.hand_over and i.hand_over_deadline is null) or i.intent = 'REVOKED')
        """,
        clock.instant());
  }
}
