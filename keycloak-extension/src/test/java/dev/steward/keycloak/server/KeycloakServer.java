package dev.steward.keycloak.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Keycloak server, started from a distribution and stopped again.
 *
 * <p>{@link #start} copies or unpacks the distribution into the plan's work directory, installs the
 * providers, runs {@code kc.sh build} when something changed since the last time, starts the server
 * with the JDK of this program and returns when it answers. The log is {@code server.log} in the
 * work directory. The server outlives this program unless {@link #close} is called.
 */
public final class KeycloakServer implements AutoCloseable {

  private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ServerPlan plan;
  private final KeycloakProcess process;

  private KeycloakServer(ServerPlan plan, KeycloakProcess process) {
    this.plan = plan;
    this.process = process;
  }

  /**
   * Starts the planned server and waits until it answers.
   *
   * @throws ServerTrouble when a port is taken, or the server ends or does not answer
   */
  public static KeycloakServer start(ServerPlan plan) {
    checkFree(plan.host(), plan.port());
    checkFree(plan.host(), plan.managementPort());
    ServerHome home = prepare(plan);
    try {
      KeycloakProcess process =
          KeycloakProcess.launch(
              home.path(), plan, plan.work().resolve("server.log"), startArguments(plan));
      KeycloakServer server = new KeycloakServer(plan, process);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the home and builds it, without a start. What is already done is not done again. */
  static ServerHome prepare(ServerPlan plan) {
    ServerHome home = new ServerHome(plan);
    try {
      home.prepare(KeycloakServer::build);
      return home;
    } catch (IOException e) {
      throw new ServerTrouble(
          "the server's files in %s cannot be prepared: %s".formatted(plan.work(), e), e);
    }
  }

  /** The server's address, without a slash at the end. */
  public URI url() {
    return URI.create("http://%s:%d".formatted(plan.host(), plan.port()));
  }

  /** An administrator of everything, signed in as the plan's first administrator. */
  public RealmAdmin admin() {
    return RealmAdmin.signIn(url(), plan.adminUser(), plan.adminPassword());
  }

  /** The process to end; the server itself is a child of it. */
  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.alive();
  }

  public Path log() {
    return plan.work().resolve("server.log");
  }

  /** Moves the server's clock; needs the time-travel provider. */
  public void travel(Duration fromRealTime) {
    RealmAdmin.Answer answer =
        admin()
            .send(
                "PUT",
                url().resolve("/realms/master/steward-time-travel"),
                "{\"offsetSeconds\":%d}".formatted(fromRealTime.toSeconds()));
    if (answer.status() != 200) {
      throw new ServerTrouble("the server's clock cannot be moved: " + answer);
    }
  }

  /** Ends the server and its children. */
  public void stop() {
    process.stop();
  }

  @Override
  public void close() {
    stop();
  }

  private static void build(Path home, ServerPlan plan) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("build"));
    arguments.addAll(plan.buildOptions());
    KeycloakProcess build =
        KeycloakProcess.launch(home, plan, plan.work().resolve("build.log"), arguments);
    try {
      int code = build.ended(LONGEST_BUILD.toSeconds());
      if (code != 0) {
        throw new ServerTrouble(
            "kc.sh build ended with code %d; its last words:%n%s"
                .formatted(code, build.lastWords()));
      }
    } catch (InterruptedException e) {
      build.stop();
      Thread.currentThread().interrupt();
      throw new ServerTrouble("kc.sh build was interrupted", e);
    }
  }

  private static List<String> startArguments(ServerPlan plan) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--cache=local",
                "--http-host=" + plan.host(),
                "--http-port=" + plan.port(),
                "--http-management-port=" + plan.managementPort(),
                "--import-realm"));
    arguments.addAll(plan.options());
    return arguments;
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + plan.patience().toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!ready(http)) {
        if (!process.alive()) {
          throw new ServerTrouble(
              "Keycloak ended before it was ready; its last words:%n%s"
                  .formatted(process.lastWords()));
        }
        if (System.nanoTime() > deadline) {
          process.stop();
          throw new ServerTrouble(
              "Keycloak did not answer at %s within %s; its last words:%n%s"
                  .formatted(url(), plan.patience(), process.lastWords()));
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      process.stop();
      Thread.currentThread().interrupt();
      throw new ServerTrouble("the start of Keycloak was interrupted", e);
    }
  }

  private boolean ready(HttpClient http) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/realms/master"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void checkFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new ServerTrouble(
          "port %d of %s is in use; stop what listens there, or choose another port"
              .formatted(port, host),
          e);
    }
  }
}
