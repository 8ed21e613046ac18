package dev.steward.keycloak.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What server to run: which distribution, with which providers, on which ports, with which options.
 *
 * @param distribution the unpacked home of a Keycloak, or its zip
 * @param work the directory that the server gets for itself; it may exist from an earlier run
 * @param providers jars to install
 * @param realms JSON files of realms to import when they do not exist yet
 * @param buildOptions options of {@code kc.sh build}, such as {@code --features=…}
 * @param options options of {@code kc.sh start}, such as {@code --spi-…=…}
 * @param environment more environment variables of the server, such as {@code JAVA_OPTS_APPEND}
 * @param keepData whether the data of an earlier run stay
 */
public record ServerPlan(
    Path distribution,
    Path work,
    List<Path> providers,
    List<Path> realms,
    List<String> buildOptions,
    List<String> options,
    Map<String, String> environment,
    String host,
    int port,
    int managementPort,
    String adminUser,
    String adminPassword,
    Duration patience,
    boolean keepData) {

  public ServerPlan {
    distribution = distribution.toAbsolutePath();
    work = work.toAbsolutePath();
    providers = List.copyOf(providers);
    realms = List.copyOf(realms);
    buildOptions = List.copyOf(buildOptions);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** A plan for this distribution in this work directory, on ports 8080 and 9000 of localhost. */
  public static Draft of(Path distribution, Path work) {
    return new Draft(distribution, work);
  }

  /** Collects a plan. */
  public static final class Draft {

    private final Path distribution;
    private final Path work;
    private final List<Path> providers = new ArrayList<>();
    private final List<Path> realms = new ArrayList<>();
    private final List<String> buildOptions = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String host = "127.0.0.1";
    private int port = 8080;
    private int managementPort = 9000;
    private String adminUser = "admin";
    private String adminPassword = "admin";
    private Duration patience = Duration.ofMinutes(10);
    private boolean keepData = true;

    private Draft(Path distribution, Path work) {
      this.distribution = distribution;
      this.work = work;
    }

    public Draft provider(Path jar) {
      providers.add(jar);
      return this;
    }

    /** A realm to import, unless it exists. */
    public Draft realm(Path json) {
      realms.add(json);
      return this;
    }

    public Draft buildOption(String option) {
      buildOptions.add(option);
      return this;
    }

    public Draft option(String option) {
      options.add(option);
      return this;
    }

    public Draft environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Draft ports(int http, int management) {
      port = http;
      managementPort = management;
      return this;
    }

    public Draft host(String address) {
      host = address;
      return this;
    }

    /** The first administrator, made when the data are new. */
    public Draft admin(String user, String password) {
      adminUser = user;
      adminPassword = password;
      return this;
    }

    /** How long to wait until the server is ready. */
    public Draft patience(Duration longest) {
      patience = longest;
      return this;
    }

    /** Forgets the data of an earlier run before the start. */
    public Draft freshData() {
      keepData = false;
      return this;
    }

    public ServerPlan done() {
      return new ServerPlan(
          distribution,
          work,
          providers,
          realms,
          buildOptions,
          options,
          environment,
          host,
          port,
          managementPort,
          adminUser,
          adminPassword,
          patience,
          keepData);
    }
  }
}
