package dev.steward.adoption;

import dev.steward.adoption.Adopted.Outcome;
import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Adoptions.Order;
import dev.steward.adoption.Answers.Given;
import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
import dev.steward.problem.Problems;
import dev.steward.problem.Queries;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Adoptions, for those who propose them and those who are asked. */
@Path("/adoptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Adoption")
public class AdoptionResource {

  private static final int PAGE = 50;
  private static final int LONGEST_PAGE = 500;
  private static final int LONGEST_REASON = 2_000;

  private final Adoptions adoptions;
  private final AdoptionRows rows;
  private final Answers answers;
  private final Declines declines;
  private final Caller caller;

  AdoptionResource(
      Adoptions adoptions, AdoptionRows rows, Answers answers, Declines declines, Caller caller) {
    this.adoptions = adoptions;
    this.rows = rows;
    this.answers = answers;
    this.declines = declines;
    this.caller = caller;
  }

  /** What came of each client, and how many of each there are. */
  public record Report(
      boolean preview, long asked, long unchanged, long refused, List<Adopted> results) {

    static Report of(boolean preview, List<Adopted> results) {
      return new Report(
          preview,
          count(results, Outcome.ASKED) + count(results, Outcome.WOULD_ASK),
          count(results, Outcome.UNCHANGED),
          count(results, Outcome.REFUSED),
          results);
    }

    private static long count(List<Adopted> results, Outcome outcome) {
      return results.stream().filter(one -> one.outcome() == outcome).count();
    }
  }

  /** A page of adoptions; {@code next} is the {@code after} of the following one. */
  public record Page(List<Adoption> adoptions, @Nullable UUID next) {}

  /** A reason, and whom to ask instead. */
  public record Refusal(@Nullable String reason, @Nullable String instead) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("scim:write")
  @Operation(
      summary = "Ask people to answer for clients that nobody registered",
      description =
          "Nothing about a client changes before somebody accepts. preview=true tells what would"
              + " be done and does nothing.")
  public Report adopt(
      @QueryParam("preview") @Nullable String preview, @Nullable AdoptionWish wish) {
    List<Order> orders = orders(wish);
    boolean only = Queries.flag("preview", preview);
    return Report.of(
        only,
        only
            ? adoptions.preview(orders)
            : adoptions.open(orders, caller.actor().inBulk(UUID.randomUUID().toString())));
  }

  private static List<Order> orders(@Nullable AdoptionWish wish) {
    try {
      return (wish == null ? AdoptionWish.NONE : wish).orders();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }

  @GET
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Adoptions, the oldest first",
      description =
          "Those in which the caller is asked; with the realm role steward-admin everybody's,"
              + " unless mine=true. state is asked (unless it says), accepted, declined or"
              + " withdrawn.")
  public Page list(
      @QueryParam("mine") @Nullable String mine,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    int size = (int) Queries.number("limit", limit, PAGE, 1, LONGEST_PAGE);
    boolean all = caller.isAdministrator() && !Queries.flag("mine", mine);
    State which;
    try {
      which = state == null ? State.ASKED : Template.word("state", state, State.class);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
    List<Adoption> found =
        rows.page(
            which, all ? null : caller.actor().subject(), Queries.uuid("after", after), size + 1);
    return new Page(
        found.stream().limit(size).toList(), found.size() > size ? found.get(size - 1).id() : null);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("reviews:decide")
  @Operation(summary = "What a client would become, and who is asked")
  public Adoption read(@PathParam("id") UUID id) {
    return rows.find(id)
        .filter(adoption -> caller.isAdministrator() || adoption.concerns(caller.actor().subject()))
        .orElseThrow(() -> noSuchAdoption(id));
  }

  @POST
  @Path("/{id}/acceptance")
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Accept to answer for a client",
      description =
          "By the person who is asked. The client is registered, approved and governed from then"
              + " on. Once more does no harm.")
  public Outcomes accept(@PathParam("id") UUID id) {
    return answers.accept(id, person()).map(Outcomes::of).orElseThrow(() -> noSuchAdoption(id));
  }

  @POST
  @Path("/{id}/refusal")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Decline to answer for a client",
      description =
          "With a reason; instead names somebody by id, user name or email. The next one is asked"
              + " then.")
  public Outcomes decline(@PathParam("id") UUID id, @Nullable Refusal refusal) {
    String reason = reason(refusal);
    String instead = refusal == null ? null : refusal.instead();
    try {
      return declines
          .decline(id, person(), reason, instead == null || instead.isBlank() ? null : instead)
          .map(Outcomes::of)
          .orElseThrow(() -> noSuchAdoption(id));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }

  @POST
  @Path("/{id}/withdrawal")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("scim:write")
  @Operation(summary = "Take a proposal back that nobody has accepted")
  public Adoption withdraw(@PathParam("id") UUID id, @Nullable Refusal refusal) {
    return answers
        .withdraw(id, caller.actor(), reason(refusal))
        .orElseThrow(() -> noSuchAdoption(id));
  }

  /**
   * An adoption after an answer; identity and version once it is registered.
   *
   * @param warnings what the person who answered should know
   */
  public record Outcomes(
      Adoption adoption, @Nullable UUID identity, @Nullable Long version, List<String> warnings) {

    static Outcomes of(Given given) {
      return new Outcomes(
          given.adoption(),
          given.identity() == null ? null : given.identity().id().value(),
          given.identity() == null ? null : given.identity().version(),
          given.warnings());
    }
  }

  @ServerExceptionMapper
  Response over(AdoptionClosed e, UriInfo uri) {
    return Problems.refusal(uri, 409, "ADOPTION_CLOSED", e.getMessage());
  }

  private Actor person() {
    return caller.person("answers for a client");
  }

  private static String reason(@Nullable Refusal refusal) {
    String reason = refusal == null || refusal.reason() == null ? "" : refusal.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
      throw new BadRequestException(
          "send {\"reason\": ..} with 1 to %d characters".formatted(LONGEST_REASON));
    }
    return reason;
  }

  private static NotFoundException noSuchAdoption(UUID id) {
    return new NotFoundException("no adoption " + id + " that is yours to see");
  }
}
