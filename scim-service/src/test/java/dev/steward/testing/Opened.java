package dev.steward.testing;

import static dev.steward.testing.TimeTravel.travel;

import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.jobs.Job;
import dev.steward.registry.IdentityRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Identities whose review is open, two months after somebody accepted to answer for them. */
@Singleton
public class Opened {

  private final IdentityRegistry registry;
  private final List<Job> jobs;

  Opened(IdentityRegistry registry, @All List<Job> jobs) {
    this.registry = registry;
    this.jobs = jobs;
  }

  /** One that all of these people answer for. Travels to when its review is open. */
  public Identity of(String owner, String... others) {
    travel("PT0S");
    Change.Register register = Sample.agent(owner);
    Identity identity = registry.register(register, Sample.PROVISIONER).identity();
    List<String> people = new ArrayList<>(List.of(owner));
    people.addAll(List.of(others));
    registry.change(
        identity.id(),
        null,
        List.of(
            new OwnerChange.AssignOwners(
                people.stream().map(person -> new Owner(person, Owner.Role.OWNER, null)).toList())),
        Sample.PROVISIONER);
    Identity last = identity;
    for (String person : people) {
      last =
          registry
              .change(
                  identity.id(),
                  null,
                  List.of(new OwnerChange.AcceptOwnership(person)),
                  new Actor(Actor.Type.PERSON, person, "test"))
              .identity();
    }
    travel("P61D");
    jobs.stream().filter(job -> job.name().equals("sweep")).forEach(Job::run);
    return last;
  }
}
