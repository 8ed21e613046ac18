package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak says about people, kept beside what a feed says.
 *
 * <p>Keycloak tells of everybody whether they may sign in. The rest it tells only of people whom no
 * feed describes.
 */
@ApplicationScoped
class KeycloakWord {

  /** The longest text a column of a value holds. */
  private static final int LONGEST = 600;

  /** How exactly it is kept when a person was last seen. */
  private static final Duration OFTEN_ENOUGH = Duration.ofSeconds(1);

  private static final String FOUND =
      """
      with found as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as f (subject, user_name, display_name, email, account))
      """;

  /** Whom Keycloak does not know any more; listed is who is in a feed. */
  private record Lost(String id, boolean listed) {}

  private final Database database;
  private final NewAccounts newAccounts;
  private final Presence presence;
  private final Event<PersonRemoved> removed;
  private final Clock clock;

  KeycloakWord(
      Database database,
      NewAccounts newAccounts,
      Presence presence,
      Event<PersonRemoved> removed,
      Clock clock) {
    this.database = database;
    this.newAccounts = newAccounts;
    this.presence = presence;
    this.removed = removed;
    this.clock = clock;
  }

  /**
   * Keeps one answer.
   *
   * @param asked the subjects that were asked for; those whom Keycloak left out are gone
   */
  void remember(Collection<String> asked, List<RealmPerson> found) {
    if (asked.isEmpty() && found.isEmpty()) {
      return;
    }
    OneByOne.keep(asked, found, this::keep);
  }

  private void keep(Collection<String> asked, List<RealmPerson> found) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Instant now = clock.instant();
              lose(asked, found, now);
              if (!found.isEmpty()) {
                link(found, now);
                newAccounts.link(found);
                renew(found, now);
                add(found, now);
                keepEmails(found);
              }
              presence.tell();
            });
  }

  /** A feed may have known somebody before Keycloak did. The user name says that they are one. */
  private void link(List<RealmPerson> found, Instant now) {
    update(
        """
        update person p set subject = f.subject, account = f.account, last_seen = ?,
          gone_at = case when present(p.feed, f.account) then null
            else coalesce(p.gone_at, ?) end
        from found f
        where lower(p.user_name) = lower(f.user_name) and p.subject is null
          and p.feed in ('ACTIVE', 'INACTIVE')
          and not exists (
            select from person q where q.subject = f.subject and q.feed <> 'DELETED')
        """,
        found,
        now,
        now);
  }

  /** What is as it was is not written again all the time: very many may name one owner. */
  private void renew(List<RealmPerson> found, Instant now) {
    update(
        """
        , told as (
          select p.id, f.*, p.feed = 'NONE' as shown, p.feed = 'NONE' and (
            (p.user_name, p.display_name, p.account)
              is distinct from (f.user_name, f.display_name, f.account)
            or f.email is distinct from (
              select v.value from person_value v where v.person_id = p.id and v.position = 0)
          ) as changed
          from found f join person p on p.subject = f.subject)
        update person p set
          account = t.account,
          last_seen = ?,
          gone_at = case when present(p.feed, t.account) then null
            else coalesce(p.gone_at, ?) end,
          user_name = case when t.shown then t.user_name else p.user_name end,
          display_name = case when t.shown then t.display_name else p.display_name end,
          version = case when t.changed then p.version + 1 else p.version end,
          modified = case when t.changed then ? else p.modified end
        from told t
        where p.id = t.id and (
          t.changed or p.account <> t.account or p.last_seen is null or p.last_seen < ?)
        """,
        found,
        now,
        now,
        now,
        now.minus(OFTEN_ENOUGH));
  }

  private void add(List<RealmPerson> found, Instant now) {
    update(
        """
        insert into person (id, subject, user_name, display_name, account, last_seen, gone_at,
          created, modified)
        select f.subject, f.subject, f.user_name, f.display_name, f.account, ?,
          case when f.account = 'ENABLED' then null else ?::timestamptz end, ?, ?
        from found f
        where not exists (select from person p where p.subject = f.subject)
        on conflict do nothing
        """,
        found,
        now,
        now,
        now,
        now);
  }

  private void keepEmails(List<RealmPerson> found) {
    update(
        """
        , told as (
          select p.id, f.email from found f join person p on p.subject = f.subject
          where p.feed = 'NONE'
        ), lost as (
          delete from person_value v using told t
          where v.person_id = t.id and t.email is null)
        insert into person_value (person_id, position, kind, value, is_primary)
        select id, 0, 'EMAIL', email, true from told t
        where email is not null and not exists (
          select from person_value v
          where v.person_id = t.id and v.position = 0 and v.value = t.email)
        on conflict (person_id, position) do update set value = excluded.value
        """,
        found);
  }

  private void lose(Collection<String> asked, List<RealmPerson> found, Instant now) {
    database
        .list(
            """
            update person set account = 'GONE', gone_at = coalesce(gone_at, ?),
              version = case when feed = 'NONE' then version + 1 else version end,
              modified = case when feed = 'NONE' then ? else modified end
            where subject = any (?) and not subject = any (?) and account <> 'GONE'
            returning id, listed
            """,
            row -> new Lost(row.text("id"), row.flag("listed")),
            now,
            now,
            asked,
            found.stream().map(RealmPerson::id).toList())
        .stream()
        .filter(lost -> !lost.listed())
        .forEach(lost -> removed.fire(new PersonRemoved(lost.id())));
  }

  private void update(String sql, List<RealmPerson> found, Object... parameters) {
    List<Object> all = new ArrayList<>();
    all.add(column(found, RealmPerson::id));
    all.add(column(found, RealmPerson::username));
    all.add(column(found, RealmPerson::name));
    all.add(column(found, person -> shortEnough(person.email())));
    all.add(column(found, person -> person.enabled() ? "ENABLED" : "DISABLED"));
    all.addAll(List.of(parameters));
    database.update(FOUND + sql, all.toArray());
  }

  private static List<@Nullable String> column(
      List<RealmPerson> found, Function<RealmPerson, @Nullable String> value) {
    List<@Nullable String> column = new ArrayList<>();
    found.forEach(person -> column.add(value.apply(person)));
    return column;
  }

  private static @Nullable String shortEnough(@Nullable String email) {
    return email == null || email.length() > LONGEST ? null : email;
  }
}
