package dev.steward.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where Keycloak is and as whom the registry speaks to it. */
@ConfigMapping(prefix = "steward.keycloak")
public interface GateConfig {

  URI url();

  String realm();

  /** The client whose service account has the role {@code steward-registry} and no other. */
  String clientId();

  Optional<String> clientSecret();

  /** How long one request may take, its answer included. */
  @WithDefault("PT10S")
  Duration timeout();
}
