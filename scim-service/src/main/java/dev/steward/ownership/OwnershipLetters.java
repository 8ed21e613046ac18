package dev.steward.ownership;

import dev.steward.notice.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are written to about who answers for identities. */
@ApplicationScoped
class OwnershipLetters {

  @Produces
  @Singleton
  Occasion naming() {
    return Occasion.question(
        "NAMING",
        "Somebody named you as answering for",
        """
        select o.identity_id as subject, o.person, coalesce(i.display_name, i.user_name) as name,
          i.hand_over_deadline as until
        from identity_owner o join identity i on i.id = o.identity_id
        where o.accepted_at is null and i.intent <> 'REVOKED'
        """);
  }

  @Produces
  @Singleton
  Occasion question() {
    return Occasion.question(
        "OWNERSHIP",
        "You are asked to answer for",
        """
        select q.id as subject, q.person, coalesce(i.display_name, i.user_name) as name,
          i.hand_over_deadline as until
        from ownership_question q join identity i on i.id = q.identity_id
        where q.closed_at is null and i.intent <> 'REVOKED'
        """);
  }

  /** A second hand-over of one identity is another matter, and so is the second step of one. */
  @Produces
  @Singleton
  Occasion escalation() {
    return Occasion.news(
        "ESCALATION",
        "The owners went, nobody has followed them, and without one they will be suspended",
        """
        select md5(concat_ws(' ', e.identity_id, extract(epoch from e.began), e.step))::uuid
            as subject,
          e.person, coalesce(i.display_name, i.user_name) as name, i.hand_over_deadline as until
        from hand_over_escalation e
        join identity i on i.id = e.identity_id and i.hand_over_began = e.began
        where e.person is not null and i.intent <> 'REVOKED' and i.hand_over_deadline > moment.at
        """);
  }
}
