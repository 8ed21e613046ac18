package dev.steward.console.identity;

import dev.steward.caller.Caller;
import dev.steward.console.Labels;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.ownership.Answers;
import dev.steward.ownership.Teams;
import dev.steward.people.Person;
import dev.steward.people.Suggestions;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where people are asked to answer for an identity, and say yes or no. */
@Path(ListQuery.PATH + "/{id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OwnershipResource {

  private final IdentityView view;
  private final AttemptProblems attempts;
  private final Teams teams;
  private final Answers answers;
  private final Suggestions suggestions;
  private final Caller caller;

  OwnershipResource(
      IdentityView view,
      AttemptProblems attempts,
      Teams teams,
      Answers answers,
      Suggestions suggestions,
      Caller caller) {
    this.view = view;
    this.attempts = attempts;
    this.teams = teams;
    this.answers = answers;
    this.suggestions = suggestions;
    this.caller = caller;
  }

  @POST
  @Path("/propose")
  public Response propose(
      @PathParam("id") UUID id,
      @FormParam("person") @Nullable String person,
      @FormParam("role") @Nullable String role) {
    Recorded recorded = view.visible(new Id(id));
    String typed = Attempt.typedText(person);
    return tried(
        recorded,
        Attempt.at("propose", "", typed).choosing(role),
        () -> {
          Powers.require(view.powers(recorded.identity()).propose(), "propose owners");
          Person meant = suggestions.theOne(typed);
          List<String> asked = teams.ask(new Id(id), meant.id(), null, role(role), caller.actor());
          return asked.isEmpty()
              ? "%s was asked before, or answers for it already.".formatted(meant.label())
              : "%s was asked to answer for it.".formatted(meant.label());
        });
  }

  @POST
  @Path("/accept")
  public Response accept(@PathParam("id") UUID id) {
    Recorded recorded = view.visible(new Id(id));
    return tried(
        recorded,
        Attempt.at("accept", "", ""),
        () -> {
          Powers.require(view.powers(recorded.identity()).answer(), "accept to answer for it");
          List<String> warnings = answers.accept(new Id(id), caller.actor()).warnings();
          return "You answer for it from now on. " + String.join(" ", warnings);
        });
  }

  @POST
  @Path("/decline")
  public Response decline(@PathParam("id") UUID id, @FormParam("reason") @Nullable String reason) {
    Recorded recorded = view.visible(new Id(id));
    String why = Attempt.typedText(reason);
    return tried(
        recorded,
        Attempt.at("decline", why, ""),
        () -> {
          Powers.require(view.powers(recorded.identity()).decline(), "decline to answer for it");
          AttemptProblems.requireReason(why);
          answers.decline(new Id(id), caller.actor(), why, null);
          return "You do not answer for %s.".formatted(recorded.identity().profile().label());
        });
  }

  private Response tried(Recorded recorded, Attempt attempt, Supplier<String> deed) {
    return attempts.tried(recorded, attempt, recorded.identity().version(), deed);
  }

  private static Owner.Role role(@Nullable String word) {
    for (Owner.Role role : Owner.Role.values()) {
      if (Labels.word(role).equals(word)) {
        return role;
      }
    }
    return Owner.Role.OWNER;
  }
}
