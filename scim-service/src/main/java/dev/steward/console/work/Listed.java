package dev.steward.console.work;

import dev.steward.console.work.Work.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in which all kinds of work stand together by deadline.
 *
 * @param next from where the following page goes on; null behind the last
 */
record Listed(List<Work> work, @Nullable Places next) {

  /**
   * Something that waits, where it stands among its kind, and whether it is shown: what another one
   * tells already is not.
   */
  record Waiting(Work work, String place, boolean shown) {

    private static final Comparator<Waiting> BY_DEADLINE =
        Comparator.comparing(
            waiting -> waiting.work().deadline(), Comparator.nullsLast(Comparator.naturalOrder()));
  }

  /**
   * The most urgent ones of all kinds. Nothing behind the last that was found of a kind is taken
   * while there are more of that kind: they may be more urgent.
   *
   * @param most so many are shown; of each kind one more was looked for
   */
  static Listed of(List<List<Waiting>> kinds, Places from, int most) {
    List<Waiting> all = new ArrayList<>();
    kinds.forEach(all::addAll);
    // the order within a kind stays as it is
    all.sort(Waiting.BY_DEADLINE);
    List<Waiting> ends =
        kinds.stream().filter(kind -> kind.size() > most).map(List::getLast).toList();
    Map<Kind, String> passed = new EnumMap<>(Kind.class);
    passed.putAll(from.passed());
    List<Work> work = new ArrayList<>();
    for (Waiting one : all) {
      if (work.size() == most || ends.contains(one)) {
        return new Listed(List.copyOf(work), new Places(passed));
      }
      passed.put(one.work().kind(), one.place());
      if (one.shown()) {
        work.add(one.work());
      }
    }
    return new Listed(List.copyOf(work), null);
  }
}
