package dev.steward.keycloak;

import dev.steward.keycloak.PermitState.Holds;
import dev.steward.keycloak.PermitState.None;
import dev.steward.keycloak.PermitState.Tampered;
import dev.steward.permit.Decision;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Decision.Trimmed;
import dev.steward.permit.Permit;
import dev.steward.permit.TokenRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Decides what a client gets, and lets pass what a realm only observes. */
final class Decisions {

  private static final Permitted PASS = new Permitted(0, Instant.MAX);

  private final GateSettings settings;
  private final ClientPermits permits;
  private final Observer observer;
  private final Clock clock;

  Decisions(GateSettings settings, ClientPermits permits, Observer observer, Clock clock) {
    this.settings = settings;
    this.permits = permits;
    this.observer = observer;
    this.clock = clock;
  }

  /** Whether the client gets a token by this grant with these scopes. */
  Decision onIssue(
      KeycloakSession session,
      ClientModel client,
      String grant,
      Set<String> requested,
      Set<String> granted) {
    Mode mode = settings.mode().in(client.getRealm().getName());
    return switch (stateOf(session, client)) {
      case None none -> unregistered(session, client, grant);
      case Tampered(Denied denied) -> carriedOut(session, client, mode, denied);
      case Holds(Permit permit) ->
          carriedOut(
              session,
              client,
              mode,
              permit.decide(
                  new TokenRequest(ClientPermits.nameOf(client), grant, requested, granted),
                  clock.instant()));
    };
  }

  /**
   * Whether a token that the client got earlier is still good. A brownout is about new tokens, so
   * it does not count here.
   */
  Decision onUse(KeycloakSession session, ClientModel client) {
    Mode mode = settings.mode().in(client.getRealm().getName());
    return switch (stateOf(session, client)) {
      case None none -> PASS;
      case Tampered(Denied denied) -> carriedOut(session, client, mode, denied);
      case Holds(Permit permit) -> carriedOut(session, client, mode, use(permit, client));
    };
  }

  /**
   * What the client holds. A request that began before a permit was taken in sees the client as it
   * was and the gate's memory as it is: before it is refused for that, the database is asked.
   */
  private PermitState stateOf(KeycloakSession session, ClientModel client) {
    PermitState seen = permits.of(client);
    boolean isLate =
        seen instanceof Tampered(Denied denied)
            && (denied.reason() == Reason.PERMIT_MISSING || denied.reason() == Reason.ROLLED_BACK);
    if (!isLate) {
      return seen;
    }
    RealmModel realm = client.getRealm();
    return new ClientRows(session, realm)
        .find(client.getId())
        .map(row -> permits.of(realm, row))
        .orElse(seen);
  }

  private Decision use(Permit permit, ClientModel client) {
    String anyGrant = permit.grants().stream().findAny().orElse("");
    Decision decision =
        permit.decide(
            new TokenRequest(ClientPermits.nameOf(client), anyGrant, Set.of(), Set.of()),
            clock.instant());
    return switch (decision) {
      case Denied(Reason reason, String detail)
          when reason == Reason.BROWNOUT || reason == Reason.GRANT_NOT_ALLOWED ->
          PASS;
      case Denied denied -> denied;
      case Permitted permitted -> permitted;
      case Trimmed trimmed -> trimmed;
    };
  }

  private Decision unregistered(KeycloakSession session, ClientModel client, String grant) {
    if (!GrantTypes.onItsOwn(grant)
        || BuiltInClients.contain(client)
        || RegistryRole.heldBy(session, client)) {
      return PASS;
    }
    return carriedOut(
        session,
        client,
        settings.unregistered().in(client.getRealm().getName()),
        new Denied(
            Reason.UNREGISTERED,
            "the client acts on its own and no identity is registered for it; register one"));
  }

  private Decision carriedOut(
      KeycloakSession session, ClientModel client, Mode mode, Decision decision) {
    if (mode == Mode.ENFORCE) {
      return decision;
    }
    if (decision instanceof Denied denied && !GrantTypes.preview(session)) {
      observer.wouldHaveDenied(session, client, denied);
    }
    return PASS;
  }

  /** Hears of what is only observed. */
  interface Observer {
    void wouldHaveDenied(KeycloakSession session, ClientModel client, Denied denied);
  }
}
