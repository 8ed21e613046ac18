package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.delivery.KeycloakGate;
import dev.steward.jobs.Job;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Keycloak again and again whether those who answer for identities are still here. */
@ApplicationScoped
class PeopleRefresh implements Job {

  private final Database database;
  private final People people;
  private final Presence presence;
  private final Duration pause;

  PeopleRefresh(
      Database database,
      People people,
      Presence presence,
      @ConfigProperty(name = "steward.people.refresh-every", defaultValue = "PT60S")
          Duration pause) {
    this.database = database;
    this.people = people;
    this.presence = presence;
    this.pause = pause;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public Duration pause() {
    return pause;
  }

  @Override
  public void run() {
    refreshAll();
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(presence::tell);
    }
  }

  /** Asks Keycloak about all whom it describes and all who answer for something. */
  private void refreshAll() {
    String last = "";
    List<String> page = idsAfter(last);
    while (!page.isEmpty() && people.refresh(page)) {
      last = page.getLast();
      page = idsAfter(last);
    }
  }

  private List<String> idsAfter(String last) {
    return database.list(
        """
        select id from person p
        where id > ? and feed <> 'DELETED' and (
          feed = 'NONE' or exists (select from identity_owner o where o.person = p.id))
        order by id limit ?
        """,
        row -> row.text("id"),
        last,
        KeycloakGate.MOST_PEOPLE);
  }
}
