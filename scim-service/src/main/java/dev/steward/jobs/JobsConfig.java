package dev.steward.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this replica takes part in the work that nobody asks for. */
@ConfigMapping(prefix = "steward.jobs")
public interface JobsConfig {

  /** Off only where another replica, or a test, does all of it. */
  @WithDefault("true")
  boolean enabled();
}
