package dev.steward.ownership;

import dev.steward.ownership.OrphanReports.Part;
import dev.steward.ownership.UrgentCandidates.Urgent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orphans of this moment, the most urgent first. What each is for, the facts of this moment
 * tell; its place is the one that it had when it was sorted in.
 */
@ApplicationScoped
class UrgentReport {

  private final UrgentCandidates candidates;
  private final OrphanReport report;

  UrgentReport(UrgentCandidates candidates, OrphanReport report) {
    this.candidates = candidates;
    this.report = report;
  }

  /** A part of it, with all that a filter leaves. */
  Part page(OrphanFilter filter, @Nullable String after, int limit) {
    List<Orphan> page = new ArrayList<>();
    Urgent last = Urgent.of(after);
    candidates.prepare();
    List<Urgent> looked;
    do {
      looked = candidates.page(filter, last, limit + 1);
      Map<String, Orphan> orphans = judged(looked, filter);
      for (Urgent one : looked) {
        Orphan orphan = orphans.get(one.place().key());
        if (orphan != null && page.size() == limit) {
          return new Part(page, last.key());
        }
        if (orphan != null) {
          page.add(orphan);
        }
        last = one;
      }
    } while (looked.size() > limit);
    return new Part(page, null);
  }

  private Map<String, Orphan> judged(List<Urgent> looked, OrphanFilter filter) {
    List<UUID> identities =
        looked.stream().map(one -> one.place().identity()).filter(Objects::nonNull).toList();
    List<String> clients =
        looked.stream().map(one -> one.place().client()).filter(Objects::nonNull).toList();
    return Stream.concat(
            report.of(identities, filter).stream(), report.unregistered(clients).stream())
        .collect(Collectors.toMap(Orphan::key, Function.identity()));
  }
}
