package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.database.Row;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The people who may answer for identities, as a feed and Keycloak last described them.
 *
 * <p>Keycloak is asked before a transaction begins, never inside: its word is kept in a transaction
 * of its own, which would wait for the one that waits for it.
 */
@ApplicationScoped
public class People {

  /** How many are asked about before they are named. */
  private static final int MOST_EXPECTED = 2_000;

  private static final String DESCRIBED =
      """
      select p.*, %s as name,
        (select v.value from person_value v where v.person_id = p.id and v.kind = 'EMAIL'
         order by v.is_primary desc nulls last, v.position limit 1) as email
      from person p where %%s
      """
          .formatted(name("p"));

  private final Database database;
  private final Inquiry inquiry;
  private final Clock clock;
  private final Duration fresh;
  private volatile Instant silentAt = Instant.EPOCH;

  /**
   * @param fresh how long Keycloak's word that somebody is there is not asked for again by those
   *     who name them as owners
   */
  People(
      Database database,
      Inquiry inquiry,
      Clock clock,
      @ConfigProperty(name = "steward.people.fresh-for", defaultValue = "PT5S") Duration fresh) {
    this.database = database;
    this.inquiry = inquiry;
    this.clock = clock;
    this.fresh = fresh;
  }

  /**
   * What a row of people is called, their user name where nothing else is said; as SQL.
   *
   * @param row the name of the row
   */
  public static String label(String row) {
    return "coalesce(%s, %s.user_name)".formatted(name(row), row);
  }

  private static String name(String row) {
    return "coalesce(%1$s.display_name, %1$s.formatted_name, nullif(concat_ws(' ', %1$s.given_name, %1$s.family_name), ''))"
        .formatted(row);
  }

  /** Those of the given ids that are people, by id, as far as the registry knows. */
  public Map<String, Person> known(Collection<String> ids) {
    return database.lookUp(DESCRIBED.formatted("p.id = any (?)"), People::person, ids).stream()
        .collect(Collectors.toMap(Person::id, Function.identity()));
  }

  /** Those of the given ids who were people here and are no more. */
  public Set<String> gone(Collection<String> ids) {
    return Set.copyOf(
        database.lookUp(
            "select id from person where id = any (?) and not listed", row -> row.text("id"), ids));
  }

  /** The ids under which the registry knows those whom Keycloak's tokens name otherwise. */
  public Map<String, String> aliases(Collection<String> subjects) {
    return database
        .lookUp(
            """
            select subject, id from person
            where subject = any (?) and subject <> id and feed <> 'DELETED'
            """,
            row -> Map.entry(row.text("subject"), row.text("id")),
            subjects)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The id of whom a token of Keycloak speaks of: mostly the token's subject itself. */
  public String idOf(String subject, String userName) {
    List<String> unlinked =
        database.list(
            """
            select id from person p
            where lower(user_name) = lower(?) and feed in ('ACTIVE', 'INACTIVE') and (
              subject is null
              or subject <> ? and not exists (
                select from person q where q.subject = ? and q.feed <> 'DELETED'))
            """,
            row -> row.text("id"),
            userName,
            subject,
            subject);
    if (!unlinked.isEmpty()) {
      refresh(Stream.concat(unlinked.stream(), Stream.of(subject)).toList());
    }
    return aliases(List.of(subject)).getOrDefault(subject, subject);
  }

  /**
   * Asks Keycloak about people and remembers what it says. While Keycloak cannot be asked, what it
   * said last still holds.
   *
   * @return whether Keycloak answered
   */
  public boolean refresh(Collection<String> ids) {
    return !isInTransaction() && inquiry.about(ids, Set.of());
  }

  /**
   * Asks at once about many who are to be named in a moment.
   *
   * @param userNames the user names of those who are not known by an id
   * @return whether Keycloak answered
   */
  public boolean expect(Collection<String> ids, Collection<String> userNames) {
    return inquiry.about(
        ids.stream().limit(MOST_EXPECTED).toList(),
        userNames.stream().limit(MOST_EXPECTED).toList());
  }

  private static boolean isInTransaction() {
    return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /**
   * Those whom somebody names, by id or as Keycloak calls them. Outside of a transaction Keycloak
   * is asked about those of whom it has not just said that they are there: a thousand identities
   * that are registered one after the other often have the same owners.
   */
  public Named named(Collection<String> names) {
    if (names.isEmpty()) {
      return Named.NOBODY;
    }
    List<Named.Found> found = found(names);
    if (!isInTransaction()) {
      Set<String> fresh =
          found.stream()
              .filter(Named.Found::fresh)
              .flatMap(one -> Stream.of(one.person().id(), one.subject()))
              .collect(Collectors.toSet());
      List<String> others = names.stream().filter(name -> !fresh.contains(name)).toList();
      boolean asks =
          !Named.of(names, found).knows(Set.copyOf(others)) || !wasSilentJustNow(clock.instant());
      if (!others.isEmpty() && asks) {
        if (refresh(others)) {
          found = found(names);
        } else {
          silentAt = clock.instant();
        }
      }
    }
    return Named.of(names, found);
  }

  /** Who waited for Keycloak in vain does not wait again for each of many who are known. */
  private boolean wasSilentJustNow(Instant now) {
    return !now.isBefore(silentAt) && now.isBefore(silentAt.plus(fresh));
  }

  private List<Named.Found> found(Collection<String> names) {
    Instant now = clock.instant();
    return database.lookUp(
        """
        select p.id, p.user_name, p.present, p.listed, p.name, p.email,
          case when p.feed = 'DELETED' then '' else coalesce(p.subject, '') end as subject,
          coalesce(p.present and p.account = 'ENABLED' and p.last_seen > ? and p.last_seen <= ?,
            false) as fresh
        from (%s) p
        """
            .formatted(
                DESCRIBED.formatted(
                    "p.id = any (?) or (p.subject = any (?) and p.feed <> 'DELETED')")),
        row -> new Named.Found(person(row), row.text("subject"), row.flag("fresh")),
        now.minus(fresh),
        now,
        names,
        names);
  }

  /** Asks Keycloak who has a user name and remembers the answer; it is nobody when it cannot be. */
  public Optional<String> subjectOf(String userName) {
    return isInTransaction() ? Optional.empty() : inquiry.subjectOf(userName);
  }

  private static Person person(Row row) {
    return new Person(
        row.text("id"),
        row.text("user_name"),
        row.optionalText("email"),
        row.optionalText("name"),
        row.flag("present"),
        row.flag("listed"));
  }
}
