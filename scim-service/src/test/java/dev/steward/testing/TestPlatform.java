package dev.steward.testing;

import dev.steward.start.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL with an empty database, and a Keycloak as far as HTTP can tell. */
@QuarkusTestResource(TestPlatform.class)
public class TestPlatform implements QuarkusTestResourceLifecycleManager {

  /** No test pulls the plug of the machine: what is committed need not be on its disk by then. */
  private static final String HURRIED = "?options=-csynchronous_commit%3Doff";

  private @Nullable EmbeddedDatabase database;
  private @Nullable KeycloakDouble keycloak;

  @Override
  public Map<String, String> start() {
    database = EmbeddedDatabase.startIn(Path.of("target", "test-postgres"));
    keycloak = KeycloakDouble.start();
    return Map.ofEntries(
        Map.entry("quarkus.datasource.jdbc.url", database.fresh("steward_test") + HURRIED),
        Map.entry("quarkus.datasource.username", database.user()),
        Map.entry("quarkus.datasource.password", database.password()),
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("steward.data-dir", Path.of("target", "test-data").toString()),
        Map.entry("steward.time-travel", "true"),
        Map.entry("steward.keycloak.url", keycloak.url()),
        Map.entry("steward.keycloak.realm", KeycloakDouble.REALM),
        Map.entry("steward.keycloak.client-secret", "of-the-registry"),
        Map.entry("steward.console.client-secret", "the-console-s-secret-of-thirty-two-characters"),
        Map.entry("steward.ownership.limits.low", "2"),
        Map.entry("steward.ownership.page", "https://console.example/ownership"),
        Map.entry("steward.scim.connectors.abbey.agent-draft", "abbey"),
        Map.entry("steward.scim.connectors.feed.writes", "User"),
        Map.entry("steward.scim.connectors.terse.patch-shows-resource", "false"),
        Map.entry("steward.scim.connectors.entra.replace-makes-values", "true"),
        Map.entry("steward.scim.connectors.precise.unknown-attributes", "reject"),
        Map.entry("steward.scim.connectors.precise.booleans-as-text", "false"),
        Map.entry("steward.scim.connectors.precise.require-if-match", "true"));
  }

  @Override
  public void stop() {
    Objects.requireNonNull(keycloak).close();
    Objects.requireNonNull(database).close();
  }
}
