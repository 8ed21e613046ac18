package dev.steward.ownership;

import dev.steward.jobs.JobsConfig;
import dev.steward.jobs.Pulse;
import dev.steward.people.PresenceChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Looks after hand-overs: at once when somebody goes or is back, and again and again. */
@ApplicationScoped
class HandOverWatch {

  private final JobsConfig jobs;
  private final Pulse pulse;

  HandOverWatch(
      HandOvers handOvers, Escalations escalations, OwnershipConfig config, JobsConfig jobs) {
    this.jobs = jobs;
    this.pulse =
        new Pulse(
            "hand-overs",
            config.lookEvery(),
            () -> {
              handOvers.keepUp();
              escalations.escalate();
            });
  }

  void start(@Observes StartupEvent ignored) {
    if (jobs.enabled()) {
      pulse.start();
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    pulse.stop();
  }

  void lookNow(@Observes(during = TransactionPhase.AFTER_SUCCESS) PresenceChanged ignored) {
    pulse.wake();
  }
}
