package dev.steward.certification;

import dev.steward.certification.ReviewQueue.Place;
import dev.steward.identity.Identity;
import dev.steward.identity.Standing;
import dev.steward.problem.Problems;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import io.quarkus.security.PermissionsAllowed;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Reviews, for those who decide them. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class ReviewResource {

  private static final int PAGE = 50;
  private static final int LONGEST_PAGE = 500;

  private final Reviews reviews;
  private final Verdicts verdicts;
  private final Court court;
  private final Identities identities;
  private final Clock clock;

  ReviewResource(
      Reviews reviews, Verdicts verdicts, Court court, Identities identities, Clock clock) {
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.court = court;
    this.identities = identities;
    this.clock = clock;
  }

  /** A page of open reviews; {@code next} is the {@code after} of the following one. */
  public record Page(List<OpenReview> reviews, @Nullable String next) {}

  /** A verdict as a reviewer sends it. */
  public record Decision(
      @Nullable String verdict,
      @Nullable String reason,
      @Nullable Long version,
      @Nullable List<String> scopes,
      @Nullable String validUntil) {}

  /**
   * What came of a verdict.
   *
   * @param version the identity's version, which the verdict made
   */
  public record Result(
      UUID review,
      UUID identity,
      String verdict,
      String reason,
      String reviewer,
      long version,
      Standing standing,
      LocalDate reviewDue,
      Instant goodUntil) {}

  @GET
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Open reviews, the most urgent first",
      description = "One's own; with the realm role steward-admin everybody's, unless mine=true.")
  public Page open(
      @QueryParam("mine") @Nullable String mine,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    int size = (int) Queries.number("limit", limit, PAGE, 1, LONGEST_PAGE);
    boolean all = court.isAdmin() && !Queries.flag("mine", mine);
    Place place = place(after);
    List<OpenReview> open =
        reviews.open(
            all ? null : court.subject(),
            place == null ? null : place.due(),
            place == null ? null : place.review(),
            size + 1);
    List<OpenReview> shown = open.stream().limit(size).toList();
    return new Page(
        shown,
        open.size() > size ? new Place(shown.getLast().due(), shown.getLast().id()).text() : null);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("reviews:decide")
  @Operation(summary = "What there is to decide on: the identity as it is now")
  public ReviewedIdentity read(@PathParam("id") UUID id) {
    Review review = reviews.find(id).orElseThrow(() -> noSuchReview(id));
    Identity identity = identities.find(review.identity()).orElseThrow().identity();
    if (!court.maySee(identity)) {
      throw noSuchReview(id);
    }
    return ReviewedIdentity.of(review, identity, clock.instant());
  }

  @POST
  @Path("/{id}/verdict")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Decide a review",
      description =
          "approve, limit (with scopes or validUntil), revoke or abstain; version is the one that"
              + " the reviewer saw, and the verdict is refused when there is a newer one.")
  public Result decide(@PathParam("id") UUID id, @Nullable Decision decision) {
    if (decision == null || decision.version() == null) {
      throw new BadRequestException(
          "send {\"verdict\", \"reason\", \"version\"}, the version being the one you saw");
    }
    refuseLimitsOfNoLimit(decision);
    Verdict verdict =
        Verdict.read(
            decision.verdict(), decision.reason(), decision.scopes(), decision.validUntil());
    try {
      return verdicts
          .decide(id, verdict, decision.version())
          .map(this::result)
          .orElseThrow(() -> noSuchReview(id));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }

  /** Who names scopes to keep does not want all of them approved. */
  private static void refuseLimitsOfNoLimit(Decision decision) {
    if (!"limit".equalsIgnoreCase(decision.verdict())
        && (decision.scopes() != null || decision.validUntil() != null)) {
      throw new BadRequestException("scopes and validUntil belong to the verdict limit alone");
    }
  }

  @ServerExceptionMapper
  Response decidedBefore(Verdicts.AlreadyDecided e, UriInfo uri) {
    return Problems.refusal(uri, 409, "ALREADY_DECIDED", e.getMessage());
  }

  private Result result(Verdicts.Decided decided) {
    Identity identity = identities.find(decided.review().identity()).orElseThrow().identity();
    return new Result(
        decided.review().id(),
        identity.id().value(),
        decided.verdict().name().toLowerCase(Locale.ROOT),
        decided.verdict().reason(),
        decided.reviewer(),
        decided.version(),
        identity.standing(clock.instant()),
        identity.reviewDue(),
        identity.goodUntil());
  }

  private static NotFoundException noSuchReview(UUID id) {
    return new NotFoundException("no review " + id + " that is yours to see");
  }

  private static @Nullable Place place(@Nullable String after) {
    try {
      return after == null ? null : Place.read(after);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("after is the 'next' of an earlier page", e);
    }
  }
}
