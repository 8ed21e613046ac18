package dev.steward.start;

import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What must be known before the service itself is up, read from the places it reads from.
 *
 * @param spelled settings in which Keycloak's address or the realm's name has to be spelled
 *     otherwise
 */
record Settings(Optional<String> databaseUrl, Path dataDir, Map<String, String> spelled) {

  private static final int IN_FILE_SYSTEM = 260;
  private static final int IN_CLASS_PATH = 250;

  static Settings read() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .withSources(
                PropertiesConfigSourceLoader.inFileSystem(
                    "config/application.properties", IN_FILE_SYSTEM, loader))
            .withSources(
                PropertiesConfigSourceLoader.inClassPath(
                    "application.properties", IN_CLASS_PATH, loader))
            .withProfile("prod")
            .build();
    Function<String, Optional<String>> settings =
        setting -> config.getOptionalValue(setting, String.class);
    return new Settings(
        settings.apply("quarkus.datasource.jdbc.url"),
        Path.of(settings.apply("steward.data-dir").orElse("steward-data")),
        spelled(settings));
  }

  static Map<String, String> spelled(Function<String, Optional<String>> settings) {
    KeycloakAddress keycloak = KeycloakAddress.of(settings);
    Map<String, String> spelled = new TreeMap<>(keycloak.spelled());
    spelled.putAll(
        RealmName.spelled(
            settings.apply("steward.keycloak.realm").orElse(""),
            setting -> settings.apply(setting).map(keycloak::in)));
    return spelled;
  }
}
