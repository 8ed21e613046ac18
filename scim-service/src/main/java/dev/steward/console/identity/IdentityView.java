package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.When;
import dev.steward.console.identity.Portrait.Beneath;
import dev.steward.console.identity.Portrait.Linked;
import dev.steward.control.ControlCatalogue;
import dev.steward.control.ControlCatalogues;
import dev.steward.evidence.Timeline;
import dev.steward.evidence.Timeline.Told;
import dev.steward.finding.Findings;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.ownership.Asked;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.Window;
import dev.steward.query.Window.After;
import dev.steward.registry.Attribute;
import dev.steward.registry.Identities;
import dev.steward.registry.NoSuchIdentity;
import dev.steward.registry.Recorded;
import dev.steward.usage.UsedGrants;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what there is to say about one identity. */
@RequestScoped
class IdentityView {

  private static final int CHAPTERS = 20;
  private static final int MOST_SINCE = 50;
  private static final int MOST_BENEATH = 20;
  private static final int DAYS = 30;

  /** What stopped it is among its last entries, or it has changed very much since. */
  private static final int FARTHEST_BACK = 100;

  private final Viewer viewer;
  private final When when;
  private final Around around;
  private final Identities identities;
  private final Asked asked;
  private final WhoIsWaitedFor waiting;
  private final Permits permits;
  private final UsedGrants grants;
  private final Findings findings;
  private final Timeline timeline;
  private final ControlCatalogues catalogues;

  IdentityView(
      Viewer viewer,
      When when,
      Around around,
      Identities identities,
      Asked asked,
      WhoIsWaitedFor waiting,
      Permits permits,
      UsedGrants grants,
      Findings findings,
      Timeline timeline,
      ControlCatalogues catalogues) {
    this.viewer = viewer;
    this.when = when;
    this.around = around;
    this.identities = identities;
    this.asked = asked;
    this.waiting = waiting;
    this.permits = permits;
    this.grants = grants;
    this.findings = findings;
    this.timeline = timeline;
    this.catalogues = catalogues;
  }

  /**
   * An identity that the viewer may see.
   *
   * @throws NoSuchIdentity when there is none, or it is none of theirs
   */
  Recorded visible(Id id) {
    Recorded recorded = identities.find(id).orElseThrow(() -> new NoSuchIdentity(id));
    if (!isVisible(id)) {
      throw new NoSuchIdentity(id);
    }
    return recorded;
  }

  /** Whether the viewer may see an identity, if it is there. */
  boolean isVisible(Id id) {
    return viewer.may(Deed.SEE_EVERYTHING) || isTheirs(id);
  }

  Powers powers(Identity identity) {
    return Powers.of(viewer, identity, isAsked(asked.about(identity.id())));
  }

  /**
   * The page of an identity.
   *
   * @param before the place in its history in front of which the page begins
   */
  Portrait portrait(Recorded recorded, long before, Attempt attempt) {
    return portrait(recorded, before, attempt, permits.lastSeen(recorded.identity()));
  }

  /** The same, with Keycloak asked now, if it answers soon. */
  Portrait portraitNow(Recorded recorded) {
    return portrait(recorded, Timeline.NOW, Attempt.NONE, permits.now(recorded.identity()));
  }

  private Portrait portrait(Recorded recorded, long before, Attempt attempt, Comparison permit) {
    Identity identity = recorded.identity();
    List<Asked.Open> open = asked.about(identity.id());
    List<Told> told = timeline.of(identity.id(), before, CHAPTERS + 1);
    List<Told> shown = told.stream().limit(CHAPTERS).toList();
    List<Listing.Answering> answering = around.answering(identity);
    HandOver handOver = identity.handOver();
    return new Portrait(
        recorded,
        StandingWords.of(identity, when),
        answering,
        waiting.of(identity, open),
        handOver == null || handOver.custodian() == null ? "" : around.name(handOver.custodian()),
        Powers.of(viewer, identity, isAsked(open)),
        permit.held(),
        grants.of(identity, DAYS),
        identity.controls().stream()
            .sorted(Comparator.comparing(ControlLink::toString))
            .map(this::linked)
            .toList(),
        findings.of(List.of(identity)).getOrDefault(identity.id(), List.of()),
        beneath(identity),
        around.chronicle(shown),
        stopped(identity),
        told.size() > CHAPTERS
            ? "%s/%s?before=%d#history"
                .formatted(ListQuery.PATH, identity.id(), shown.getLast().place())
            : "",
        permit,
        attempt);
  }

  /** The newest entry that stopped it; nothing while it is not stopped, or that is long ago. */
  private @Nullable Chronicle stopped(Identity identity) {
    Set<String> stops =
        switch (identity.intent()) {
          case SUSPENDED -> Set.of("Suspend", "SuspendUnowned");
          case REVOKED -> Set.of("Revoke");
          case PROPOSED, APPROVED -> Set.of();
        };
    return stops.isEmpty()
        ? null
        : timeline.of(identity.id(), Timeline.NOW, FARTHEST_BACK).stream()
            .filter(told -> stops.contains(told.entry().event()))
            .findFirst()
            .map(told -> around.chronicle(List.of(told)).getFirst())
            .orElse(null);
  }

  /** What changed since a version, as people read it. */
  List<Chronicle> since(Id id, long version) {
    List<Told> told = timeline.since(id, version, MOST_SINCE);
    return around.chronicle(told);
  }

  private boolean isTheirs(Id id) {
    return identities.count(
            new All(
                List.of(
                    new Compare(Attribute.ID, Operator.EQUAL, id.value()),
                    new Compare(Attribute.ANSWERING, Operator.EQUAL, viewer.person()))))
        > 0;
  }

  private boolean isAsked(Collection<Asked.Open> open) {
    return open.stream().anyMatch(one -> one.person().equals(viewer.person()));
  }

  private Linked linked(ControlLink link) {
    return new Linked(
        link.toString(),
        catalogues
            .catalogue(link.framework())
            .map(ControlCatalogue::title)
            .orElse(link.framework()),
        catalogues.find(link).map(control -> control.title()).orElse(""));
  }

  private Beneath beneath(Identity identity) {
    Page<Recorded> children =
        identities.page(
            new All(
                List.of(
                    new Compare(Attribute.PARENT, Operator.EQUAL, identity.id().value()),
                    new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.REVOKED))),
            new Window(Order.BY_ID, new After(null), MOST_BENEATH));
    Id parent = identity.profile().declaration().parent();
    return new Beneath(
        children.rows().stream().map(Recorded::identity).toList(),
        children.more(),
        parent == null
            ? ""
            : identities
                .find(parent)
                .map(one -> one.identity().profile().label())
                .orElse(parent.toString()));
  }
}
