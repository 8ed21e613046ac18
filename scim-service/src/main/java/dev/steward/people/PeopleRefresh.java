package dev.steward.people;

import dev.steward.jobs.Job;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Keycloak again and again whether those who answer for identities are still here. */
@ApplicationScoped
class PeopleRefresh implements Job {

  private final People people;
  private final Presence presence;
  private final Duration pause;

  PeopleRefresh(
      People people,
      Presence presence,
      @ConfigProperty(name = "steward.people.refresh-every", defaultValue = "PT60S")
          Duration pause) {
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
    people.refreshAll();
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(presence::tell);
    }
  }
}
