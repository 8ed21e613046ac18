package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.delivery.Shadow;
import dev.steward.delivery.Shadows;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import dev.steward.registry.UserNameTaken;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops clients that nobody registered and that cannot wait for an owner. Each is registered and
 * stopped in one transaction, and whoever stops it answers for it until somebody else does.
 */
@ApplicationScoped
public class ShadowStops {

  private final Shadows shadows;
  private final AdoptionRows rows;
  private final FreeName names;
  private final People people;
  private final Identities identities;
  private final IdentityRegistry registry;
  private final Ledger ledger;
  private final Clock clock;

  ShadowStops(
      Shadows shadows,
      AdoptionRows rows,
      FreeName names,
      People people,
      Identities identities,
      IdentityRegistry registry,
      Ledger ledger,
      Clock clock) {
    this.shadows = shadows;
    this.rows = rows;
    this.names = names;
    this.people = people;
    this.identities = identities;
    this.registry = registry;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A client as it would be registered. */
  private record Entry(AdoptionDraft draft, List<Owner> owners, @Nullable Adoption open) {}

  /** What would come of each; nothing is done. */
  public List<ShadowStopped> preview(Collection<String> clients, ShadowStop stop, Actor person) {
    return each(
        clients,
        shadow -> {
          entry(shadow, stop, person);
          return new ShadowStopped(shadow.client().uuid(), shadow.clientId(), null, null);
        });
  }

  /** Stops each, whatever comes of the others. What is registered meanwhile is left alone. */
  public List<ShadowStopped> stop(
      Collection<String> clients, ShadowStop stop, String reason, Actor person) {
    people.refresh(Set.of(person.subject()));
    return each(
        clients,
        shadow -> QuarkusTransaction.requiringNew().call(() -> stop(shadow, stop, reason, person)));
  }

  private List<ShadowStopped> each(
      Collection<String> clients, Function<Shadow, ShadowStopped> what) {
    Map<String, Shadow> found =
        shadows.named(clients).stream()
            .collect(Collectors.toMap(shadow -> shadow.client().uuid(), Function.identity()));
    return clients.stream().map(client -> one(client, found.get(client), what)).toList();
  }

  private ShadowStopped one(
      String client, @Nullable Shadow shadow, Function<Shadow, ShadowStopped> what) {
    if (shadow == null) {
      return ShadowStopped.refused(
          client, null, "it is registered meanwhile, or gone; look for it among the identities");
    }
    if (shadows.isOurOwn(shadow)) {
      return ShadowStopped.refused(
          client,
          shadow.clientId(),
          "the registry itself signs in with it: stopped, no permit would reach Keycloak any more");
    }
    try {
      return what.apply(shadow);
    } catch (ChangeRefused | ClientTaken | UserNameTaken | IllegalArgumentException e) {
      return ShadowStopped.refused(client, shadow.clientId(), e.getMessage());
    }
  }

  private ShadowStopped stop(Shadow shadow, ShadowStop stop, String reason, Actor person) {
    Entry entry = entry(shadow, stop, person);
    Recorded registered =
        registry.register(register(entry, shadow, stop, identities.newId()), person);
    Identity stopped = registry.change(registered, List.of(stop.change(reason)), person).identity();
    UUID id = stopped.id().value();
    if (entry.open() != null) {
      rows.close(
          entry.open().id(),
          stop.approves() ? State.ACCEPTED : State.WITHDRAWN,
          reason,
          id,
          clock.instant());
    }
    ledger.append(
        person,
        "ShadowStopped",
        stopped.id(),
        stopped.version(),
        Map.of(
            "client",
            shadow.client().uuid(),
            "clientId",
            shadow.clientId(),
            "stop",
            stopped.intent().name(),
            "reason",
            reason));
    return new ShadowStopped(shadow.client().uuid(), shadow.clientId(), id, null);
  }

  /** As it was put before people, or else as it is; with no scopes where it has too many. */
  private Entry entry(Shadow shadow, ShadowStop stop, Actor person) {
    UUID asked = rows.open(List.of(shadow.client())).get(shadow.client());
    Adoption open = asked == null ? null : rows.find(asked).orElse(null);
    List<Owner> owners =
        open == null || !stop.approves()
            ? List.of(new Owner(person.subject(), Owner.Role.OWNER, null))
            : open.owners(person.subject());
    AdoptionDraft draft = open == null ? Template.EMPTY.draft(shadow) : open.identity();
    Entry entry = new Entry(names.named(draft, shadow.client()), owners, open);
    try {
      registry.rehearse(register(entry, shadow, stop, identities.newId()));
      return entry;
    } catch (UserNameTaken e) {
      return rehearsed(new Entry(names.apart(draft, shadow.client()), owners, open), shadow, stop);
    } catch (IllegalArgumentException e) {
      return rehearsed(new Entry(entry.draft().withoutScopes(), owners, open), shadow, stop);
    }
  }

  private Entry rehearsed(Entry entry, Shadow shadow, ShadowStop stop) {
    registry.rehearse(register(entry, shadow, stop, identities.newId()));
    return entry;
  }

  private static Change.Register register(Entry entry, Shadow shadow, ShadowStop stop, Id id) {
    return entry.draft().register(id, shadow.client(), entry.owners(), stop.approves());
  }
}
