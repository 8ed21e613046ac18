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
  private static final SignalInbox INBOX = SignalInbox.open();
  private static final Path BACKDOOR = BackdoorJar.in(path("steward.keycloak.work"));
  private static final int PORT = freePort();
  private static final int MANAGEMENT_PORT = freePort();
  private static volatile KeycloakServer server = start(plan("PT2S").freshData());

  private GateServer() {}

  static KeycloakServer server() {
    return server;
  }

  /** Where the server pushes its signals. */
  static SignalInbox inbox() {
    return INBOX;
  }

  /** Ends the server as an operator does. */
  static void stop() {
    server.stop();
  }

  /** Ends the server when it runs, and starts it again with all it had. */
  static void restart(String pushEvery) {
    stop();
    server = start(plan(pushEvery));
  }

  private static KeycloakServer start(ServerPlan.Draft plan) {
    KeycloakServer started = KeycloakServer.start(plan.done());
    Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
    return started;
  }

  private static ServerPlan.Draft plan(String pushEvery) {
    ServerPlan.Draft plan =
        ServerPlan.of(path("steward.keycloak.home"), path("steward.keycloak.work"));
    if (Versions.haveMetadataDocuments()) {
      plan.buildOption("--features=cimd");
    }
    return plan.provider(path("steward.gate.jar"))
        .provider(path("steward.gate.test-jar"))
        .provider(BACKDOOR)
        .option("--spi-security-profile--default--name=steward-security-profile")
        .option(GUARD + "registry-keys=" + TestRegistry.keyFile())
        .option(GUARD + "mode=enforce,watched:observe")
        .option(GUARD + "unregistered=observe,strict:enforce")
        .option(GUARD + "registry-url=" + INBOX.url())
        .option(GUARD + "push-every=" + pushEvery)
        .ports(PORT, MANAGEMENT_PORT)
        .environment("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
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
