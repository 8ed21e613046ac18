package dev.steward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people get from a real mail server when they are asked. */
@QuarkusTest
@TestProfile(PostmanTest.WithMail.class)
class PostmanTest {

  private static final String PORT_PROPERTY = "steward.test.mail-port";

  /** The same for the profile and the test, which different class loaders load. */
  private static final int PORT = port();

  private static final int MOST_TRIES = 3;

  private static final GreenMail SERVER =
      new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Inject Postman postman;
  @Inject Letters letters;
  @Inject @All List<Occasion> occasions;
  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject Database database;
  @Inject Clock clock;

  /** A site that has a mail server. */
  public static final class WithMail implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "steward.notice.mail", "true",
          "steward.notice.site", "https://steward.example.org/",
          "quarkus.mailer.host", "127.0.0.1",
          "quarkus.mailer.port", String.valueOf(PORT),
          "quarkus.mailer.from", "steward@example.org",
          "quarkus.mailer.tls", "false",
          "quarkus.mailer.start-tls", "DISABLED",
          // a server that was ended may leave a connection open on which nobody answers any more
          "quarkus.mailer.keep-alive", "false");
    }
  }

  @BeforeEach
  void everybodyHasBeenToldOfWhatThereIs() throws Exception {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              occasions.forEach(occasion -> letters.write(occasion, Integer.MAX_VALUE));
              database.update("update letter set sent_at = now() where sent_at is null");
            });
    if (!SERVER.isRunning()) {
      SERVER.start();
    }
    SERVER.purgeEmailFromAllMailboxes();
  }

  @AfterAll
  static void theServerEnds() {
    SERVER.stop();
  }

  @Test
  void oneLetterTellsOfEverythingThatSomebodyWasNamedFor() throws Exception {
    String ada = Sample.person();
    named(ada);
    named(ada);

    postman.run();

    MimeMessage letter = only();
    assertThat(letter.getSubject()).isEqualTo("You are asked about 2 identities");
    assertThat(Arrays.stream(letter.getAllRecipients()).map(Object::toString))
        .containsExactly(addressOf(ada));
    assertThat(letter.getContent().toString())
        .contains("Somebody named you as answering for")
        .contains("https://steward.example.org/console/work")
        .doesNotContain(ada);
  }

  @Test
  void nobodyIsWrittenToTwiceAboutOneThing() {
    named(Sample.person());

    postman.run();
    postman.run();

    assertThat(SERVER.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aServerThatIsDownKeepsNobodyWaitingAndGetsTheLetterLater() {
    String ada = Sample.person();
    SERVER.stop();
    named(ada);

    postman.run();

    assertThat(letters(ada, "sent_at is null and attempts = 1 and cause is not null")).isEqualTo(1);

    SERVER.start();
    // a server that has only just begun may not greet the first who comes
    for (int tries = 0; tries < MOST_TRIES && letters(ada, "sent_at is null") == 1; tries++) {
      QuarkusTransaction.requiringNew()
          .run(() -> database.update("update letter set next_attempt_at = ?", clock.instant()));
      postman.run();
    }

    assertThat(SERVER.getReceivedMessages()).hasSize(1);
    assertThat(letters(ada, "sent_at is not null")).isEqualTo(1);
  }

  @Test
  void aServerThatStaysDownIsNotTriedForEver() {
    String ada = Sample.person();
    SERVER.stop();
    named(ada);
    postman.run();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update letter set attempts = 7, next_attempt_at = ?", clock.instant()));

    postman.run();

    assertThat(letters(ada, "given_up_at is not null")).isEqualTo(1);
  }

  @Test
  void aNameCannotAddAHeaderToALetter() throws Exception {
    String ada = Sample.person();
    named(ada);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update identity set display_name = ? where id in (select identity_id from identity_owner where person = ?)",
                    "Bot\r\nBcc: everybody@example.org",
                    ada));

    postman.run();

    MimeMessage letter = only();
    assertThat(letter.getHeader("Bcc")).isNull();
    assertThat(letter.getAllRecipients()).hasSize(1);
  }

  @Test
  void whoeverMayPutItRightIsToldThatAReviewIsLateAndTheTimeNearlyOver() throws Exception {
    String ada = Sample.person();
    UUID agent = answeredForBy(ada);
    change("update identity set good_until = now() + interval '5 days' where id = ?", agent);
    change(
        """
        insert into review (id, identity_id, opened_at, due)
        values (gen_random_uuid(), ?, now() - interval '40 days', current_date - 9)
        """,
        agent);

    postman.run();
    postman.run();

    MimeMessage letter = only();
    assertThat(letter.getSubject()).isEqualTo("Time runs out for Invoice matcher");
    assertThat(letter.getContent().toString())
        .contains("A review is late", "Invoice matcher (until ", "/console/work")
        .doesNotContain("say yes or no");
  }

  @Test
  void nobodyIsToldOfAReviewThatIsLateButHasTime() {
    UUID agent = answeredForBy(Sample.person());
    change(
        """
        insert into review (id, identity_id, opened_at, due)
        values (gen_random_uuid(), ?, now() - interval '40 days', current_date - 9)
        """,
        agent);

    postman.run();

    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @Test
  void ownersAreToldAWeekBeforeTheTimeOfAnAgentIsOverAndAgainWhenItWasMoved() throws Exception {
    UUID agent = answeredForBy(Sample.person());
    ends(agent, 6);

    postman.run();
    postman.run();

    assertThat(only().getContent().toString()).contains("The time they were given is nearly over");

    ends(agent, 7);
    postman.run();

    assertThat(SERVER.getReceivedMessages()).hasSize(2);
  }

  @Test
  void managerAndSponsorAreToldOnceEachThatNobodyFollowsAnOwner() throws Exception {
    String manager = Sample.person();
    String sponsor = Sample.person();
    UUID agent = answeredForBy(Sample.person());
    people.refresh(Set.of(manager, sponsor));
    change(
        """
        update identity set hand_over_began = now() - interval '6 days',
          hand_over_deadline = now() + interval '1 day' where id = ?
        """,
        agent);
    escalated(agent, "MANAGER", manager);
    postman.run();
    escalated(agent, "SPONSOR", sponsor);
    postman.run();
    postman.run();

    assertThat(SERVER.getReceivedMessages()).hasSize(2);
    assertThat(SERVER.getReceivedMessages()[0].getAllRecipients()[0].toString())
        .isEqualTo(addressOf(manager));
    assertThat(SERVER.getReceivedMessages()[1].getAllRecipients()[0].toString())
        .isEqualTo(addressOf(sponsor));
    assertThat(SERVER.getReceivedMessages()[0].getContent().toString())
        .contains("nobody has followed them", "Invoice matcher (until ");
  }

  private UUID answeredForBy(String person) {
    Identity agent = registry.register(Sample.agent(person), Sample.PROVISIONER).identity();
    people.refresh(Set.of(person));
    change(
        "update identity_owner set accepted_at = now() where identity_id = ?", agent.id().value());
    return agent.id().value();
  }

  private void ends(UUID agent, int days) {
    change(
        """
        update identity set valid_until = now() + ? * interval '1 day',
          good_until = now() + ? * interval '1 day' where id = ?
        """,
        days,
        days,
        agent);
  }

  private void escalated(UUID agent, String step, String person) {
    change(
        """
        insert into hand_over_escalation (identity_id, began, step, person, at)
        select id, hand_over_began, ?, ?, now() from identity where id = ?
        """,
        step,
        person,
        agent);
  }

  private void change(String sql, Object... parameters) {
    QuarkusTransaction.requiringNew().run(() -> database.update(sql, parameters));
  }

  private void named(String person) {
    registry.register(Sample.agent(person), Sample.PROVISIONER);
    people.refresh(Set.of(person));
  }

  private String addressOf(String person) {
    Person known = Objects.requireNonNull(people.known(List.of(person)).get(person));
    return Objects.requireNonNull(known.email());
  }

  private MimeMessage only() {
    assertThat(SERVER.getReceivedMessages()).hasSize(1);
    return SERVER.getReceivedMessages()[0];
  }

  private long letters(String person, String condition) {
    return database.number("select count(*) from letter where person = ? and " + condition, person);
  }

  private static int port() {
    if (Integer.getInteger(PORT_PROPERTY) == null) {
      System.setProperty(PORT_PROPERTY, String.valueOf(freePort()));
    }
    return Integer.getInteger(PORT_PROPERTY);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
