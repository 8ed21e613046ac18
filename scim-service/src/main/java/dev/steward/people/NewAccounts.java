package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * People of a feed whose account Keycloak lost, and who have another one there.
 *
 * <p>A name is no proof: whoever may make accounts, or register, can take one that became free. The
 * account is theirs when it has their user name and an email address that the feed says is theirs,
 * and of which Keycloak knows that its owner reads what is sent there.
 */
@ApplicationScoped
class NewAccounts {

  private static final Actor ACTOR = Actor.system("people");

  private final Database database;
  private final Ledger ledger;
  private final Event<PersonRemoved> removed;
  private final Clock clock;

  NewAccounts(Database database, Ledger ledger, Event<PersonRemoved> removed, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.removed = removed;
    this.clock = clock;
  }

  private record Link(String person, String lost, String subject, String account) {

    private static Link read(Row row) {
      return new Link(row.text("id"), row.text("lost"), row.text("subject"), row.text("account"));
    }
  }

  /** Links those who are here still by the feed's word with the account that they have now. */
  @Transactional(TxType.MANDATORY)
  void link(List<RealmPerson> found) {
    List<RealmPerson> proven = found.stream().filter(RealmPerson::emailVerified).toList();
    if (!proven.isEmpty()) {
      links(proven).forEach(this::link);
    }
  }

  /** Who answers for something under the new account is left as they are: two, to the registry. */
  private List<Link> links(List<RealmPerson> proven) {
    return database.list(
        """
        select p.id, p.subject as lost, f.subject, f.account
        from unnest(?::text[], ?::text[], ?::text[], ?::text[])
          as f (subject, user_name, email, account)
        join person p on lower(p.user_name) = lower(f.user_name)
        where p.feed = 'ACTIVE' and p.account = 'GONE' and p.subject <> f.subject
          and exists (
            select from person_value v
            where v.person_id = p.id and v.kind = 'EMAIL' and lower(v.value) = lower(f.email))
          and not exists (
            select from person q
            where q.subject = f.subject and (q.feed in ('ACTIVE', 'INACTIVE')
              or q.feed = 'NONE'
                and exists (select from identity_owner o where o.person = q.id)))
        order by p.id for update of p
        """,
        Link::read,
        column(proven, RealmPerson::id),
        column(proven, RealmPerson::username),
        column(proven, RealmPerson::email),
        column(proven, person -> person.enabled() ? "ENABLED" : "DISABLED"));
  }

  private void link(Link link) {
    Instant now = clock.instant();
    giveWay(link.subject(), now);
    database.update(
        """
        update person set subject = ?, account = ?, last_seen = ?,
          gone_at = case when present(feed, ?) then null else coalesce(gone_at, ?) end
        where id = ?
        """,
        link.subject(),
        link.account(),
        now,
        link.account(),
        now,
        link.person());
    ledger.append(
        ACTOR,
        "PersonLinked",
        null,
        0,
        Map.of("person", link.person(), "account", link.subject(), "before", link.lost()));
  }

  /** Whom only Keycloak described, as long as nobody knew who they are. */
  private void giveWay(String subject, Instant now) {
    database
        .list(
            """
            update person set feed = 'DELETED', fed_at = ?, account = 'UNKNOWN', subject = null,
              gone_at = coalesce(gone_at, ?), version = version + 1, modified = ?
            where subject = ? and feed = 'NONE'
            returning id
            """,
            row -> row.text("id"),
            now,
            now,
            now,
            subject)
        .forEach(id -> removed.fire(new PersonRemoved(id)));
  }

  private static List<@Nullable String> column(
      List<RealmPerson> people, Function<RealmPerson, @Nullable String> value) {
    return people.stream().<@Nullable String>map(value).toList();
  }
}
