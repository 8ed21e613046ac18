package dev.steward.deploy.bench;

import dev.steward.deploy.DemoRealm;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Clients with service accounts, all alike: the first is made over Keycloak's interface, the others
 * by set, as copies of all that it has there.
 */
final class Robots {

  private static final String PATH = "/" + DemoRealm.NAME + "/clients";
  private static final String SECRET = "robots-have-one-secret";

  /** Those that ask for tokens: as many as Keycloak keeps in memory anyway. */
  private static final int BUSY = 1_000;

  private final RealmAdmin admin;
  private final Postgres postgres;

  Robots(RealmAdmin admin, Postgres postgres) {
    this.admin = admin;
    this.postgres = postgres;
  }

  void make(int number) {
    make("robot-1");
    postgres.run("keycloak", Seed.of("seed-clients.sql", number));
    postgres.run("keycloak", "vacuum analyze");
  }

  /** Makes one over Keycloak's interface; tells its uuid. */
  String make(String name) {
    return admin.create(
        PATH,
        Map.of(
            "clientId",
            name,
            "name",
            "Robot " + name,
            "description",
            "Carries boxes",
            "secret",
            SECRET,
            "serviceAccountsEnabled",
            true,
            "standardFlowEnabled",
            false,
            "redirectUris",
            List.of("https://example.org/" + name),
            "attributes",
            Map.of("contacts", "somebody@example.org", "cost.centre", "4711")));
  }

  /** Gives one another description. */
  void change(int number, String description) {
    admin.must("PUT", path(number), Map.of("description", description));
  }

  void delete(int number) {
    admin.must("DELETE", path(number), null);
  }

  private String path(int number) {
    return PATH
        + "/"
        + admin.must("GET", PATH + "?clientId=robot-" + number, null).at("/0/id").asText();
  }

  /** One of them asks for a token. */
  static Ask token(RandomGenerator random) {
    return new Ask(
        "POST",
        "/token",
        "application/x-www-form-urlencoded",
        "grant_type=client_credentials&client_id=robot-%d&client_secret=%s"
            .formatted(
                1 + random.nextInt(BUSY), URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
  }
}
