package dev.steward.ownership;

import dev.steward.delivery.GateConfig;
import dev.steward.identity.Identity.Client;
import dev.steward.ownership.Orphan.Because;
import dev.steward.ownership.Orphan.Place;
import dev.steward.ownership.WhatWasSo.PastShadow;
import dev.steward.usage.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orphan report of an earlier instant: identities first, then clients nobody had registered.
 */
@ApplicationScoped
class PastReport {

  private final PastOrphans orphans;
  private final WhatWasSo wasSo;
  private final Deadlines deadlines;
  private final Usage usage;
  private final GateConfig gate;

  PastReport(
      PastOrphans orphans, WhatWasSo wasSo, Deadlines deadlines, Usage usage, GateConfig gate) {
    this.orphans = orphans;
    this.wasSo = wasSo;
    this.deadlines = deadlines;
    this.usage = usage;
    this.gate = gate;
  }

  /**
   * Some orphans, and where those behind them begin. There may be more although these are few.
   *
   * @param next null when that was all
   */
  record Stretch(List<Orphan> orphans, @Nullable Place next) {}

  /** Of which reasons nobody can tell, because nobody looked yet. */
  Set<OrphanReason> untold(Instant at) {
    return wasSo.keptSince().filter(since -> !since.isAfter(at)).isPresent()
        ? Set.of()
        : Set.of(OrphanReason.OWNER_OVER_LIMIT, OrphanReason.SHADOW);
  }

  Stretch page(OrphanFilter filter, Instant at, Place after, int limit) {
    List<Orphan> found = new ArrayList<>();
    if (after.client() == null && filter.takesIdentities()) {
      PastOrphans.Stretch stretch = orphans.page(filter, at, after.identity(), limit);
      found.addAll(stretch.orphans());
      if (stretch.next() != null) {
        return new Stretch(found, new Place(stretch.next(), null));
      }
    }
    if (!filter.takesShadows()) {
      return new Stretch(found, null);
    }
    if (found.size() == limit) {
      return new Stretch(found, Place.SHADOWS);
    }
    String client = after.client() == null ? "" : after.client();
    List<Orphan> shadows = shadows(at, client, limit - found.size());
    found.addAll(shadows);
    return new Stretch(
        found,
        found.size() < limit ? null : new Place(null, String.valueOf(found.getLast().client())));
  }

  private List<Orphan> shadows(Instant at, String after, int limit) {
    List<PastShadow> shadows = wasSo.shadows(at, after, limit);
    Map<Client, LocalDate> used = usage.lastUsed(shadows.stream().map(this::client).toList(), at);
    return shadows.stream().map(shadow -> orphan(shadow, used.get(client(shadow)), at)).toList();
  }

  private Client client(PastShadow shadow) {
    return new Client(gate.realm(), shadow.client());
  }

  private Orphan orphan(PastShadow shadow, @Nullable LocalDate used, Instant at) {
    Because because = deadlines.because(OrphanReason.SHADOW, shadow.since(), null, at);
    return Orphan.shadow(shadow.client(), shadow.clientId(), because, null, null, null, used);
  }
}
