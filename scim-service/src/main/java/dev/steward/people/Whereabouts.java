package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Asks Keycloak about accounts of which it says that they changed. Of accounts that are nobody's
 * concern here, nothing is kept.
 */
@ApplicationScoped
public class Whereabouts {

  private final Database database;
  private final KeycloakGate gate;
  private final KeycloakWord word;

  Whereabouts(Database database, KeycloakGate gate, KeycloakWord word) {
    this.database = database;
    this.gate = gate;
    this.word = word;
  }

  /**
   * Remembers what Keycloak says about those who are known here by their account, who answer for
   * something, or whom a feed describes under the account's name.
   *
   * @param subjects at most {@link KeycloakGate#MOST_PEOPLE}
   * @throws dev.steward.delivery.GateUnreachable when Keycloak does not say
   */
  public void ask(Collection<String> subjects) {
    List<RealmPerson> found = gate.people(subjects, List.of());
    Set<String> concern = known(subjects);
    Set<String> names = expected(found);
    word.remember(
        concern,
        found.stream()
            .filter(
                person -> concern.contains(person.id()) || names.contains(lower(person.username())))
            .toList());
  }

  private Set<String> known(Collection<String> subjects) {
    return Set.copyOf(
        database.list(
            """
            select s.subject from unnest(?::text[]) as s (subject)
            where exists (select from person p where p.subject = s.subject or p.id = s.subject)
              or exists (select from identity_owner o where o.person = s.subject)
            """,
            row -> row.text("subject"),
            subjects));
  }

  /** The names of those whom a feed describes and whose account nobody has seen yet, or is gone. */
  private Set<String> expected(List<RealmPerson> found) {
    return Set.copyOf(
        database.list(
            """
            select distinct lower(user_name) as name from person
            where lower(user_name) = any (?) and feed in ('ACTIVE', 'INACTIVE')
              and (subject is null or account = 'GONE')
            """,
            row -> row.text("name"),
            found.stream().map(person -> lower(person.username())).toList()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
