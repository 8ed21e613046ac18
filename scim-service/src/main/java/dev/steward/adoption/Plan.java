package dev.steward.adoption;

import dev.steward.delivery.Shadow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would become of one client that somebody wants to adopt. */
sealed interface Plan {

  /** How the client was named. */
  String asked();

  /**
   * It would become this, if one of these accepts.
   *
   * @param warnings what to look at before
   */
  record Feasible(
      String asked,
      Shadow shadow,
      AdoptionDraft draft,
      List<Candidate> candidates,
      List<String> warnings)
      implements Plan {

    public Feasible {
      candidates = List.copyOf(candidates);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It cannot be adopted like this.
   *
   * @param reason a stable word for machines
   * @param detail what is true and what to do
   */
  record Refused(String asked, @Nullable Shadow shadow, String reason, String detail)
      implements Plan {}
}
