package dev.steward.notice;

import dev.steward.jobs.Job;
import dev.steward.notice.Letters.Line;
import dev.steward.people.People;
import dev.steward.people.Person;
import io.quarkus.arc.All;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes to people about what they are asked and should know: one letter to each, whatever it is
 * about.
 *
 * <p>Whoever asks somebody only asks. What there is to write is found afterwards, so that no mail
 * server ever keeps anybody from working.
 */
@ApplicationScoped
class Postman implements Job {

  private static final Logger LOG = Logger.getLogger(Postman.class);
  private static final int MOST_LINES = 1_000;
  private static final int MOST_PEOPLE = 50;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 8;

  private final List<Occasion> occasions;
  private final Letters letters;
  private final Letter letter;
  private final People people;
  private final ReactiveMailer mailer;
  private final NoticeConfig config;
  private final Clock clock;

  Postman(
      @All List<Occasion> occasions,
      Letters letters,
      Letter letter,
      People people,
      ReactiveMailer mailer,
      NoticeConfig config,
      Clock clock) {
    this.occasions = occasions;
    this.letters = letters;
    this.letter = letter;
    this.people = people;
    this.mailer = mailer;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Duration pause() {
    return config.lookEvery();
  }

  @Override
  public void run() {
    if (!config.mail()) {
      return;
    }
    occasions.forEach(occasion -> letters.write(occasion, MOST_LINES));
    deliver();
    letters.forgetOld();
  }

  private void deliver() {
    Map<String, List<Line>> byPerson =
        letters.claim(MOST_PEOPLE).stream().collect(Collectors.groupingBy(Line::person));
    if (byPerson.isEmpty()) {
      return;
    }
    Map<String, Person> known = people.known(byPerson.keySet());
    byPerson.forEach((id, lines) -> deliver(Optional.ofNullable(known.get(id)), lines));
  }

  private void deliver(Optional<Person> person, List<Line> lines) {
    String address = person.filter(Person::present).map(Person::email).orElse(null);
    if (address == null) {
      letters.giveUp(lines, "nobody who is present has an email address");
      return;
    }
    try {
      send(letter.to(address, lines));
      letters.sent(lines);
    } catch (RuntimeException e) {
      later(lines, String.valueOf(e.getMessage()));
    }
  }

  private void send(Mail mail) {
    mailer.send(mail).await().atMost(config.patience());
  }

  /** Not the words of the exception alone: they may not say that it was about a letter. */
  private void later(Collection<Line> lines, String cause) {
    int attempts = lines.stream().mapToInt(Line::attempts).max().orElse(1);
    LOG.warnf("a letter cannot be sent, attempt %d: %s", attempts, cause);
    if (attempts >= config.mostAttempts()) {
      letters.giveUp(lines, cause);
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    letters.retry(lines, clock.instant().plus(pause), cause);
  }
}
