package dev.steward.people;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.DatabaseException;
import dev.steward.database.StaleVersion;
import dev.steward.database.Statement;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people are written whom a feed describes: each whole, with all that goes with it, in one
 * journey.
 */
@ApplicationScoped
class PersonTable {

  private final Database database;

  PersonTable(Database database) {
    this.database = database;
  }

  /**
   * Somebody whom a new description may mean.
   *
   * @param fed whether a feed describes them already
   */
  record Known(String id, boolean fed) {}

  /**
   * Whom a feed describes under a user name; else the one of a Keycloak account, or whom only
   * Keycloak described under that name.
   *
   * @param subject the account, as far as it is known
   */
  Optional<Known> known(String userName, @Nullable String subject) {
    return database
        .lookUp(
            """
            select id, true as fed, 1 as rank from person
            where lower(user_name) = lower(?) and feed in ('ACTIVE', 'INACTIVE')
            union all
            select p.id, false, case p.feed when 'NONE' then 2 else 3 end from person p
            where p.subject = ? and (p.feed = 'NONE' or p.feed = 'DELETED' and not exists (
              select from person other
              where other.subject = p.subject and other.feed <> 'DELETED'))
            union all
            select id, false, 4 from person
            where lower(user_name) = lower(?) and feed = 'NONE' and account <> 'GONE'
            order by rank, id limit 1
            """,
            row -> new Known(row.text("id"), row.flag("fed")),
            userName,
            subject,
            userName)
        .stream()
        .findFirst();
  }

  /** The person, until the end of the transaction nobody else's to change. */
  void lock(String id) {
    database.lookUp("select id from person where id = ? for no key update", row -> id, id);
  }

  /** Refuses a user name that somebody else has who is still there. */
  void requireFree(String id, String userName) {
    if (database.lookUpNumber(
            "select count(*) from person where lower(user_name) = lower(?) and id <> ? and listed",
            userName,
            id)
        > 0) {
      throw new PersonNameTaken(userName);
    }
  }

  /**
   * Writes somebody new, and what others write about them.
   *
   * @param asides what others want to know beside them then
   * @throws PersonNameTaken when another person whom a feed describes has the user name
   */
  void insert(RecordedPerson person, List<Statement> others, Asides asides) {
    write(person, PersonStatements.insert(person, others), asides);
  }

  /**
   * Writes a person anew, and what others write about them.
   *
   * @param asides what others want to know beside them then
   * @throws StaleVersion when the person is at another version than before
   * @throws PersonNameTaken when another person whom a feed describes has the user name
   */
  void update(RecordedPerson before, RecordedPerson after, List<Statement> others, Asides asides) {
    if (!isWritten(before, after, others, asides)) {
      throw stale(before.id(), before.version());
    }
  }

  private boolean isWritten(
      RecordedPerson before, RecordedPerson after, List<Statement> others, Asides asides) {
    boolean alone = QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION;
    List<Statement> all =
        alone
            ? PersonStatements.updateOrNothing(before, after, others)
            : PersonStatements.update(before, after, others);
    try {
      return write(after, all, asides).getFirst() == 1;
    } catch (DatabaseException e) {
      if (e.breaks("identity_version")) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Marks a person as one whom the feed does not know any more.
   *
   * @param expectedVersion the version that this is meant for, or null for whichever it is
   * @return the version that the person has then
   * @throws NoSuchPerson when there is nobody of that id to be shown
   * @throws StaleVersion when the person is at another version
   */
  long remove(String id, @Nullable Long expectedVersion, Instant now) {
    return database
        .lookUp(
            """
            update person set feed = 'DELETED', version = version + 1, fed_at = ?, modified = ?,
              gone_at = coalesce(gone_at, ?)
            where id = ? and listed and version = coalesce(?::bigint, version)
            returning version
            """,
            row -> row.number("version"),
            now,
            now,
            now,
            id,
            expectedVersion)
        .stream()
        .findFirst()
        .orElseThrow(() -> stale(id, expectedVersion == null ? 0 : expectedVersion));
  }

  /** Why nothing was written. */
  private RuntimeException stale(String id, long expected) {
    return database
        .lookUp(
            "select version from person where id = ? and listed", row -> row.number("version"), id)
        .stream()
        .findFirst()
        .<RuntimeException>map(present -> new StaleVersion("person " + id, expected, present))
        .orElseGet(() -> new NoSuchPerson(id));
  }

  /** Two feeds at the same moment both find a name free; the database lets one have it. */
  private List<Integer> write(RecordedPerson person, List<Statement> all, Asides asides) {
    Asides telling =
        person.facts().employment().manager() == null ? asides.without(List.of("manager")) : asides;
    try {
      return database.together(all, beside(person.id(), telling), telling::take);
    } catch (DatabaseException e) {
      if (e.breaks("person_fed_user_name")) {
        throw new PersonNameTaken(person.facts().userName());
      }
      throw e;
    }
  }

  /** The question for what stands beside a person, if anybody wants to know. */
  private static Optional<Statement> beside(String id, Asides asides) {
    return asides.all().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                "select p.id, p.manager%s from person p where p.id = ?".formatted(asides.columns()),
                asides.parameters(id)));
  }
}
