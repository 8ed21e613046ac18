package dev.steward.console.identity;

import dev.steward.console.FactWords;
import dev.steward.console.When;
import dev.steward.console.identity.Listing.Answering;
import dev.steward.console.identity.Listing.Line;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.KnownClient;
import dev.steward.evidence.Timeline.Told;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Identities;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts the names of people and clients to identities, for a whole page at once. */
@RequestScoped
class Around {

  private final People people;
  private final Inventory inventory;
  private final Identities identities;
  private final When when;

  Around(People people, Inventory inventory, Identities identities, When when) {
    this.people = people;
    this.identities = identities;
    this.inventory = inventory;
    this.when = when;
  }

  List<Line> lines(List<Recorded> page) {
    List<Identity> identities = page.stream().map(Recorded::identity).toList();
    Map<String, Person> known =
        people.known(
            identities.stream()
                .flatMap(identity -> identity.owners().stream())
                .map(Owner::person)
                .collect(Collectors.toSet()));
    Map<Client, KnownClient> clients =
        inventory.known(
            identities.stream().map(Identity::client).filter(Objects::nonNull).toList());
    return identities.stream()
        .map(
            identity ->
                new Line(
                    identity,
                    StandingWords.of(identity, when),
                    clientId(identity, clients),
                    answering(identity.owners(), known)))
        .toList();
  }

  /** Those who answer for it, by what people call them. */
  List<Answering> answering(Identity identity) {
    return answering(
        identity.owners(),
        people.known(identity.owners().stream().map(Owner::person).collect(Collectors.toSet())));
  }

  /** Entries of the ledger as people read them. */
  List<Chronicle> chronicle(List<Told> told) {
    Map<String, String> named = new HashMap<>();
    people.known(FactWords.people(told)).forEach((id, person) -> named.put(id, person.label()));
    identities
        .labels(FactWords.parents(told).stream().map(UUID::fromString).toList())
        .forEach((id, label) -> named.put(id.toString(), label));
    return Chronicle.of(
        told,
        new FactWords(when, id -> named.getOrDefault(id, "somebody who is gone")),
        names(Chronicle.people(told)));
  }

  /** What to call somebody; the id where nobody knows them. */
  String name(String id) {
    return names(List.of(id)).getOrDefault(id, id);
  }

  /** What to call people, by their ids; the id where nobody knows them. */
  Map<String, String> names(Collection<String> ids) {
    Map<String, Person> known = people.known(ids);
    return ids.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                id -> id,
                id -> {
                  Person person = known.get(id);
                  return person == null ? id : person.label();
                }));
  }

  private static String clientId(Identity identity, Map<Client, KnownClient> clients) {
    Client client = identity.client();
    if (client == null) {
      return "";
    }
    KnownClient known = clients.get(client);
    return known == null ? client.uuid() : known.clientId();
  }

  private static List<Answering> answering(List<Owner> owners, Map<String, Person> known) {
    return owners.stream()
        .map(
            owner -> {
              Person person = known.get(owner.person());
              return new Answering(
                  owner.person(),
                  person == null ? owner.person() : person.label(),
                  owner.role(),
                  owner.accepted(),
                  person != null && person.present());
            })
        .toList();
  }
}
