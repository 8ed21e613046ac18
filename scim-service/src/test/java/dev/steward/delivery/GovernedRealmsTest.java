package dev.steward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.delivery.GovernedRealms.Realm;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of the realms that permits are delivered to. */
@QuarkusTest
class GovernedRealmsTest {

  @Inject GovernedRealms realms;
  @Inject GateWatch watch;
  @Inject Reconciler reconciler;
  @Inject IdentityRegistry registry;
  @Inject ObjectMapper json;

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().away(false);
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void includesWhatTheGateSaidAboutItself() throws Exception {
    watch.remember(
        json.readTree(
            """
            {"guardActive": true, "mode": "observe", "unregistered": "enforce",
             "keycloakVersion": "26.7.5", "extensionVersion": "0.1", "trustedKeys": ["k1"],
             "keysLoadedAt": "2026-11-22T04:00:00Z", "problems": ["look at this"]}
            """));

    GovernedRealms.Posture posture = Objects.requireNonNull(acme().posture());

    assertThat(posture.observes()).isTrue();
    assertThat(realms.leniency(KeycloakDouble.REALM).letsPass()).isTrue();
    assertThat(realms.leniency(KeycloakDouble.REALM).letsStrangersPass()).isFalse();
    assertThat(posture.unregistered()).isEqualTo("enforce");
    assertThat(posture.keycloakVersion()).isEqualTo("26.7.5");
    assertThat(posture.extensionVersion()).isEqualTo("0.1");
    assertThat(posture.trusted()).containsExactly("k1");
    assertThat(posture.keysLoadedAt()).isNotNull();
    assertThat(posture.problems()).contains("look at this");
  }

  @Test
  void includesThePermitsThatWait() {
    long before = acme().waiting();

    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    assertThat(acme().waiting()).isEqualTo(before + 1);
    assertThat(acme().oldest()).isNotNull();
  }

  @Test
  void includesHowTheLastComparisonWent() {
    KeycloakDouble.running().gate(new dev.steward.testing.Realm());
    reconciler.run();
    assertThat(acme().compared()).isNotNull();
    assertThat(acme().trouble()).isNull();

    KeycloakDouble.running().away(true);
    reconciler.run();

    assertThat(acme().trouble()).contains("503");
    assertThat(acme().compared()).isNotNull();
  }

  private Realm acme() {
    return realms.all().getFirst();
  }
}
