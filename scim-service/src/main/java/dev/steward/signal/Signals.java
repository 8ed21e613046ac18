package dev.steward.signal;

import dev.steward.delivery.GateConfig;
import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity.Client;
import dev.steward.jobs.JobsConfig;
import dev.steward.jobs.Pulse;
import dev.steward.people.Whereabouts;
import dev.steward.signal.Inbox.Waiting;
import dev.steward.signal.Signal.Kind;
import dev.steward.usage.Usage;
import dev.steward.usage.UseReport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks where signals point. A signal is never believed: the gate is asked for the truth, outside
 * of any transaction, and what it says is what counts.
 *
 * <p>One that cannot be looked into, however often, is left to those who look at everything.
 */
@ApplicationScoped
class Signals {

  private static final Logger LOG = Logger.getLogger(Signals.class);

  private final Inbox inbox;
  private final Whereabouts people;
  private final Reconciler reconciler;
  private final Usage usage;
  private final GateConfig gate;
  private final Event<Arrived> arrived;
  private final JobsConfig jobs;
  private final Pulse pulse;

  Signals(
      Inbox inbox,
      Whereabouts people,
      Reconciler reconciler,
      Usage usage,
      GateConfig gate,
      SignalConfig config,
      Event<Arrived> arrived,
      JobsConfig jobs) {
    this.inbox = inbox;
    this.people = people;
    this.reconciler = reconciler;
    this.usage = usage;
    this.gate = gate;
    this.arrived = arrived;
    this.jobs = jobs;
    this.pulse = new Pulse("signals", config.lookEvery(), this::lookAtAll);
  }

  /** Told when there is something to look at; whoever observes it waits for the commit. */
  record Arrived() {}

  /**
   * Keeps a signal. When this returns, what it said cannot be lost any more.
   *
   * @throws RefusedSignal when it tells uses that nobody can have counted
   */
  @Transactional
  void take(Signal signal) {
    boolean waits = signal.kind() == Kind.PERSON || signal.kind() == Kind.CLIENT;
    UseReport uses = signal.kind() == Kind.USE ? counted(signal) : null;
    if (!inbox.take(signal, waits)) {
      return;
    }
    if (uses != null) {
      usage.add(uses);
    }
    if (waits) {
      arrived.fire(new Arrived());
    }
  }

  private UseReport counted(Signal signal) {
    if (!signal.subject().equals(gate.realm())) {
      throw new RefusedSignal(
          RefusedSignal.Code.INVALID_REQUEST, "it counts the uses of another realm");
    }
    try {
      return UseReport.read(signal.told());
    } catch (IllegalArgumentException e) {
      throw new RefusedSignal(RefusedSignal.Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  void start(@Observes StartupEvent ignored) {
    if (jobs.enabled()) {
      pulse.start();
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    pulse.stop();
  }

  void lookNow(@Observes(during = TransactionPhase.AFTER_SUCCESS) Arrived ignored) {
    pulse.wake();
  }

  /** Looks at all that is due. */
  void lookAtAll() {
    List<Waiting> some = inbox.claim(Kind.PERSON, KeycloakGate.MOST_PEOPLE);
    while (!some.isEmpty()) {
      List<String> subjects = some.stream().map(Waiting::subject).distinct().toList();
      look(some, () -> people.ask(subjects));
      some = inbox.claim(Kind.PERSON, KeycloakGate.MOST_PEOPLE);
    }
    List<Waiting> one = inbox.claim(Kind.CLIENT, 1);
    while (!one.isEmpty()) {
      Client client = new Client(gate.realm(), one.getFirst().subject());
      look(one, () -> reconciler.look(client));
      one = inbox.claim(Kind.CLIENT, 1);
    }
  }

  private void look(List<Waiting> signals, Runnable look) {
    try {
      look.run();
      inbox.done(signals);
    } catch (GateUnreachable e) {
      LOG.warnf(
          "cannot look where %d signals point: attempt=%d cause=%s",
          signals.size(), signals.getFirst().attempts(), e.getMessage());
      inbox.retry(signals, String.valueOf(e.getMessage()));
    }
  }
}
