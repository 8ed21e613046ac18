package dev.steward.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.certification.ReviewQueue.Part;
import dev.steward.certification.ReviewQueue.Which;
import dev.steward.database.Database;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long queue of one reviewer, of which the last ones are not used and the very last critical. */
@QuarkusTest
class ReviewQueueTest {

  private static final int LONG = 2_100;
  private static final int UNUSED = 30;

  @Inject ReviewQueue queue;
  @Inject Database database;

  private final String reviewer = Sample.person();

  @BeforeEach
  void aLongQueue() {
    database.update(
        """
        insert into identity (
          id, version, kind, user_name, purpose, risk_tier, realm, client_uuid, cadence, grace,
          brownout, begun, grants, scopes, longest_token, last_reviewed, intent, review_due,
          grace_from, brownout_from, good_until, created, modified)
        select gen_random_uuid(), n, 'AI_AGENT', 'queued-' || gen_random_uuid(), 'Queued',
          case when n = ? then 'CRITICAL' else 'LOW' end, 'queue', 'queued-' || n, 'P90D', 'P14D',
          'P3D', true, '{}', '{}', 'PT5M', current_date, 'APPROVED', current_date + 90,
          now() + interval '91 days', now() + interval '102 days', now() + interval '105 days',
          now(), now()
        from generate_series(1, ?) n
        """,
        LONG,
        LONG);
    database.update(
        """
        insert into identity_owner (identity_id, position, person, role, accepted_at)
        select id, 0, ?, 'OWNER', now() from identity where purpose = 'Queued'
        """,
        reviewer);
    database.update(
        """
        insert into review (identity_id, opened_at, due)
        select id, now(), current_date + version::int from identity where purpose = 'Queued'
        """);
    database.update(
        """
        insert into last_use (realm, client_uuid, first_day, last_day)
        select 'queue', 'queued-' || n, current_date, current_date from generate_series(1, ?) n
        """,
        LONG - UNUSED);
  }

  @AfterEach
  void nothingIsLeft() {
    database.update("delete from identity where purpose = 'Queued'");
    database.update("delete from last_use where realm = 'queue'");
  }

  @Test
  void looksAtSoManyForOnePageAndTellsFromWhereToGoOn() {
    Which unused = new Which(reviewer, null, false, true, null);

    Part first = queue.part(unused, null, 25);
    Part second = queue.part(unused, first.next(), 25);
    Part last = queue.part(unused, second.next(), 25);

    assertThat(first.reviews()).isEmpty();
    assertThat(second.reviews()).hasSize(25);
    assertThat(last.reviews()).hasSize(UNUSED - 25);
    assertThat(last.next()).isNull();
  }

  @Test
  void findsWhatIsRareAtItsEnd() {
    Part found = queue.part(new Which(reviewer, RiskTier.CRITICAL, false, false, null), null, 25);

    assertThat(found.reviews()).singleElement().extracting("version").isEqualTo((long) LONG);
    assertThat(found.next()).isNull();
  }

  @Test
  void findsByTheBeginningOfANameWhatLeafingThroughAllFinds() {
    database.update(
        """
        update identity set display_name = 'Shown_' || version
        where purpose = 'Queued' and version % 7 = 0
        """);
    List<QueuedReview> all = leafed(Which.of(reviewer));

    for (String name : List.of("queued-a", "QUEUED-A", "queued-", "shown_1", "shown%", "queued_")) {
      assertThat(leafed(new Which(reviewer, null, false, false, name)))
          .as(name)
          .isEqualTo(all.stream().filter(review -> begins(review, name)).toList());
    }
    assertThat(leafed(new Which(reviewer, null, false, false, "shown_14"))).hasSize(18);
  }

  private static boolean begins(QueuedReview review, String name) {
    String shown = review.displayName() == null ? "" : review.displayName();
    return Stream.of(review.userName(), shown)
        .anyMatch(one -> one.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)));
  }

  private List<QueuedReview> leafed(Which which) {
    List<QueuedReview> found = new ArrayList<>();
    Part part = queue.part(which, null, 500);
    found.addAll(part.reviews());
    while (part.next() != null) {
      part = queue.part(which, part.next(), 500);
      found.addAll(part.reviews());
    }
    return found;
  }

  @Test
  void leadsThroughAllOfItOnce() {
    List<Object> seen = new ArrayList<>();
    ReviewQueue.@Nullable Place place = null;
    do {
      Part part = queue.part(Which.of(reviewer), place, 500);
      part.reviews().forEach(review -> seen.add(review.id()));
      place = part.next();
    } while (place != null);

    assertThat(seen).hasSize(LONG).doesNotHaveDuplicates();
  }
}
