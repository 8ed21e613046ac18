package dev.steward.console.register;

import dev.steward.console.Deed;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.ErrandReport;
import dev.steward.console.errand.Tickets;
import dev.steward.console.register.Registrations.Outcome;
import dev.steward.console.register.Registrations.Refused;
import dev.steward.console.register.Registrations.Registered;
import dev.steward.delivery.NewClients.Made;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.people.Suggestions;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The form for a new identity, and what becomes of it. */
@Path(RegisterResource.PATH)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RegisterResource {

  static final String PATH = "/console/register";

  private static final int MOST_SUGGESTED = 8;
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  private final Viewer viewer;
  private final Drafts drafts;
  private final Registrations registrations;
  private final Submissions submissions;
  private final Suggestions suggestions;
  private final People people;
  private final Message message;
  private final Tickets tickets;

  RegisterResource(
      Viewer viewer,
      Drafts drafts,
      Registrations registrations,
      Submissions submissions,
      Suggestions suggestions,
      People people,
      Message message,
      Tickets tickets) {
    this.viewer = viewer;
    this.drafts = drafts;
    this.registrations = registrations;
    this.submissions = submissions;
    this.suggestions = suggestions;
    this.people = people;
    this.message = message;
    this.tickets = tickets;
  }

  @GET
  public RegisterPage open(@QueryParam(Tickets.AGAIN) @Nullable String again) {
    viewer.require(Deed.REGISTER);
    Kept kept = Kept.of(tickets.again(again));
    return kept == null
        ? page(Typed.byOwner(ownUserName()), new Problems())
        : page(kept.typed(), kept.problems());
  }

  /**
   * Who registers something mostly answers for it; Keycloak is asked who that is, the first time.
   */
  private String ownUserName() {
    List<String> self = List.of(viewer.person());
    if (people.known(self).isEmpty()) {
      people.refresh(self);
    }
    return people.known(self).values().stream().map(Person::userName).findFirst().orElse("");
  }

  /** Judges a form that is being filled in. */
  @POST
  @Path("/check")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Checked check(MultivaluedMap<String, String> form) {
    viewer.require(Deed.REGISTER);
    Typed typed = Typed.read(form);
    Problems problems = drafts.of(typed).problems();
    return new Checked(problems.of(typed), problems.none());
  }

  /** People whose names begin with what was typed into a field, whatever the field is called. */
  @GET
  @Path("/people")
  public SuggestedPeople suggest(@Context UriInfo uri) {
    String text =
        uri.getQueryParameters().values().stream().flatMap(List::stream).findFirst().orElse("");
    return new SuggestedPeople(
        suggestions.of(text, MOST_SUGGESTED).stream().filter(Person::present).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response register(MultivaluedMap<String, String> form) {
    viewer.require(Deed.REGISTER);
    Typed typed = Typed.read(form);
    UUID ticket = Submissions.ticket(form.getFirst("ticket"), typed);
    return submissions
        .once(ticket, typed)
        .map(outcome -> answer(outcome, typed))
        .orElseGet(() -> Tickets.report(PATH, ticket));
  }

  /** What became of a form that was sent before. */
  @GET
  @Path(Tickets.REPORT)
  public ErrandReport sentBefore(@PathParam("ticket") UUID ticket) {
    if (!tickets.isUsed(ticket)) {
      // it was refused after all, in the answer that did not arrive
      throw new RedirectionException(Response.Status.SEE_OTHER, URI.create(PATH));
    }
    return tickets.report(ticket, PATH, "Register");
  }

  private Response answer(Outcome outcome, Typed typed) {
    return switch (outcome) {
      case Refused refused -> tickets.back(PATH, new Kept(typed, refused.problems()).fields());
      case Registered registered -> registered(registered);
    };
  }

  private Response registered(Registered registered) {
    Identity identity = registered.identity();
    Made made = registered.made();
    if (made != null && made.secret() != null) {
      return Response.ok(new NewSecret(identity, made.clientId(), made.secret()).render(), HTML)
          .build();
    }
    message.leave(
        "%s is registered%s.".formatted(identity.profile().label(), asWhat(identity.intent())));
    return Response.seeOther(URI.create("/console/identities/" + identity.id())).build();
  }

  private String asWhat(Intent intent) {
    if (intent != Intent.PROPOSED) {
      return "";
    }
    return viewer.may(Deed.CHANGE)
        ? " as a proposal: it may do nothing before you or another administrator approve it below"
        : " as a proposal; an IAM administrator approves it";
  }

  private RegisterPage page(Typed typed, Problems problems) {
    return new RegisterPage(
        UUID.randomUUID(),
        typed,
        problems,
        viewer.may(Deed.CHANGE),
        viewer.may(Deed.CHANGE),
        registrations.mayMakeClients());
  }
}
