package dev.steward.ownership;

import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Row;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.registry.Answering;
import dev.steward.registry.Answering.Somebody;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Identities that nobody present answers for, or somebody who answers for too much. */
@ApplicationScoped
class OwnershipFindings implements FindingSource {

  private final Clock clock;

  OwnershipFindings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Search search() {
    Map<Identity.Id, List<Finding>> answering = new HashMap<>();
    return new Search(
        Asides.of(
            Aside.of(
                Answering.COLUMN,
                (row, column) -> {
                  List<Finding> findings = findings(row, Answering.of(row, column).toList());
                  if (!findings.isEmpty()) {
                    answering.put(new Identity.Id(row.uuid("id")), findings);
                  }
                })),
        identities -> found(identities, answering));
  }

  private Map<Identity.Id, List<Finding>> found(
      Collection<Identity> identities, Map<Identity.Id, List<Finding>> answering) {
    Map<Identity.Id, List<Finding>> findings = new HashMap<>(answering);
    Instant now = clock.instant();
    for (Identity identity : identities) {
      HandOver handOver = identity.handOver();
      if (handOver != null) {
        findings
            .computeIfAbsent(identity.id(), none -> new ArrayList<>())
            .add(waiting(handOver, now));
      }
    }
    return findings;
  }

  /**
   * Why and since when nobody present answers for an identity, and since when somebody does for too
   * much.
   */
  private static List<Finding> findings(Row row, List<Answering> answering) {
    List<Finding> findings = new ArrayList<>();
    if (row.constant("intent", Intent.class) == Intent.REVOKED) {
      return findings;
    }
    List<Answering> owners =
        answering.stream().filter(one -> one.role() == Owner.Role.OWNER).toList();
    if (owners.stream()
        .noneMatch(owner -> owner.accepted() != null && is(owner, Somebody::present))) {
      findings.add(unowned(row, owners));
    }
    owners.stream()
        .filter(owner -> owner.accepted() != null)
        .flatMap(owner -> Stream.ofNullable(owner.overLimit()))
        .min(Comparator.naturalOrder())
        .ifPresent(since -> findings.add(new Finding(Reason.OWNER_OVER_LIMIT, since)));
    return findings;
  }

  private static Finding unowned(Row row, List<Answering> owners) {
    if (owners.stream().anyMatch(owner -> is(owner, Somebody::present))) {
      return new Finding(Reason.OWNER_NEVER_ACCEPTED, row.instant("created"));
    }
    Instant since =
        owners.stream()
            .flatMap(owner -> owner.somebody().stream())
            .flatMap(somebody -> Stream.ofNullable(somebody.goneAt()))
            .max(Comparator.naturalOrder())
            .orElseGet(() -> row.instant("modified"));
    if (owners.stream().anyMatch(owner -> is(owner, Somebody::disabled))) {
      return new Finding(Reason.OWNER_DISABLED, since);
    }
    return new Finding(
        owners.stream().anyMatch(owner -> is(owner, Somebody::deleted))
            ? Reason.OWNER_LEFT
            : Reason.OWNER_MISSING,
        since);
  }

  private static boolean is(Answering owner, Predicate<Somebody> what) {
    return owner.somebody().filter(what).isPresent();
  }

  private static Finding waiting(HandOver handOver, Instant now) {
    return handOver.isOver(now)
        ? new Finding(Reason.OWNER_GONE, handOver.deadline())
        : new Finding(Reason.HAND_OVER, handOver.began(), handOver.deadline());
  }
}
