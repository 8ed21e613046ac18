package dev.steward.group;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Who joins and who leaves a group. */
public sealed interface Turnover {

  /** Nobody joins, nobody leaves. */
  Turnover NONE = new Some(List.of(), List.of());

  /** Those who are to be in it afterwards. */
  SequencedSet<String> joining();

  /** Some join and some leave; who does both, joins. Everybody else stays or stays away. */
  record Some(SequencedSet<String> joining, SequencedSet<String> leaving) implements Turnover {

    public Some(Collection<String> joining, Collection<String> leaving) {
      this(new LinkedHashSet<>(joining), new LinkedHashSet<>(leaving));
    }
  }

  /** These are in it, and nobody else. */
  record All(SequencedSet<String> joining) implements Turnover {

    public All(Collection<String> joining) {
      this(new LinkedHashSet<>(joining));
    }
  }
}
