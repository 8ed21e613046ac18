package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.certification.Reviews;
import dev.steward.console.EventWords;
import dev.steward.console.FactWords;
import dev.steward.console.FindingWords;
import dev.steward.console.Labels;
import dev.steward.console.When;
import dev.steward.console.identity.StandingWords;
import dev.steward.console.review.Case.Answering;
import dev.steward.console.review.Case.Changed;
import dev.steward.console.review.Case.Earlier;
import dev.steward.console.review.Case.Wrong;
import dev.steward.control.ControlCatalogues;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.KnownClient;
import dev.steward.evidence.Timeline;
import dev.steward.evidence.Timeline.Told;
import dev.steward.finding.Findings;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Owner;
import dev.steward.ledger.Entry;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Identities;
import dev.steward.usage.UsedGrants;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what a reviewer should know from all who know it. */
@ApplicationScoped
class CaseFile {

  /** Over so many days tokens are counted for a reviewer. */
  static final int DAYS = 30;

  /** So many of what happened are told in a review. */
  static final int MOST_CHANGES = 50;

  private static final int MOST_EARLIER = 10;
  private static final int FARTHEST_BACK = 500;

  /** What the ledger tells that is no change of the identity, or that the review itself is. */
  private static final Set<String> APART =
      Set.of("ReviewOpened", "ReviewDecided", "ReviewAbstained", "Certify");

  private final Reviews reviews;
  private final Identities identities;
  private final Inventory inventory;
  private final UsedGrants grants;
  private final Findings findings;
  private final Timeline timeline;
  private final People people;
  private final ControlCatalogues catalogues;
  private final When when;

  CaseFile(
      Reviews reviews,
      Identities identities,
      Inventory inventory,
      UsedGrants grants,
      Findings findings,
      Timeline timeline,
      People people,
      ControlCatalogues catalogues,
      When when) {
    this.reviews = reviews;
    this.identities = identities;
    this.inventory = inventory;
    this.grants = grants;
    this.findings = findings;
    this.timeline = timeline;
    this.people = people;
    this.catalogues = catalogues;
    this.when = when;
  }

  Identity identity(Review review) {
    return identities.find(review.identity()).orElseThrow().identity();
  }

  Case of(Review review, Identity identity) {
    List<Review> earlier = reviews.earlier(identity.id(), MOST_EARLIER);
    List<Told> all = timeline.of(identity.id(), Timeline.NOW, FARTHEST_BACK);
    List<Told> told = since(all, earlier);
    Map<String, Person> known = people.known(named(identity, earlier, all, told, review));
    Map<Long, List<Difference>> differences =
        new Differences(new FactWords(when, person -> label(person, known))).of(all);
    Client client = identity.client();
    KnownClient facts = client == null ? null : inventory.known(Set.of(client)).get(client);
    GrantedVersusUsed used = grants.of(identity, DAYS);
    return new Case(
        review,
        identity,
        StandingWords.of(identity, when),
        identity.owners().stream().map(owner -> answering(owner, known)).toList(),
        used.client(),
        facts == null ? List.of() : facts.credentials(),
        used,
        WhatEnds.tokens(used),
        wrong(identity),
        identity.controls().stream().map(this::titled).sorted().toList(),
        earlier.stream()
            .filter(one -> !one.id().equals(review.id()))
            .map(one -> earlier(one, known))
            .toList(),
        told.stream()
            .map(
                one ->
                    changed(one.entry(), differences.getOrDefault(one.place(), List.of()), known))
            .toList(),
        WhatGoesOn.of(identity, when),
        WhatEnds.of(identity, used),
        closed(review.closed(), known));
  }

  /** What happened since the version that the last verdict made. */
  private static List<Told> since(List<Told> all, List<Review> earlier) {
    long last =
        earlier.stream()
            .map(Review::closed)
            .mapToLong(closed -> closed == null || closed.made() == null ? 0 : closed.made())
            .max()
            .orElse(0);
    return all.stream()
        .filter(told -> told.entry().version() > last)
        .filter(told -> !APART.contains(told.entry().event()))
        .limit(MOST_CHANGES)
        .toList();
  }

  private static Set<String> named(
      Identity identity, List<Review> earlier, List<Told> all, List<Told> told, Review review) {
    Set<String> named = new HashSet<>();
    identity.owners().forEach(owner -> named.add(owner.person()));
    told.forEach(one -> named.add(one.entry().actor().subject()));
    named.addAll(FactWords.people(all));
    Stream.concat(earlier.stream(), Stream.of(review))
        .map(Review::closed)
        .forEach(
            closed -> {
              if (closed != null && closed.reviewer() != null) {
                named.add(closed.reviewer());
              }
            });
    return named;
  }

  private static Answering answering(Owner owner, Map<String, Person> known) {
    Person person =
        known.getOrDefault(
            owner.person(), new Person(owner.person(), owner.person(), null, null, false, false));
    return new Answering(person, Labels.of(owner.role()), owner.acceptedAt());
  }

  private List<Wrong> wrong(Identity identity) {
    return findings.of(List.of(identity)).getOrDefault(identity.id(), List.of()).stream()
        .map(one -> new Wrong(FindingWords.of(one.reason()), one.since()))
        .toList();
  }

  private String titled(ControlLink link) {
    return catalogues
        .find(link)
        .map(control -> link + " " + control.title())
        .orElseGet(link::toString);
  }

  private String closed(Review.@Nullable Closed closed, Map<String, Person> known) {
    if (closed == null) {
      return "";
    }
    return closed.reviewer() == null
        ? "It was revoked on %s, which closed the review.".formatted(when.moment(closed.at()))
        : "%s by %s, %s (%s)."
            .formatted(
                Labels.sentence(verdict(closed.verdict())),
                label(closed.reviewer(), known),
                when.moment(closed.at()),
                when.fromNow(closed.at()));
  }

  private static String verdict(String name) {
    return switch (name) {
      case "APPROVE" -> "approved";
      case "LIMIT" -> "limited";
      case "REVOKE" -> "revoked";
      default -> "overtaken by a revocation";
    };
  }

  private static Earlier earlier(Review review, Map<String, Person> known) {
    Review.Closed closed = review.closed();
    if (closed == null) {
      throw new IllegalArgumentException("review " + review.id() + " is open");
    }
    return new Earlier(
        Labels.sentence(verdict(closed.verdict())),
        closed.reviewer() == null ? null : label(closed.reviewer(), known),
        closed.reason(),
        closed.at());
  }

  private static Changed changed(
      Entry entry, List<Difference> differences, Map<String, Person> known) {
    return new Changed(
        EventWords.of(entry.event()),
        String.valueOf(entry.detail().getOrDefault("reason", "")),
        differences,
        who(entry.actor(), known),
        entry.at());
  }

  private static String who(Actor actor, Map<String, Person> known) {
    return switch (actor.type()) {
      case PERSON -> label(actor.subject(), known);
      case SERVICE -> "the program " + actor.client();
      case SYSTEM -> "Steward itself";
    };
  }

  private static String label(String person, Map<String, Person> known) {
    Person found = known.get(person);
    return found == null ? "somebody who is gone" : found.label();
  }
}
