package dev.steward.ownership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** How long something may stand on the orphan report, and what can be done about it at once. */
@ConfigMapping(prefix = "steward.orphans")
interface OrphanConfig {

  /** Within which time it is to be taken off the report, by risk tier. */
  Within within();

  /** Environments that are no more. */
  Optional<List<String>> goneEnvironments();

  /** No answer is given to more at once. */
  @WithDefault("500")
  int mostAnswered();

  /** How often orphans are counted for the metrics. */
  @WithDefault("PT60S")
  Duration countEvery();

  /** How often changed identities are sorted into the candidates for the report. */
  @WithDefault("PT5S")
  Duration sortEvery();

  /** Times by risk tier. */
  interface Within {

    @WithDefault("P1D")
    Period critical();

    @WithDefault("P7D")
    Period high();

    @WithDefault("P30D")
    Period medium();

    @WithDefault("P90D")
    Period low();

    /** Nobody knows the tier of what is not registered. */
    @WithDefault("P30D")
    Period unregistered();
  }
}
