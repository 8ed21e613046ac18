package dev.steward.console.identity;

import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Chosen;
import dev.steward.database.StaleVersion;
import dev.steward.delivery.Inventory;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Validity;
import dev.steward.problem.Queries;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where people decide whether an identity may act. */
@Path(ListQuery.PATH + "/{id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class DecisionResource {

  private final Viewer viewer;
  private final IdentityView view;
  private final AttemptProblems attempts;
  private final IdentityRegistry registry;
  private final Inventory inventory;
  private final Caller caller;
  private final Ends ends;

  DecisionResource(
      Viewer viewer,
      IdentityView view,
      AttemptProblems attempts,
      IdentityRegistry registry,
      Inventory inventory,
      Caller caller,
      Ends ends) {
    this.viewer = viewer;
    this.view = view;
    this.attempts = attempts;
    this.registry = registry;
    this.inventory = inventory;
    this.caller = caller;
    this.ends = ends;
  }

  @POST
  @Path("/approve")
  public Response approve(
      @PathParam("id") UUID id, @FormParam("version") @Nullable String version) {
    return decide(
        id,
        version,
        Attempt.at("approve", "", ""),
        identity -> {
          Powers.require(view.powers(identity).approve(), "approve it");
          return new Change.Approve();
        },
        "%s is approved and may act.");
  }

  @POST
  @Path("/suspend")
  public Response suspend(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("reason") @Nullable String reason) {
    return decideWhy(
        id,
        version,
        "suspend",
        reason,
        Powers::suspend,
        Change.Suspend::new,
        "%s is suspended; Keycloak stops its client as soon as it has the word.");
  }

  @POST
  @Path("/resume")
  public Response resume(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("reason") @Nullable String reason) {
    return decideWhy(
        id, version, "resume", reason, Powers::resume, Change.Resume::new, "%s goes on.");
  }

  @POST
  @Path("/revoke")
  public Response revoke(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("reason") @Nullable String reason,
      @FormParam("name") @Nullable String name) {
    String why = Attempt.typedText(reason);
    String typed = Attempt.typedText(name);
    return decide(
        id,
        version,
        Attempt.at("revoke", why, typed),
        identity -> {
          Powers.require(view.powers(identity).revoke(), "revoke it");
          AttemptProblems.requireReason(why);
          requireName(identity, typed);
          return new Change.Revoke(why);
        },
        "%s is revoked for good.");
  }

  /** Says once which client it signs in with. */
  @POST
  @Path("/link")
  public Response link(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("client") @Nullable String client) {
    String typed = Attempt.typedText(client);
    return decide(
        id,
        version,
        Attempt.at("link", "", typed),
        identity -> {
          Powers.require(view.powers(identity).link(), "link it to a client");
          return described(identity, linkable(typed), identity.controls(), identity.validity());
        },
        "%s signs in with this client from now on.");
  }

  /** Says when it ends by itself, or that it does not. */
  @POST
  @Path("/end")
  public Response end(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("until") @Nullable String until) {
    String typed = Attempt.typedText(until);
    return decide(
        id,
        version,
        Attempt.at("end", "", typed),
        identity -> {
          Powers.require(view.powers(identity).describe(), "say when it ends");
          return described(
              identity,
              identity.client(),
              identity.controls(),
              ends.after(identity.validity(), typed));
        },
        "When %s ends is changed.");
  }

  /** Says for which controls its reviews are evidence. */
  @POST
  @Path("/controls")
  public Response controls(
      @PathParam("id") UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("controls") @Nullable String controls) {
    String typed = Attempt.typedText(controls);
    return decide(
        id,
        version,
        Attempt.at("controls", "", typed),
        identity -> {
          Powers.require(view.powers(identity).describe(), "change its control links");
          return described(identity, identity.client(), links(typed), identity.validity());
        },
        "The control links of %s are changed.");
  }

  /** The same with what a form says of it. */
  private static Change described(
      Identity identity,
      Identity.@Nullable Client client,
      Set<ControlLink> controls,
      Validity validity) {
    return new Change.Describe(
        identity.profile(), client, identity.cadence(), controls, validity, identity.allowance());
  }

  private static Set<ControlLink> links(String typed) {
    try {
      return Chosen.words(typed).stream()
          .map(ControlLink::of)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw new ChangeRefused(Rule.UNKNOWN_CONTROL, String.valueOf(e.getMessage()));
    }
  }

  private Identity.Client linkable(String clientId) {
    try {
      return inventory.linkable(clientId);
    } catch (IllegalArgumentException e) {
      throw new ChangeRefused(Rule.OUT_OF_ORDER, String.valueOf(e.getMessage()));
    }
  }

  /** What takes a power and a reason, and nothing else. */
  private Response decideWhy(
      UUID id,
      @Nullable String version,
      String deed,
      @Nullable String reason,
      Predicate<Powers> may,
      Function<String, Change> change,
      String done) {
    String why = Attempt.typedText(reason);
    return decide(
        id,
        version,
        Attempt.at(deed, why, ""),
        identity -> {
          Powers.require(may.test(view.powers(identity)), deed + " it");
          AttemptProblems.requireReason(why);
          return change.apply(why);
        },
        done);
  }

  private Response decide(
      UUID uuid, @Nullable String version, Attempt attempt, Judgement judgement, String done) {
    viewer.require(Deed.DECIDE_OWN);
    Id id = new Id(uuid);
    long seen =
        Given.read(
            "the form does not say which state of the identity it shows; open the page again",
            () -> Queries.number("version", version, -1, 1, Long.MAX_VALUE));
    Recorded recorded = view.visible(id);
    Identity identity = recorded.identity();
    return attempts.tried(
        recorded,
        attempt,
        seen,
        () -> {
          if (seen != identity.version()) {
            throw new StaleVersion("identity " + id, seen, identity.version());
          }
          Change change = judgement.of(identity);
          registry.change(id, seen, List.of(change), caller.actor());
          return done.formatted(identity.profile().label());
        });
  }

  private static void requireName(Identity identity, String typed) {
    if (!typed.equals(identity.profile().userName())) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER,
          "to revoke it for good, type its user name exactly: " + identity.profile().userName());
    }
  }

  /** The change that somebody wants, if they may. */
  private interface Judgement {
    Change of(Identity identity);
  }
}
