package dev.steward.console.register;

import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.NewClients;
import dev.steward.delivery.NewClients.Made;
import dev.steward.delivery.NewClients.NotMade;
import dev.steward.delivery.SignIn;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.UserNameTaken;
import jakarta.enterprise.context.RequestScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Registers identities, with the clients that are made for them.
 *
 * <p>The rules are asked first, then the client is made, then the identity is registered. A client
 * without its identity is taken back, or told about.
 */
@RequestScoped
class Registrations {

  private static final Logger LOG = Logger.getLogger(Registrations.class);

  private final Drafts drafts;
  private final NewClients clients;
  private final IdentityRegistry registry;
  private final Viewer viewer;
  private final Caller caller;

  Registrations(
      Drafts drafts, NewClients clients, IdentityRegistry registry, Viewer viewer, Caller caller) {
    this.drafts = drafts;
    this.clients = clients;
    this.registry = registry;
    this.viewer = viewer;
    this.caller = caller;
  }

  /** What came of a registration. */
  sealed interface Outcome {}

  /**
   * The identity is registered.
   *
   * @param made the client that was made for it, if one was
   */
  record Registered(Identity identity, @Nullable Made made) implements Outcome {}

  /** Nothing was registered. */
  record Refused(Problems problems) implements Outcome {}

  /** Whether the viewer may have clients made, and the registry may make them. */
  boolean mayMakeClients() {
    return viewer.may(Deed.CHANGE) && clients.isPossible();
  }

  Outcome register(Typed typed) {
    viewer.require(Deed.REGISTER);
    Drafts.Draft draft = drafts.of(typed);
    Problems problems = draft.problems();
    Change.Register register = draft.register();
    if (!problems.none() || register == null) {
      return new Refused(problems);
    }
    SignIn signIn = draft.signIn();
    if (signIn == null) {
      return registered(register, null, problems);
    }
    if (!mayMakeClients()) {
      problems.add(Entry.CLIENT, "clients cannot be made here, or not by you; choose another way");
      return new Refused(problems);
    }
    try {
      Made made =
          clients.make(
              register.profile().userName(),
              register.profile().displayName(),
              register.allowance().scopes(),
              signIn);
      return registered(with(register, made), made, problems);
    } catch (NotMade e) {
      problems.add(e.isAboutScopes() ? Entry.SCOPES : Entry.CLIENT, String.valueOf(e.getMessage()));
    } catch (GateUnreachable e) {
      problems.add(
          Entry.CLIENT,
          "%s; nothing was registered, and nobody can tell whether Keycloak made the client %s: look there before you try again"
              .formatted(e.getMessage(), register.profile().userName()));
    }
    return new Refused(problems);
  }

  private Outcome registered(Change.Register register, @Nullable Made made, Problems problems) {
    try {
      return new Registered(registry.register(register, caller.actor()).identity(), made);
    } catch (ChangeRefused e) {
      problems.add(e);
    } catch (UserNameTaken | ClientTaken e) {
      problems.add(Entry.NAME, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (made == null) {
        throw e;
      }
      LOG.errorf(e, "%s was made and could not be registered", made);
      problems.add(Entry.NAME, "it could not be registered; the log of the registry says why");
    }
    if (made != null) {
      takeBack(made, problems);
    }
    return new Refused(problems);
  }

  private void takeBack(Made made, Problems problems) {
    try {
      clients.takeBack(made);
      problems.add(Entry.CLIENT, "the client that had been made for it was removed again");
    } catch (NotMade | GateUnreachable e) {
      LOG.warnf("%s is left at Keycloak without an identity: %s", made, e.getMessage());
      problems.add(
          Entry.CLIENT,
          "the client %s (%s) was made and could not be removed: remove it in Keycloak, or adopt it among the shadows; %s"
              .formatted(made.clientId(), made.client().uuid(), e.getMessage()));
    }
  }

  private static Change.Register with(Change.Register register, Made made) {
    return new Change.Register(
        register.id(),
        register.profile(),
        made.client(),
        register.owners(),
        register.cadence(),
        register.controls(),
        register.validity(),
        register.allowance(),
        register.approved());
  }
}
