package dev.steward.adoption;

import dev.steward.notice.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are written to about clients that nobody registered. */
@ApplicationScoped
class AdoptionLetters {

  @Produces
  @Singleton
  Occasion adoption() {
    return Occasion.question(
        "ADOPTION",
        "You are asked to take over clients that nobody answers for yet",
        """
        select a.id as subject, c.person, a.client_id as name, null::timestamptz as until
        from adoption a join adoption_candidate c on c.adoption_id = a.id
        where a.state = 'ASKED' and c.role = 'OWNER' and c.answer = 'ASKED'
        """);
  }
}
