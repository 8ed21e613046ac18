package dev.steward.problem;

import jakarta.ws.rs.BadRequestException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why somebody decides something: a text of at most a thousand characters that can be stored. */
public final class DecisionReason {

  private static final Pattern TEXT = Pattern.compile("[^\\p{Cs}\u0000]{1,1000}", Pattern.DOTALL);

  private DecisionReason() {}

  /**
   * The reason as it was given.
   *
   * @param refusal what is said when there is none, or none that can be kept
   */
  public static String given(@Nullable String reason, String refusal) {
    if (reason == null || reason.isBlank() || !TEXT.matcher(reason).matches()) {
      throw new BadRequestException(refusal);
    }
    return reason;
  }
}
