package dev.steward.certification;

import dev.steward.notice.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What those who answer for identities are written to about the end of their time. */
@ApplicationScoped
class ReviewLetters {

  /** A week ahead, or from the day after it was due where the grace is shorter. */
  @Produces
  @Singleton
  Occasion overdue() {
    return Occasion.news(
        "REVIEW",
        "A review is late, and without a decision no tokens will be issued to",
        """
        select r.id as subject, o.person, coalesce(i.display_name, i.user_name) as name,
          i.good_until as until
        from identity i
        join review r on r.identity_id = i.id and r.closed_at is null
        join identity_owner o on o.identity_id = i.id and o.accepted_at is not null
        where i.intent = 'APPROVED' and i.begun and i.hand_over_began is null
          and i.good_until > moment.at and i.good_until <= moment.at + interval '7 days'
          and i.good_until is distinct from i.valid_until
          and r.due < (moment.at at time zone 'UTC')::date
          and not exists (
            select from abstention a where a.review_id = r.id and a.reviewer = o.person)
        """);
  }

  /** A week ahead. An end that is moved is written about again. */
  @Produces
  @Singleton
  Occasion ending() {
    return Occasion.news(
        "ENDING",
        "The time they were given is nearly over for",
        """
        select md5(concat_ws(' ', i.id, extract(epoch from i.valid_until)))::uuid as subject,
          o.person, coalesce(i.display_name, i.user_name) as name, i.good_until as until
        from identity i
        join identity_owner o on o.identity_id = i.id and o.accepted_at is not null
        where i.intent = 'APPROVED' and i.begun and i.good_until = i.valid_until
          and i.good_until > moment.at and i.good_until <= moment.at + interval '7 days'
        """);
  }
}
