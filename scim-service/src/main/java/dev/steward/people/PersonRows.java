package dev.steward.people;

import dev.steward.people.PersonRow.Feed;
import dev.steward.people.RecordedPerson.Account;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** The rows of the person table, for whoever holds the door. */
@ApplicationScoped
class PersonRows implements PanacheRepositoryBase<PersonRow, String> {

  /** The person, until the end of the transaction nobody else's to change. */
  PersonRow lock(String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(PersonRow::isListed)
        .orElseThrow(() -> new NoSuchPerson(id));
  }

  /** Whom a feed describes under a user name. */
  Optional<PersonRow> fed(String userName) {
    return find(
            "lower(userName) = lower(?1) and feed in (?2, ?3)",
            userName,
            Feed.ACTIVE,
            Feed.INACTIVE)
        .firstResultOptional();
  }

  /** The one of a Keycloak account whom no feed describes, or not any more. */
  Optional<PersonRow> unfedOf(String subject) {
    return find(
            "subject = ?1 and feed in (?2, ?3) order by feed desc",
            subject,
            Feed.NONE,
            Feed.DELETED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Whom only Keycloak described, under a user name. */
  Optional<PersonRow> unfedNamed(String userName) {
    return find(
            "lower(userName) = lower(?1) and feed = ?2 and account <> ?3",
            userName,
            Feed.NONE,
            Account.GONE)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Refuses a user name that somebody else has who is still there. */
  void requireFree(PersonRow row, String userName) {
    if (count("lower(userName) = lower(?1) and id <> ?2 and listed", userName, row.id) > 0) {
      throw new PersonNameTaken(userName);
    }
  }

  /** Two feeds at the same moment both find a name free; the database lets one have it. */
  void settle(String userName) {
    try {
      flush();
    } catch (ConstraintViolationException e) {
      if (String.valueOf(e.getConstraintName()).contains("user_name")) {
        throw new PersonNameTaken(userName);
      }
      throw e;
    }
  }
}
