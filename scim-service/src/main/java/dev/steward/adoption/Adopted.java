package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.steward.adoption.Plan.Feasible;
import dev.steward.adoption.Plan.Refused;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came, or would come, of adopting one client.
 *
 * @param client its uuid, or how it was named when there is none
 * @param adoption what waits for an answer now
 * @param identity what it becomes when somebody accepts
 * @param candidates who is asked, and who would be next
 * @param reason a stable word for machines when it is refused
 * @param detail what is true and what to do then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Adopted(
    String client,
    @Nullable String clientId,
    Outcome outcome,
    @Nullable UUID adoption,
    @Nullable AdoptionDraft identity,
    List<Candidate> candidates,
    List<String> warnings,
    @Nullable String reason,
    @Nullable String detail) {

  public Adopted {
    candidates = List.copyOf(candidates);
    warnings = List.copyOf(warnings);
  }

  /** What came of it. */
  public enum Outcome {
    /** In a preview: somebody would be asked. */
    WOULD_ASK,
    ASKED,
    /** Somebody is asked already. */
    UNCHANGED,
    REFUSED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Adopted of(Feasible plan, Outcome outcome, @Nullable UUID adoption) {
    return new Adopted(
        plan.shadow().client().uuid(),
        plan.shadow().clientId(),
        outcome,
        adoption,
        plan.draft(),
        plan.candidates(),
        plan.warnings(),
        null,
        null);
  }

  static Adopted refused(Refused refused) {
    return new Adopted(
        refused.shadow() == null ? refused.asked() : refused.shadow().client().uuid(),
        refused.shadow() == null ? null : refused.shadow().clientId(),
        Outcome.REFUSED,
        null,
        null,
        List.of(),
        List.of(),
        refused.reason(),
        refused.detail());
  }
}
