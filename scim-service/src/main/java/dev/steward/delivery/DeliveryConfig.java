package dev.steward.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How insistently permits are delivered. */
@ConfigMapping(prefix = "steward.delivery")
interface DeliveryConfig {

  /** After how many failed attempts a permit becomes a finding. */
  @WithDefault("12")
  int mostAttempts();

  /** How many permits are carried at the same time. */
  @WithDefault("4")
  int couriers();

  /**
   * How long one courier may keep a permit before another takes it: what one that was killed had in
   * hand waits so long. It is longer than a few requests take that Keycloak hardly answers.
   */
  @WithDefault("PT45S")
  Duration lease();

  /** How often the couriers look for what is due without being called. */
  @WithDefault("PT1S")
  Duration lookEvery();

  /** From the end of one comparison with Keycloak to the start of the next. */
  @WithDefault("PT60S")
  Duration reconcileEvery();

  /** The service is not ready while a permit has waited longer than this. */
  @WithDefault("PT5M")
  Duration oldestPermit();
}
