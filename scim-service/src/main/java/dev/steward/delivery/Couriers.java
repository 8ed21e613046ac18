package dev.steward.delivery;

import dev.steward.delivery.Outbox.ParcelWaiting;
import dev.steward.jobs.JobsConfig;
import dev.steward.jobs.Pulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.stream.IntStream;

/** The couriers of this replica. They set out as soon as a permit is committed. */
@ApplicationScoped
class Couriers {

  private final JobsConfig jobs;
  private final List<Pulse> pulses;

  Couriers(Courier courier, DeliveryConfig config, JobsConfig jobs) {
    this.jobs = jobs;
    this.pulses =
        IntStream.rangeClosed(1, config.couriers())
            .mapToObj(i -> new Pulse("courier-" + i, config.lookEvery(), courier::deliverDue))
            .toList();
  }

  void start(@Observes StartupEvent ignored) {
    if (jobs.enabled()) {
      pulses.forEach(Pulse::start);
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    pulses.forEach(Pulse::stop);
  }

  void goNow(@Observes(during = TransactionPhase.AFTER_SUCCESS) ParcelWaiting ignored) {
    pulses.forEach(Pulse::wake);
  }
}
