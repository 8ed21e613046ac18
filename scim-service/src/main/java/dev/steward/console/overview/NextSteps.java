package dev.steward.console.overview;

import dev.steward.adoption.ShadowReport;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.chart.Numbers;
import dev.steward.delivery.GovernedRealms.Posture;
import dev.steward.delivery.GovernedRealms.Realm;
import dev.steward.registry.Population;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What those who look after a realm would do next, the first thing first. */
@ApplicationScoped
class NextSteps {

  /** Beyond so many nobody counts further. */
  private static final int MANY = 1_000;

  private final ShadowReport shadows;
  private final Population population;

  NextSteps(ShadowReport shadows, Population population) {
    this.shadows = shadows;
    this.population = population;
  }

  /**
   * One thing to do.
   *
   * @param sentence what is so
   * @param way what to do about it, as a link says it
   */
  record Step(String sentence, String way, String href) {}

  /**
   * The counts that the overview has anyway.
   *
   * @param here identities that are not revoked
   */
  record Counts(long here, long proposed, long ownerless, long unregistered, long overdue) {}

  List<Step> of(Viewer viewer, Counts counts, List<Realm> realms) {
    List<Step> steps = new ArrayList<>();
    realms.forEach(realm -> gate(realm, steps));
    if (viewer.may(Deed.ADOPT)) {
      adopt(steps);
    }
    if (viewer.may(Deed.CHANGE)) {
      add(
          steps,
          counts.proposed(),
          "identity is proposed and waits for your approval",
          "identities are proposed and wait for your approval",
          "Look at them",
          "/console/identities?standing=proposed");
    }
    if (viewer.may(Deed.PROPOSE_OWNERS)) {
      add(
          steps,
          counts.ownerless(),
          "identity has nobody who answers for it",
          "identities have nobody who answers for them",
          "Propose owners, or stop them",
          Figures.OWNERLESS);
    }
    add(
        steps,
        counts.overdue(),
        "review is overdue",
        "reviews are overdue",
        "See whose they are",
        "/console/overview/reviews?state=overdue");
    if (counts.here() == 0 && viewer.may(Deed.REGISTER) && population.isEmpty()) {
      steps.add(
          new Step(
              "No identity is registered yet.", "Register the first one", "/console/register"));
    }
    realms.forEach(realm -> mode(realm, steps));
    return steps;
  }

  private static void gate(Realm realm, List<Step> steps) {
    Posture posture = realm.posture();
    if (posture == null) {
      steps.add(
          new Step(
              "The gate of %s was never reached: no permit arrives there, and no client is seen."
                  .formatted(realm.name()),
              "See what is known",
              "/console/realms"));
    } else if (!posture.guardActive()) {
      steps.add(
          new Step(
              "The guard of %s is not active: whatever its clients ask for passes."
                  .formatted(realm.name()),
              "See why",
              "/console/realms"));
    }
  }

  private void adopt(List<Step> steps) {
    long there = shadows.adoptable(MANY);
    String href = "/console/shadows?unasked=yes";
    String way = "Ask people about them";
    if (there > MANY) {
      steps.add(
          new Step(
              "More than %s clients act on their own, and nobody registered them."
                  .formatted(Numbers.whole(MANY)),
              way,
              href));
      return;
    }
    add(
        steps,
        there - shadows.asked(),
        "client acts on its own, and nobody is asked yet who answers for it",
        "clients act on their own, and nobody is asked yet who answers for them",
        way,
        href);
  }

  private static void mode(Realm realm, List<Step> steps) {
    Posture posture = realm.posture();
    if (posture != null && posture.guardActive() && posture.observes()) {
      steps.add(
          new Step(
              "The gate of %s observes: what permits do not cover still passes."
                  .formatted(realm.name()),
              "See what enforcing would refuse",
              "/console/realms"));
    }
  }

  private static void add(
      List<Step> steps, long many, String one, String several, String way, String href) {
    if (many > 0) {
      steps.add(
          new Step(
              many == 1 ? "1 %s.".formatted(one) : "%s %s.".formatted(Numbers.whole(many), several),
              way,
              href));
    }
  }
}
