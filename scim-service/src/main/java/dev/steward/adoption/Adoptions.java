package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.AdoptionPlanner.Wish;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Plan.Feasible;
import dev.steward.adoption.Plan.Refused;
import dev.steward.database.TimeOrdered;
import dev.steward.delivery.Shadow;
import dev.steward.delivery.Shadows;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Client;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where clients that nobody registered are put before the people who may answer for them. */
@ApplicationScoped
public class Adoptions {

  /** No more clients are put before people at once. */
  public static final int MOST_AT_ONCE = 500;

  /** Refused because somebody answers for it already. */
  public static final String REGISTERED = "REGISTERED";

  /** Refused because no such client acts on its own. */
  public static final String NO_SUCH_SHADOW = "NO_SUCH_SHADOW";

  private static final String OUR_OWN = "OUR_OWN";

  private final Shadows shadows;
  private final AdoptionPlanner planner;
  private final AdoptionRows rows;
  private final Ledger ledger;
  private final Clock clock;

  Adoptions(
      Shadows shadows, AdoptionPlanner planner, AdoptionRows rows, Ledger ledger, Clock clock) {
    this.shadows = shadows;
    this.planner = planner;
    this.rows = rows;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A client to adopt, as it was asked for.
   *
   * @param client its uuid in Keycloak or the name under which it asks for tokens
   */
  public record Order(String client, Template template, List<Named> owners) {

    public Order {
      owners = List.copyOf(owners);
    }
  }

  /** Those of the given words that name clients which can be adopted. */
  public Set<String> adoptable(Collection<String> words) {
    Set<String> adoptable = new HashSet<>();
    for (Shadow shadow : shadows.named(words)) {
      adoptable.addAll(List.of(shadow.clientId(), shadow.client().uuid()));
    }
    adoptable.addAll(rows.registered(words));
    return adoptable;
  }

  /** What would come of each order, in the same order. */
  public List<Adopted> preview(List<Order> orders) {
    List<Plan> plans = plans(orders);
    Map<?, UUID> open = open(plans);
    Set<Client> seen = new HashSet<>();
    return plans.stream()
        .map(
            plan ->
                switch (plan) {
                  case Refused refused -> Adopted.refused(refused);
                  case Feasible feasible -> {
                    Client client = feasible.shadow().client();
                    UUID there = open.get(client);
                    // a second order may name the same client in another way
                    yield there == null && seen.add(client)
                        ? Adopted.of(feasible, Adopted.Outcome.WOULD_ASK, null)
                        : Adopted.of(feasible, Adopted.Outcome.UNCHANGED, there);
                  }
                })
        .toList();
  }

  /** Carries out each order, whatever comes of the others. Once more does no harm. */
  public List<Adopted> open(List<Order> orders, Actor actor) {
    return plans(orders).stream()
        .map(
            plan ->
                switch (plan) {
                  case Refused refused -> Adopted.refused(refused);
                  case Feasible feasible ->
                      QuarkusTransaction.joiningExisting().call(() -> open(feasible, actor));
                })
        .toList();
  }

  private Map<?, UUID> open(Collection<Plan> plans) {
    return rows.open(
        plans.stream()
            .filter(Feasible.class::isInstance)
            .map(plan -> ((Feasible) plan).shadow().client())
            .toList());
  }

  private List<Plan> plans(List<Order> orders) {
    Map<String, Shadow> found = new HashMap<>();
    List<Shadow> named = shadows.named(orders.stream().map(Order::client).toList());
    named.forEach(shadow -> found.put(shadow.clientId(), shadow));
    // last: a client may be called by the uuid of another
    named.forEach(shadow -> found.put(shadow.client().uuid(), shadow));
    List<Wish> wishes = new ArrayList<>();
    for (Order order : orders) {
      Shadow shadow = found.get(order.client());
      if (shadow != null && !shadows.isOurOwn(shadow)) {
        wishes.add(new Wish(order.client(), shadow, order.template(), order.owners()));
      }
    }
    Set<String> registered =
        rows.registered(
            orders.stream()
                .map(Order::client)
                .filter(client -> !found.containsKey(client))
                .toList());
    Iterator<Plan> planned = planner.plan(wishes).iterator();
    return orders.stream()
        .map(
            order -> {
              Shadow shadow = found.get(order.client());
              if (shadow == null) {
                return unknown(order.client(), registered.contains(order.client()));
              }
              return shadows.isOurOwn(shadow) ? ourOwn(order.client(), shadow) : planned.next();
            })
        .toList();
  }

  private static Plan ourOwn(String client, Shadow shadow) {
    return new Refused(
        client,
        shadow,
        OUR_OWN,
        "the registry itself signs in with it: once its permit ended, none would reach Keycloak any more");
  }

  private static Plan unknown(String client, boolean registered) {
    return registered
        ? new Refused(client, null, REGISTERED, client + " is registered already")
        : new Refused(
            client,
            null,
            NO_SUCH_SHADOW,
            "%s is no client that acts on its own and is not registered; look at the shadows again"
                .formatted(client));
  }

  private Adopted open(Feasible plan, Actor actor) {
    Adoption adoption =
        new Adoption(
            TimeOrdered.id(clock),
            plan.shadow().client(),
            plan.shadow().clientId(),
            plan.draft(),
            State.ASKED,
            null,
            clock.instant(),
            actor.subject(),
            null,
            null,
            null,
            plan.candidates());
    if (!rows.insert(adoption)) {
      return Adopted.of(
          plan,
          Adopted.Outcome.UNCHANGED,
          rows.open(List.of(adoption.client())).get(adoption.client()));
    }
    ledger.append(
        actor,
        "AdoptionProposed",
        null,
        0,
        Map.of(
            "adoption",
            adoption.id().toString(),
            "client",
            adoption.client().uuid(),
            "clientId",
            adoption.clientId(),
            "kind",
            plan.draft().kind().name(),
            "asked",
            plan.candidates().stream()
                .filter(candidate -> candidate.answer() == Answer.ASKED)
                .map(Candidate::person)
                .toList()));
    return Adopted.of(plan, Adopted.Outcome.ASKED, adoption.id());
  }
}
