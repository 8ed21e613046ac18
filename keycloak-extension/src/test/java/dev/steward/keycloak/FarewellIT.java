package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.issued;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a server that ends has still to say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FarewellIT {

  @AfterAll
  void runAndPushAsUsual() {
    GateServer.restart("PT2S");
  }

  @Test
  void aServerThatIsStoppedTellsWhatItCounted() {
    TestRealm realm = TestRealm.fresh("farewell");
    TestClient client = realm.permitted("leaving", Map.of());
    GateServer.restart("PT1H");
    for (int i = 0; i < 3; i++) {
      assertThat(client.token()).satisfies(issued());
    }
    assertThat(GateServer.inbox().counted(client.uuid(), "issued")).isZero();

    GateServer.stop();

    assertThat(GateServer.inbox().counted(client.uuid(), "issued")).isEqualTo(3);
  }
}
