package dev.steward.identity;

/** A change that the identity's state or a rule does not allow, in words for the caller. */
public final class ChangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Rule rule;

  public ChangeRefused(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }

  /** The rule that was in the way. */
  public enum Rule {
    /** A revoked identity never changes again. */
    REVOKED_IS_FINAL,
    /** The change does not follow from the present intent. */
    OUT_OF_ORDER,
    /** Every identity has an owner who is here. */
    OWNER_REQUIRED,
    /** The kind and the client of an identity are fixed once set. */
    FIXED,
    /** A limit only narrows. */
    NOT_NARROWER,
    /** A control link names a control of a known catalogue. */
    UNKNOWN_CONTROL,
    /** The cadence, lifetime or end is beyond what the risk tier permits. */
    TIER_EXCEEDED,
    /** A person answers for no more than so many identities of a risk tier. */
    OVER_LIMIT,
    /** A parent is another agent, which is there and above which nothing loops. */
    NOT_A_PARENT,
    /** The client that the registry itself signs in with serves no identity. */
    OUR_OWN,
    /** The caller may not make this change to this identity. */
    NOT_YOURS
  }
}
