package dev.steward.console.review;

import dev.steward.certification.AwaitedVerdicts;
import dev.steward.certification.Review;
import dev.steward.certification.Reviews;
import dev.steward.certification.Verdict;
import dev.steward.certification.Verdicts;
import dev.steward.certification.Verdicts.AlreadyDecided;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.When;
import dev.steward.console.errand.Again;
import dev.steward.console.errand.Tickets;
import dev.steward.console.review.Reductions.Proposed;
import dev.steward.console.review.ReviewCase.Steps;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.database.StaleVersion;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pages on which reviews are decided. */
@Path("/console/reviews")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ReviewsResource {

  private final Viewer viewer;
  private final Reviews reviews;
  private final Verdicts verdicts;
  private final Desk desk;
  private final CaseFile files;
  private final Several several;
  private final Reductions reductions;
  private final Revocations revocations;
  private final Message message;
  private final When when;
  private final Tickets tickets;

  ReviewsResource(
      Viewer viewer,
      Reviews reviews,
      Verdicts verdicts,
      Desk desk,
      CaseFile files,
      Several several,
      Reductions reductions,
      Revocations revocations,
      Message message,
      When when,
      Tickets tickets) {
    this.viewer = viewer;
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.desk = desk;
    this.files = files;
    this.several = several;
    this.reductions = reductions;
    this.revocations = revocations;
    this.message = message;
    this.when = when;
    this.tickets = tickets;
  }

  @GET
  public TemplateInstance table(UriInfo uri, @QueryParam(Tickets.AGAIN) @Nullable String ticket) {
    Again again = tickets.again(ticket);
    return desk.table(
        Filter.of(uri.getQueryParameters()), Answer.of(again), again.error(), Undecided.of(again));
  }

  /** One verdict about all that are ticked. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decideSeveral(UriInfo uri, MultivaluedMap<String, String> form) {
    viewer.require(Deed.DECIDE_OWN);
    Filter filter = Filter.of(uri.getQueryParameters());
    Answer answer = Answer.of(form);
    List<String> ticked = form.getOrDefault("review", List.of());
    try {
      if (answer.says("limit") || answer.says("revoke")) {
        Several.requireSome(ticked);
        // a reason that will not do is refused before anybody looks
        Verdict.read("abstain", answer.reason(), null, null);
        return tickets.preview(Filter.ADDRESS, filter.query(), answer.fields());
      }
      List<Refused> refused = several.decide(ticked, answer, when.zone());
      int decided = ticked.size() - refused.size();
      if (refused.isEmpty()) {
        message.leave("%d %s.".formatted(decided, words(answer.verdict(), decided)));
        return Response.seeOther(URI.create(filter.address())).build();
      }
      return tickets.backTo(
          filter.address(),
          Undecided.fields(answer.unticked(), refused),
          Undecided.sentence(decided, ticked.size(), "decided"));
    } catch (BadRequestException e) {
      return tickets.back(Filter.ADDRESS, answer.fields(), e);
    }
  }

  /** What each would keep or lose. */
  @GET
  @Path("/preview/{ticket}")
  public TemplateInstance preview(
      UriInfo uri,
      @PathParam("ticket") UUID ticket,
      @QueryParam(Tickets.MISTYPED) @Nullable String mistyped) {
    viewer.require(Deed.DECIDE_OWN);
    Answer answer = Answer.of(new Again(tickets.fields(ticket), null));
    Filter filter = Filter.of(uri.getQueryParameters());
    String back = tickets.form(ticket, Filter.ADDRESS);
    if (answer.says("revoke")) {
      return revocations.preview(ticket, answer, filter, back, Given.text(mistyped) != null);
    }
    Proposed proposed = reductions.of(answer.ticked());
    return new ReductionPreview(
        proposed.reductions(), proposed.refused(), answer.reason(), filter, back);
  }

  @GET
  @Path("/{id}")
  public TemplateInstance one(
      @PathParam("id") UUID id, @QueryParam(Tickets.AGAIN) @Nullable String ticket) {
    Review review = find(id);
    Identity identity = files.identity(review);
    Again again = tickets.again(ticket);
    return desk.file(
        review,
        identity,
        Answer.of(again),
        review.closed() == null ? again.error() : null,
        Overtaken.news(again, review, identity));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Path("/{id}")
  public Response decide(@PathParam("id") UUID id, MultivaluedMap<String, String> form) {
    viewer.require(Deed.DECIDE_OWN);
    Review review = find(id);
    Identity identity = files.identity(review);
    Answer answer = Answer.of(form);
    Long seen = answer.seen();
    if (seen == null) {
      throw new BadRequestException("open the review's page and send its form");
    }
    try {
      Verdict verdict =
          answer.verdict(identity.allowance().scopes().stream().sorted().toList(), when.zone());
      verdicts.decide(id, verdict, seen);
      return onward(review, identity, answer);
    } catch (BadRequestException e) {
      return tickets.back(Filter.ADDRESS + "/" + id, answer.fields(), e);
    } catch (StaleVersion | AlreadyDecided e) {
      return meanwhile(id, answer);
    } catch (ChangeRefused e) {
      if (e.rule() == Rule.NOT_YOURS) {
        throw e;
      }
      return tickets.back(
          Filter.ADDRESS + "/" + id, answer.fields(), String.valueOf(e.getMessage()));
    }
  }

  private Response onward(Review review, Identity identity, Answer answer) {
    boolean ofOthers = desk.isOfOthers(identity);
    String next = desk.next(review, identity);
    message.leave(
        "%s: %s.%s"
            .formatted(
                name(identity),
                words(answer.verdict(), 1),
                ofOthers ? "" : " " + left(desk.steps())));
    String table = ofOthers ? Filter.ADDRESS + "?whose=all" : Filter.ADDRESS;
    return Response.seeOther(URI.create(next == null ? table : next)).build();
  }

  private static String left(Steps steps) {
    if (steps.isMany()) {
      return "More than %,d are left.".formatted(AwaitedVerdicts.MANY);
    }
    return steps.open() == 0 ? "No review is left for you." : steps.open() + " left.";
  }

  /** Somebody was faster. What was typed stays, and nothing is decided by it. */
  private Response meanwhile(UUID id, Answer answer) {
    Review review = find(id);
    return tickets.back(
        Filter.ADDRESS + "/" + id, Overtaken.fields(answer, review, files.identity(review)));
  }

  private Review find(UUID id) {
    return reviews
        .find(id)
        .filter(review -> desk.maySee(files.identity(review)))
        .orElseThrow(() -> new NotFoundException("no review " + id + " that is yours to see"));
  }

  private static String name(Identity identity) {
    String name = identity.profile().displayName();
    return name == null ? identity.profile().userName() : name;
  }

  static String words(String verdict, int many) {
    return switch (verdict) {
      case "approve" -> "approved";
      case "limit" -> "limited";
      case "revoke" -> "revoked for good";
      default -> many == 1 ? "left to others" : "reviews left to others";
    };
  }
}
