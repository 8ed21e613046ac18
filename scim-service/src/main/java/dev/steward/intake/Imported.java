package dev.steward.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came, or would come, of one row.
 *
 * @param row as a spreadsheet counts
 * @param name the client or the name in it
 * @param adoption what waits for an owner's answer now
 * @param identity what is registered now
 * @param reason a stable word for machines when it is refused or unchanged
 * @param detail what is true and what to do then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Imported(
    int row,
    String name,
    Outcome outcome,
    @Nullable UUID adoption,
    @Nullable UUID identity,
    List<String> warnings,
    @Nullable String reason,
    @Nullable String detail) {

  public Imported {
    warnings = List.copyOf(warnings);
  }

  /** What came of a row. */
  public enum Outcome {
    /** In a preview: its owners would be asked. */
    WOULD_ASK,
    /** Its client is put before its owners. */
    ASKED,
    /** In a preview: it would be registered. */
    WOULD_REGISTER,
    /** It has no client and is registered as a proposal. */
    REGISTERED,
    /** It is there already. */
    UNCHANGED,
    REFUSED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Imported refused(int row, String name, String reason, @Nullable String detail) {
    return new Imported(row, name, Outcome.REFUSED, null, null, List.of(), reason, detail);
  }

  static Imported unchanged(int row, String name, String reason, @Nullable String detail) {
    return new Imported(row, name, Outcome.UNCHANGED, null, null, List.of(), reason, detail);
  }
}
