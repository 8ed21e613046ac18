package dev.steward.delivery;

import dev.steward.delivery.Incidents.Kind;
import dev.steward.delivery.Outbox.End;
import dev.steward.delivery.Outcome.Delivered;
import dev.steward.delivery.Outcome.Orphaned;
import dev.steward.delivery.Outcome.Retry;
import dev.steward.delivery.Outcome.Superseded;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Intent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries permits to Keycloak. No transaction is open while Keycloak is asked.
 *
 * <p>One that dies on the way leaves its lease behind: when that ends another goes, and the gate
 * takes what it holds already as delivered.
 */
@ApplicationScoped
class Courier {

  private static final Logger LOG = Logger.getLogger(Courier.class);

  private final Outbox outbox;
  private final KeycloakGate keycloak;
  private final Incidents incidents;
  private final Ledger ledger;
  private final DeliveryConfig config;
  private final Backoff backoff = new Backoff(new SecureRandom());

  Courier(
      Outbox outbox,
      KeycloakGate keycloak,
      Incidents incidents,
      Ledger ledger,
      DeliveryConfig config) {
    this.outbox = outbox;
    this.keycloak = keycloak;
    this.incidents = incidents;
    this.ledger = ledger;
    this.config = config;
  }

  /** Delivers, one after the other, what is due. */
  void deliverDue() {
    Optional<Parcel> parcel = outbox.claim(config.lease());
    while (parcel.isPresent()) {
      deliver(parcel.get());
      parcel = outbox.claim(config.lease());
    }
  }

  private void deliver(Parcel parcel) {
    switch (keycloak.put(parcel)) {
      case Delivered ignored -> delivered(parcel);
      case Superseded newer ->
          QuarkusTransaction.requiringNew().run(() -> superseded(parcel, newer));
      case Orphaned ignored -> QuarkusTransaction.requiringNew().run(() -> orphaned(parcel));
      case Retry retry -> retry(parcel, retry.cause());
    }
  }

  private void delivered(Parcel parcel) {
    Optional<GateReceipt> receipt;
    try {
      receipt = keycloak.receipt(parcel.client());
    } catch (GateUnreachable e) {
      retry(parcel, "the permit is held, its receipt could not be read: " + e.getMessage());
      return;
    }
    QuarkusTransaction.requiringNew().run(() -> settle(parcel, receipt));
  }

  private void settle(Parcel parcel, Optional<GateReceipt> receipt) {
    if (!outbox.finish(parcel, End.DELIVERED)) {
      return;
    }
    incidents.close(parcel.client(), Kind.PermitUndeliverable);
    incidents.close(parcel.client(), Kind.ClientGone);
    receipt
        .filter(found -> found.version() == parcel.version())
        .ifPresent(
            found ->
                ledger.append(
                    Actor.system("courier"),
                    found.event(),
                    parcel.identity(),
                    parcel.version(),
                    found.detail()));
  }

  private void superseded(Parcel parcel, Superseded newer) {
    if (outbox.finish(parcel, End.SUPERSEDED)) {
      LOG.warnf("Keycloak holds version %d, newer than the %s", newer.held(), parcel);
      incidents.open(
          Kind.PermitAhead,
          parcel.client(),
          parcel.identity(),
          parcel.version(),
          Map.of("held", newer.held()));
    }
  }

  private void orphaned(Parcel parcel) {
    if (outbox.finish(parcel, End.ORPHANED) && parcel.intent() != Intent.REVOKED) {
      LOG.warnf("the client of identity %s is gone", parcel.identity());
      incidents.open(
          Kind.ClientGone, parcel.client(), parcel.identity(), parcel.version(), Map.of());
    }
  }

  private void retry(Parcel parcel, String cause) {
    if (parcel.attempts() < config.mostAttempts()) {
      LOG.warnf("%s is tried again: attempt=%d cause=%s", parcel, parcel.attempts(), cause);
      outbox.retry(parcel, backoff.after(parcel.attempts()), cause);
      return;
    }
    QuarkusTransaction.requiringNew().run(() -> giveUp(parcel, cause));
  }

  private void giveUp(Parcel parcel, String cause) {
    if (outbox.giveUp(parcel, cause)) {
      LOG.errorf("%s cannot be delivered: %s", parcel, cause);
      incidents.open(
          Kind.PermitUndeliverable,
          parcel.client(),
          parcel.identity(),
          parcel.version(),
          Map.of("cause", cause, "attempts", parcel.attempts()));
    }
  }
}
