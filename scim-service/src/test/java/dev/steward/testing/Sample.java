package dev.steward.testing;

import dev.steward.identity.Actor;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identities to test with: an agent that reads invoices, each time another one. */
public final class Sample {

  public static final Actor PROVISIONER =
      new Actor(Actor.Type.SERVICE, "service-provisioner", "provisioner");
  public static final Cadence QUARTERLY =
      new Cadence(Period.ofDays(90), Period.ofDays(14), Period.ofDays(3));

  private Sample() {}

  /** A person who is in the realm, under a new id. */
  public static String person() {
    String id = UUID.randomUUID().toString();
    KeycloakDouble.running().person(id, true);
    return id;
  }

  /** An approved agent of one owner, with a client of its own. */
  public static Change.Register agent(String owner) {
    return agent(owner, new Client(KeycloakDouble.REALM, UUID.randomUUID().toString()));
  }

  /** An approved agent of one owner. */
  public static Change.Register agent(String owner, @Nullable Client client) {
    return new Change.Register(
        new Id(UUID.randomUUID()),
        new Profile(
            Kind.AI_AGENT,
            "invoice-matcher-" + UUID.randomUUID(),
            null,
            "Invoice matcher",
            null,
            "Matches invoices to orders",
            "production",
            RiskTier.MEDIUM),
        client,
        List.of(new Owner(owner, Owner.Role.OWNER, null)),
        QUARTERLY,
        Set.of(),
        Validity.OPEN,
        new Allowance(
            Set.of("client_credentials"),
            Set.of("invoices:read", "orders:read"),
            Duration.ofMinutes(5)),
        true);
  }

  /** The same one with a time of its own. */
  public static Change.Register within(Validity validity, Change.Register agent) {
    return new Change.Register(
        agent.id(),
        agent.profile(),
        agent.client(),
        agent.owners(),
        agent.cadence(),
        agent.controls(),
        validity,
        agent.allowance(),
        agent.approved());
  }

  /** The same one, linked to one control, approved or only proposed. */
  public static Change.Register linked(
      ControlLink control, boolean approved, Change.Register agent) {
    return new Change.Register(
        agent.id(),
        agent.profile(),
        agent.client(),
        agent.owners(),
        agent.cadence(),
        Set.of(control),
        agent.validity(),
        agent.allowance(),
        approved);
  }
}
