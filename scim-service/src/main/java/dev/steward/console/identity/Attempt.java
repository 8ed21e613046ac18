package dev.steward.console.identity;

import dev.steward.console.Sentences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody tried to do with an identity and that was refused.
 *
 * @param deed what it was, such as {@code suspend}; nothing when nobody tried
 * @param refusal why it was refused
 * @param reason what they had typed as their reason
 * @param typed what they had typed besides: a name, or a person
 * @param chosen what they had chosen besides, such as a role
 * @param since what changed since they opened the page
 */
record Attempt(
    String deed,
    String refusal,
    String reason,
    String typed,
    String chosen,
    List<Chronicle> since) {

  static final Attempt NONE = new Attempt("", "", "", "", "", List.of());

  Attempt {
    since = List.copyOf(since);
  }

  /** One that was not refused yet. */
  static Attempt at(String deed, String reason, String typed) {
    return new Attempt(deed, "", reason, typed, "", List.of());
  }

  /** What was typed, without the space around it. */
  static String typedText(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** The same with something that was chosen. */
  Attempt choosing(@Nullable String what) {
    return new Attempt(deed, refusal, reason, typed, typedText(what), since);
  }

  Attempt refused(String why, List<Chronicle> changed) {
    return new Attempt(deed, why, reason, typed, chosen, changed);
  }

  public boolean failed() {
    return !refusal.isEmpty();
  }

  /** Whether it was this that was tried. */
  public boolean of(String what) {
    return deed.equals(what);
  }

  /** Whether something was filled in for it, which the page shows again. */
  public boolean isInAForm() {
    return !(reason.isEmpty() && typed.isEmpty());
  }

  /** What was typed as a reason for this. */
  public String reason(String what) {
    return of(what) ? reason : "";
  }

  /** What was typed besides for this. */
  public String typed(String what) {
    return of(what) ? typed : "";
  }

  /** Whether something was chosen; for templates. */
  public boolean chose(String what) {
    return chosen.equals(what);
  }

  public String sentence() {
    return Sentences.of(refusal);
  }
}
