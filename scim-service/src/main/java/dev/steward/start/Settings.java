package dev.steward.start;

import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What must be known before the service itself is up, read from the places it reads from.
 *
 * @param spelled settings that hold the realm's name and in which it has to be spelled otherwise
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
    return new Settings(
        config.getOptionalValue("quarkus.datasource.jdbc.url", String.class),
        Path.of(config.getOptionalValue("steward.data-dir", String.class).orElse("steward-data")),
        RealmName.spelled(
            config.getOptionalValue("steward.keycloak.realm", String.class).orElse(""),
            setting -> config.getOptionalValue(setting, String.class)));
  }
}
