package dev.steward.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a page of identities looks for more than it has to show, by the clock. */
@ConfigMapping(prefix = "steward.browsing")
interface BrowsingConfig {

  /**
   * For whether they are few. Where they are many that shows soon, and whoever gives up has looked
   * in vain.
   */
  @WithDefault("PT0.2S")
  Duration looking();

  /** For what leads to few sooner, each. */
  @WithDefault("PT0.04S")
  Duration hinting();

  /**
   * For walking through many in their order, before it is found out anyhow whether they are few.
   */
  @WithDefault("PT0.05S")
  Duration walking();

  /** For the numbers of all boxes together. */
  @WithDefault("PT0.06S")
  Duration counting();
}
