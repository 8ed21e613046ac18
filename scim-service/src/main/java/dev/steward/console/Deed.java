package dev.steward.console;

/** What somebody may do in the console, beyond seeing what is theirs. */
public enum Deed {
  SEE_EVERYTHING("see what belongs to others"),
  DECIDE_OWN("decide and answer questions about your own identities"),
  DECIDE_EVERYTHING("decide other people's reviews"),
  REGISTER("register identities"),
  CHANGE("change identities"),
  PROPOSE_OWNERS("propose owners"),
  ADOPT("adopt clients that nobody registered"),
  SUSPEND("suspend and resume identities"),
  REVOKE("revoke identities");

  private final String words;

  Deed(String words) {
    this.words = words;
  }

  /** As it reads after "you may not". */
  public String words() {
    return words;
  }
}
