package dev.steward.keycloak.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakServerTest {

  @Test
  void saysWhichPortIsTaken(@TempDir Path work) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerPlan plan =
          ServerPlan.of(Path.of("nowhere"), work).ports(taken.getLocalPort(), 20_901).done();

      assertThatThrownBy(() -> KeycloakServer.start(plan))
          .isInstanceOf(ServerTrouble.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is in use");
    }
  }

  @Test
  void saysThatTheDistributionIsNotThere(@TempDir Path work) {
    ServerPlan plan = ServerPlan.of(work.resolve("nowhere"), work).ports(20_902, 20_903).done();

    assertThatThrownBy(() -> KeycloakServer.start(plan))
        .isInstanceOf(ServerTrouble.class)
        .hasMessageContaining("there is no Keycloak distribution at");
    assertThat(work.resolve("built")).doesNotExist();
  }
}
