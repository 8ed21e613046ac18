package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.keycloak.server.RealmAdmin;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeTravelIT {

  private final RealmAdmin admin = GateServer.server().admin();

  @AfterEach
  void comeBack() {
    GateServer.server().travel(Duration.ZERO);
  }

  @Test
  void movesTheClockOfTheServer() {
    GateServer.server().travel(Duration.ofDays(400));

    assertThat(admin.get("/master").status()).as("a token of the past").isEqualTo(200);
    assertThat(GateServer.server().admin().get("/master").status()).isEqualTo(200);
  }
}
