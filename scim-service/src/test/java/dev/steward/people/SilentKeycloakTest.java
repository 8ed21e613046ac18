package dev.steward.people;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever names people while Keycloak does not answer. */
@QuarkusTest
class SilentKeycloakTest {

  @Inject Database database;
  @Inject Inquiry inquiry;
  @Inject Clock clock;

  private final String owner = Sample.person();
  private People people;

  @BeforeEach
  void knowSomebody() {
    travel("PT0S");
    people = new People(database, inquiry, clock, Duration.ofMinutes(1));
    people.refresh(Set.of(owner));
    travel("PT5M");
  }

  @AfterEach
  void returnToThePresent() {
    KeycloakDouble.running().away(false);
    travel("PT0S");
  }

  @Test
  void waitsForItOnceAndNotAgainForEachOfManyWhoAreKnown() {
    KeycloakDouble.running().away(true);
    assertThat(isPresent(owner)).isTrue();

    KeycloakDouble.running().away(false);
    KeycloakDouble.running().person(owner, false);
    assertThat(isPresent(owner)).as("nobody waited for an answer").isTrue();
    travel("PT7M");
    assertThat(isPresent(owner)).isFalse();
  }

  @Test
  void asksAgainForWhomNobodyKnows() {
    KeycloakDouble.running().away(true);
    assertThat(isPresent(owner)).isTrue();

    KeycloakDouble.running().away(false);
    assertThat(isPresent(Sample.person())).isTrue();
  }

  private boolean isPresent(String id) {
    return Objects.requireNonNull(people.named(Set.of(id)).known().get(id)).present();
  }
}
