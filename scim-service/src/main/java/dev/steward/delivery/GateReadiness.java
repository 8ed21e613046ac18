package dev.steward.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the guard is known to stand and permits arrive. */
@Readiness
@ApplicationScoped
class GateReadiness implements HealthCheck {

  private static final int MISSED_LOOKS = 3;

  private final GateWatch watch;
  private final Outbox outbox;
  private final DeliveryConfig config;

  GateReadiness(GateWatch watch, Outbox outbox, DeliveryConfig config) {
    this.watch = watch;
    this.outbox = outbox;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    Duration oldest = outbox.oldestAge();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("gate").withData("oldestUndeliveredSeconds", oldest.toSeconds());
    // Anybody may ask: in whose words is for those who may see the realms.
    watch
        .trouble()
        .ifPresent(
            trouble ->
                answer.withData("trouble", "not compared; the console says why, under Realms"));
    boolean inTime = oldest.compareTo(config.oldestPermit()) <= 0;
    return watch
        .posture()
        .map(posture -> answer(answer, posture, inTime))
        .orElseGet(() -> answer.withData("guard", "not asked yet").down().build());
  }

  private HealthCheckResponse answer(
      HealthCheckResponseBuilder answer, GateWatch.Posture posture, boolean inTime) {
    Duration longest = config.reconcileEvery().multipliedBy(MISSED_LOOKS);
    boolean known = posture.age().compareTo(longest) <= 0;
    answer
        .withData("guard", posture.guardActive() ? "active" : "not active")
        .withData("askedSecondsAgo", posture.age().toSeconds());
    if (!posture.problems().isEmpty()) {
      answer.withData("problems", String.join("; ", posture.problems()));
    }
    return answer.status(inTime && known && posture.guardActive()).build();
  }
}
