package dev.steward.console.identity;

import dev.steward.console.FindingWords;
import dev.steward.console.Labels;
import dev.steward.console.identity.Listing.Answering;
import dev.steward.delivery.Holding;
import dev.steward.finding.Finding;
import dev.steward.identity.Identity;
import dev.steward.registry.Recorded;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One identity as people see it, with all that there is to say about it.
 *
 * @param client as Keycloak last described it
 * @param stopped how it was stopped, if it is
 * @param older where the part of its history is that is not shown here, or nothing
 */
record Portrait(
    Recorded recorded,
    StandingWords standing,
    List<Answering> answering,
    List<Waiting> waiting,
    String custodian,
    Powers powers,
    Optional<Holding> client,
    GrantedVersusUsed usage,
    List<Linked> controls,
    List<Finding> findings,
    Beneath beneath,
    List<Chronicle> chronicle,
    @Nullable Chronicle stopped,
    String older,
    Comparison permit,
    Attempt attempt) {

  private static final int MOST_NAMES = 5;

  /** Somebody who was asked to answer for it. */
  record Waiting(String name, String role, String evidence, java.time.Instant at) {}

  /** A control that its reviews are evidence for. */
  record Linked(String link, String framework, String title) {}

  /**
   * The agents that act on its behalf.
   *
   * @param some of them
   * @param more whether there are others
   */
  record Beneath(List<Identity> some, boolean more, String parent) {

    Beneath {
      some = List.copyOf(some);
    }

    /** The first of them. */
    public List<Identity> first() {
      return some.stream().limit(MOST_NAMES).toList();
    }
  }

  public Identity identity() {
    return recorded.identity();
  }

  public String title() {
    return identity().profile().label();
  }

  public String kind() {
    return Labels.of(identity().profile().kind());
  }

  /** Such as {@code High risk}. */
  public String risk() {
    return Labels.sentence(identity().profile().riskTier().name()) + " risk";
  }

  public String autonomy() {
    var autonomy = identity().profile().declaration().autonomy();
    return autonomy == null ? "" : Labels.sentence(autonomy.name());
  }

  public boolean signsIn() {
    return identity().client() != null;
  }

  public String clientUuid() {
    return Objects.requireNonNull(identity().client()).uuid();
  }

  public List<String> scopes() {
    return identity().allowance().scopes().stream().sorted().toList();
  }

  public List<String> grants() {
    return identity().allowance().grants().stream().sorted().toList();
  }

  public Duration longestToken() {
    return identity().allowance().longestToken();
  }

  /** The control links as somebody types them. */
  public String controlsTyped() {
    return attempt.of("controls")
        ? attempt.typed("controls")
        : controls.stream().map(Linked::link).collect(Collectors.joining(" "));
  }

  public String wordOf(Finding finding) {
    return FindingWords.name(finding.reason());
  }

  public String meaningOf(Finding finding) {
    return FindingWords.meaning(finding.reason());
  }

  /** Where a form sends what is to be done. */
  public String doing(String what) {
    return ListQuery.PATH + "/" + identity().id() + "/" + what;
  }
}
