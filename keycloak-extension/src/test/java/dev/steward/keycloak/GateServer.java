package dev.steward.keycloak;

import dev.steward.keycloak.server.KeycloakServer;
import dev.steward.keycloak.server.ServerPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * The one server of the integration tests, with the shaded gate installed. Started on first use.
 *
 * <p>The realm {@code watched} is only observed; in {@code strict} unregistered clients are
 * refused.
 */
final class GateServer {

  private static final String GUARD = "--spi-client-policy-executor--steward-permit-guard--";
  private static final KeycloakServer SERVER = start();

  private GateServer() {}

  static KeycloakServer server() {
    return SERVER;
  }

  private static KeycloakServer start() {
    KeycloakServer server =
        KeycloakServer.start(
            ServerPlan.of(path("steward.keycloak.home"), path("steward.keycloak.work"))
                .provider(path("steward.gate.jar"))
                .provider(path("steward.gate.test-jar"))
                .provider(BackdoorJar.in(path("steward.keycloak.work")))
                .option("--spi-security-profile--default--name=steward-security-profile")
                .option(GUARD + "registry-keys=" + TestRegistry.keyFile())
                .option(GUARD + "mode=enforce,watched:observe")
                .option(GUARD + "unregistered=observe,strict:enforce")
                .ports(freePort(), freePort())
                .environment("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1")
                .freshData()
                .done());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    return server;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property));
  }
}
