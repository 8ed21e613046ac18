package dev.steward.scim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which the operations of a bulk are done: that of the request, only that one which
 * refers to a resource waits until the resource is made.
 *
 * <p>Operations that refer to each other in a circle form one step.
 */
final class BulkOrder {

  private final List<BulkOperation> operations;
  private final List<Set<Integer>> needs;
  private final int[] circle;

  private BulkOrder(List<BulkOperation> operations) {
    this.operations = operations;
    this.needs = needs(operations);
    this.circle = Circles.of(needs);
  }

  /** Operations that are done together: one, or a circle, in the order of the request. */
  record Step(List<BulkOperation> operations, boolean circular) {

    Step {
      operations = List.copyOf(operations);
    }
  }

  static List<Step> of(List<BulkOperation> operations) {
    return new BulkOrder(operations).steps();
  }

  /** What each operation needs done before. Changes of one resource stay in their order, too. */
  private static List<Set<Integer>> needs(List<BulkOperation> operations) {
    Map<String, Integer> makers = new HashMap<>();
    for (BulkOperation operation : operations) {
      String name = operation.makes();
      if (name != null) {
        makers.put(name, operation.position());
      }
    }
    List<Set<Integer>> needs = new ArrayList<>();
    Map<BulkTarget, Integer> changes = new HashMap<>();
    for (BulkOperation operation : operations) {
      Set<Integer> needed = new HashSet<>();
      operation.references().stream()
          .filter(makers::containsKey)
          .map(makers::get)
          .forEach(needed::add);
      Integer before =
          operation.makes() == null ? changes.put(operation.target(), operation.position()) : null;
      if (before != null) {
        needed.add(before);
      }
      needs.add(needed);
    }
    return needs;
  }

  /** Of the steps that wait for nothing, the one that the request names first is next. */
  private List<Step> steps() {
    Map<Integer, List<BulkOperation>> members = new TreeMap<>();
    Map<Integer, Set<Integer>> waits = new HashMap<>();
    Map<Integer, Set<Integer>> frees = new HashMap<>();
    for (int one = 0; one < circle.length; one++) {
      int step = circle[one];
      members.computeIfAbsent(step, key -> new ArrayList<>()).add(operations.get(one));
      for (int needed : needs.get(one)) {
        if (circle[needed] != step) {
          waits.computeIfAbsent(step, key -> new HashSet<>()).add(circle[needed]);
          frees.computeIfAbsent(circle[needed], key -> new HashSet<>()).add(step);
        }
      }
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>(members.keySet());
    ready.removeAll(waits.keySet());
    List<Step> steps = new ArrayList<>();
    while (!ready.isEmpty()) {
      Integer next = ready.remove();
      List<BulkOperation> together = members.getOrDefault(next, List.of());
      steps.add(new Step(together, together.size() > 1 || needs.get(next).contains(next)));
      for (Integer waiting : frees.getOrDefault(next, Set.of())) {
        Set<Integer> left = waits.getOrDefault(waiting, new HashSet<>());
        left.remove(next);
        if (left.isEmpty()) {
          ready.add(waiting);
        }
      }
    }
    return steps;
  }
}
