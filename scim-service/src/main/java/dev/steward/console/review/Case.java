package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.console.Labels;
import dev.steward.console.identity.StandingWords;
import dev.steward.delivery.KnownClient.Credential;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.people.Person;
import dev.steward.usage.GrantedAndUsed.Scope;
import dev.steward.usage.GrantedAndUsed.Use;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review with everything that its verdict hangs on.
 *
 * @param tokens how many tokens it got in the last thirty days
 * @param goesOn what comes of approving it
 * @param ends what stops when it is revoked
 * @param closedWords who decided it, how and when; empty while it is open
 */
record Case(
    Review review,
    Identity identity,
    StandingWords standing,
    List<Answering> owners,
    @Nullable String clientId,
    List<Credential> credentials,
    GrantedVersusUsed used,
    long tokens,
    List<Wrong> findings,
    List<String> controls,
    List<Earlier> earlier,
    List<Changed> changes,
    String goesOn,
    List<String> ends,
    String closedWords) {

  /** What to call the identity. */
  public String label() {
    return identity.profile().label();
  }

  public boolean isOpen() {
    return review.closed() == null;
  }

  /** Whether nothing can be decided about the identity any more. */
  public boolean isOver() {
    return identity.intent() == Intent.REVOKED;
  }

  public boolean isCounted() {
    return used.countedSince() != null;
  }

  public String changesTitle() {
    return earlier.isEmpty()
        ? "What happened since it was registered"
        : "What changed since the last review";
  }

  /** The same in a word or two. */
  public String changesTerm() {
    return earlier.isEmpty() ? "Since it began" : "Since last time";
  }

  /** How many changes there are to look at. */
  public String changesInBrief() {
    if (hasManyChanges()) {
      return CaseFile.MOST_CHANGES + " things happened, or more";
    }
    return switch (changes.size()) {
      case 0 -> "nothing changed";
      case 1 -> "1 thing happened";
      default -> changes.size() + " things happened";
    };
  }

  /** Whether more may have happened than stands here. */
  public boolean hasManyChanges() {
    return changes.size() >= CaseFile.MOST_CHANGES;
  }

  /** How many of the scopes that are allowed to it were used. */
  public String scopesInBrief() {
    int allowed = scopes().size();
    if (allowed == 0) {
      return "none allowed";
    }
    long unused = used.scopes().stream().filter(Scope::allowed).filter(Case::isUnused).count();
    return isCounted()
        ? "%d allowed, %d of them never used".formatted(allowed, unused)
        : "%d allowed; their use is not counted yet".formatted(allowed);
  }

  private static boolean isUnused(Scope scope) {
    return scope.use() == Use.NEVER_USED || scope.use() == Use.ASKED_NEVER_GRANTED;
  }

  public String kind() {
    return Labels.of(identity.profile().kind());
  }

  public String tier() {
    return Labels.sentence(identity.profile().riskTier().name()) + " risk";
  }

  public String tierColor() {
    return switch (identity.profile().riskTier()) {
      case LOW -> "grey";
      case MEDIUM -> "blue";
      case HIGH -> "orange";
      case CRITICAL -> "red";
    };
  }

  public List<String> grants() {
    return identity.allowance().grants().stream().sorted().toList();
  }

  public List<String> scopes() {
    return identity.allowance().scopes().stream().sorted().toList();
  }

  public String use(Use use) {
    return Labels.sentence(use.name());
  }

  public String useColor(Use use) {
    return switch (use) {
      case USED -> "green";
      case NEVER_USED -> "orange";
      case ASKED_NEVER_GRANTED -> "purple";
      case UNKNOWN -> "grey";
    };
  }

  public String credential(Credential.Type type) {
    return switch (type) {
      case SECRET -> "a secret";
      case JWKS -> "public keys that stand at the client";
      case JWKS_URL -> "public keys that Keycloak fetches";
      case CERTIFICATE -> "a certificate";
    };
  }

  /** A person who answers for it, or is asked to. */
  record Answering(Person person, String role, @Nullable Instant acceptedAt) {}

  /** Something that is not as it should be. */
  record Wrong(String words, @Nullable Instant since) {}

  /** How somebody decided before. */
  record Earlier(String verdict, @Nullable String who, @Nullable String reason, Instant at) {}

  /** What somebody changed since the last review. */
  record Changed(String what, String why, List<Difference> differences, String who, Instant at) {}
}
