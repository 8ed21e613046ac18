package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The people who may answer for identities, as Keycloak last described them. */
@ApplicationScoped
public class People {

  private static final Logger LOG = Logger.getLogger(People.class);

  private final Database database;
  private final KeycloakGate gate;
  private final Clock clock;

  People(Database database, KeycloakGate gate, Clock clock) {
    this.database = database;
    this.gate = gate;
    this.clock = clock;
  }

  /** Those of the given ids that are people, by id, as far as the registry knows. */
  public Map<String, Person> known(Collection<String> ids) {
    return database
        .list(
            "select id, user_name, email, name, present from person where id = any (?)",
            People::person,
            ids)
        .stream()
        .collect(Collectors.toMap(Person::id, Function.identity()));
  }

  /**
   * Asks Keycloak about people and remembers what it says. While Keycloak cannot be asked, what it
   * said last still holds.
   *
   * @return whether Keycloak answered
   */
  public boolean refresh(Collection<String> ids) {
    List<String> all = new ArrayList<>(Set.copyOf(ids));
    try {
      for (int from = 0; from < all.size(); from += KeycloakGate.MOST_PEOPLE) {
        List<String> some =
            all.subList(from, Math.min(all.size(), from + KeycloakGate.MOST_PEOPLE));
        List<RealmPerson> found = gate.people(some, List.of());
        QuarkusTransaction.requiringNew().run(() -> remember(some, found));
      }
      return true;
    } catch (GateUnreachable e) {
      LOG.warnf("people cannot be asked for; what was known stays: %s", e.getMessage());
      return false;
    }
  }

  /** Asks Keycloak about all who are known, a page at a time. */
  void refreshAll() {
    String last = "";
    List<String> page = idsAfter(last);
    while (!page.isEmpty() && refresh(page)) {
      last = page.getLast();
      page = idsAfter(last);
    }
  }

  private List<String> idsAfter(String last) {
    return database.list(
        "select id from person where id > ? order by id limit ?",
        row -> row.text("id"),
        last,
        KeycloakGate.MOST_PEOPLE);
  }

  private void remember(List<String> asked, List<RealmPerson> found) {
    Instant now = clock.instant();
    for (RealmPerson person : found) {
      database.update(
          """
          insert into person (id, user_name, email, name, present, last_seen, gone_at)
          values (?, ?, ?, ?, ?, ?, ?)
          on conflict (id) do update set
            user_name = excluded.user_name, email = excluded.email, name = excluded.name,
            present = excluded.present, last_seen = excluded.last_seen,
            gone_at = case when excluded.present then null
                      else coalesce(person.gone_at, excluded.gone_at) end,
            deleted = false
          """,
          person.id(),
          person.username(),
          person.email(),
          person.name(),
          person.enabled(),
          now,
          person.enabled() ? null : now);
    }
    List<String> here = found.stream().map(RealmPerson::id).toList();
    database.update(
        """
        update person set present = false, deleted = true, gone_at = coalesce(gone_at, ?)
        where id = any (?) and not id = any (?) and not deleted
        """,
        now,
        asked,
        here);
  }

  private static Person person(Row row) {
    return new Person(
        row.text("id"),
        row.text("user_name"),
        row.optionalText("email"),
        row.optionalText("name"),
        row.flag("present"));
  }
}
