package dev.steward.console.identity;

import dev.steward.console.Sentences;
import dev.steward.console.errand.Again;
import java.util.List;
import java.util.Map;
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

  /** One that somebody comes back to. */
  static Attempt of(Again again) {
    return Attempt.at(again.text("deed"), again.text("reason"), again.text("typed"))
        .choosing(again.text("chosen"));
  }

  /** What is to be kept of it for whoever comes back to it. */
  Map<String, List<String>> fields() {
    return Map.of(
        "deed",
        List.of(deed),
        "reason",
        List.of(reason),
        "typed",
        List.of(typed),
        "chosen",
        List.of(chosen));
  }

  Attempt refused(String why) {
    return new Attempt(deed, why, reason, typed, chosen, since);
  }

  /** The same with what changed meanwhile. */
  Attempt since(List<Chronicle> changed) {
    return new Attempt(deed, refusal, reason, typed, chosen, changed);
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

  /** What was filled in, where the form is no longer there that could show it. */
  public String written() {
    return reason.isEmpty() ? typed : reason;
  }

  /** Whether something was chosen; for templates. */
  public boolean chose(String what) {
    return chosen.equals(what);
  }

  public String sentence() {
    return Sentences.of(refusal);
  }
}
