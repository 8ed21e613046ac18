package dev.steward.scim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds what depends on itself through others, as Tarjan does: strongly connected components. */
final class Circles {

  private static final int NONE = -1;

  private final List<Set<Integer>> needs;
  private final int[] number;
  private final int[] lowest;
  private final int[] first;
  private final Deque<Integer> open = new ArrayDeque<>();
  private int visited;

  private Circles(List<Set<Integer>> needs) {
    this.needs = needs;
    this.number = new int[needs.size()];
    this.lowest = new int[needs.size()];
    this.first = new int[needs.size()];
    Arrays.fill(first, NONE);
  }

  /**
   * The circle that each thing is in, by its first member; of one that is in none, itself.
   *
   * @param needs what each thing depends on, by position
   */
  static int[] of(List<Set<Integer>> needs) {
    Circles circles = new Circles(needs);
    for (int one = 0; one < needs.size(); one++) {
      if (circles.number[one] == 0) {
        circles.visit(one);
      }
    }
    return circles.first;
  }

  private void visit(int one) {
    number[one] = ++visited;
    lowest[one] = visited;
    open.push(one);
    for (int needed : needs.get(one)) {
      if (number[needed] == 0) {
        visit(needed);
      }
      if (first[needed] == NONE) {
        lowest[one] = Math.min(lowest[one], lowest[needed]);
      }
    }
    if (lowest[one] == number[one]) {
      close(one);
    }
  }

  private void close(int root) {
    List<Integer> members = new ArrayList<>();
    do {
      members.add(open.pop());
    } while (members.getLast() != root);
    int smallest = Collections.min(members);
    members.forEach(member -> first[member] = smallest);
  }
}
