package dev.steward.scim;

import dev.steward.scim.BulkOrder.Step;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What would become of each step of a bulk if it were done now, with nothing but those that it
 * refers to before it. Nothing of it stays.
 *
 * <p>What was tried stays tried as long as all of it is referred to by the next step: the links of
 * a chain are tried once each.
 */
final class BulkPreview {

  private final List<Step> steps;
  private final BulkProgress progress;
  private final List<Set<Integer>> references;

  BulkPreview(List<Step> steps, BulkProgress progress) {
    this.steps = List.copyOf(steps);
    this.progress = progress;
    this.references = references(steps);
  }

  /** For each step, those right before it that make what it refers to. */
  private static List<Set<Integer>> references(List<Step> steps) {
    Map<String, Integer> makers = new HashMap<>();
    List<Set<Integer>> references = new ArrayList<>();
    for (Step step : steps) {
      references.add(
          step.operations().stream()
              .flatMap(operation -> operation.references().stream())
              .filter(makers::containsKey)
              .map(makers::get)
              .collect(Collectors.toCollection(HashSet::new)));
      for (BulkOperation operation : step.operations()) {
        String name = operation.makes();
        if (name != null) {
          makers.put(name, references.size() - 1);
        }
      }
    }
    return references;
  }

  /**
   * Refuses a preview that would try more than so many steps, those before others each time.
   *
   * @param most no preview tries more
   */
  void requireAtMost(int most) {
    int tried = 0;
    BitSet there = new BitSet();
    for (int step = 0; step < steps.size(); step++) {
      BitSet needed = needed(step);
      there = kept(there, needed);
      tried += needed.cardinality() - there.cardinality() + 1;
      if (tried > most) {
        throw ScimException.tooMany(
            413,
            "each operation is tried with all that it refers to, and those of this preview refer to"
                + " so many that more than %d would be tried; send it in parts, or without preview"
                    .formatted(most));
      }
      there = with(needed, step);
    }
  }

  /** Tries each step in a transaction that is undone. */
  void run(Consumer<Step> trial) {
    BitSet there = new BitSet();
    try {
      for (int step = 0; step < steps.size() && !progress.isOver(); step++) {
        BitSet needed = isLost(step) ? new BitSet() : needed(step);
        BitSet tried = kept(there, needed);
        if (tried.isEmpty()) {
          undo();
          QuarkusTransaction.begin();
        }
        BitSet all = with(needed, step);
        all.stream().filter(one -> !tried.get(one)).mapToObj(steps::get).forEach(trial);
        there = all;
      }
    } finally {
      undo();
    }
  }

  private static void undo() {
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      QuarkusTransaction.rollback();
    }
  }

  /** Whether it refers to what could not be made, so that nothing needs to be tried for it. */
  private boolean isLost(int step) {
    return references.get(step).stream()
        .flatMap(before -> steps.get(before).operations().stream())
        .anyMatch(progress::isRefused);
  }

  /** All steps that a step refers to, and what those refer to. */
  private BitSet needed(int step) {
    BitSet needed = new BitSet();
    references.get(step).forEach(needed::set);
    for (int one = needed.length() - 1; one >= 0; one = needed.previousSetBit(one - 1)) {
      references.get(one).forEach(needed::set);
    }
    return needed;
  }

  /** What was tried, when all of it is needed next; else nothing. */
  private static BitSet kept(BitSet there, BitSet needed) {
    BitSet others = (BitSet) there.clone();
    others.andNot(needed);
    return others.isEmpty() ? there : new BitSet();
  }

  private static BitSet with(BitSet needed, int step) {
    BitSet all = (BitSet) needed.clone();
    all.set(step);
    return all;
  }
}
