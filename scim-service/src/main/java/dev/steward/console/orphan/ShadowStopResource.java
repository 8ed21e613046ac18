package dev.steward.console.orphan;

import dev.steward.adoption.Adoptions;
import dev.steward.adoption.ShadowLine;
import dev.steward.adoption.ShadowReport;
import dev.steward.adoption.ShadowStop;
import dev.steward.adoption.ShadowStopped;
import dev.steward.adoption.ShadowStops;
import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Chosen;
import dev.steward.console.errand.ErrandReport;
import dev.steward.console.errand.Tickets;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.identity.Actor;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stopping clients that nobody registered: what it would do, then doing it once. */
@Path(ShadowStopResource.DESK)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ShadowStopResource {

  static final String DESK = "/console/shadows/stops";

  private final Viewer viewer;
  private final Caller caller;
  private final ShadowReport report;
  private final ShadowStops stops;
  private final Tickets tickets;

  ShadowStopResource(
      Viewer viewer, Caller caller, ShadowReport report, ShadowStops stops, Tickets tickets) {
    this.viewer = viewer;
    this.caller = caller;
    this.report = report;
    this.stops = stops;
    this.tickets = tickets;
  }

  /** What somebody chose, read and found to be possible. */
  private record Wanted(ShadowStop stop, List<String> clients, String reason) {}

  @POST
  @Path("/preview")
  public Response choose(@BeanParam PickedShadows picked) {
    Map<String, List<String>> fields = picked.asLeft();
    try {
      read(picked.stop());
      fields.put("client", picked.toStop(report));
      wanted(fields);
    } catch (BadRequestException e) {
      return tickets.back(ShadowListResource.PATH, fields, e);
    }
    return tickets.preview(DESK, fields);
  }

  @GET
  @Path("/preview/{ticket}")
  public ShadowStopPreview preview(
      @PathParam("ticket") UUID ticket, @QueryParam(Tickets.MISTYPED) @Nullable String mistyped) {
    ShadowStopPreview preview = preview(ticket, wanted(tickets.fields(ticket)));
    return tickets.isMistyped(ticket, mistyped) ? preview.mistyped() : preview;
  }

  private ShadowStopPreview preview(UUID ticket, Wanted wanted) {
    Map<Boolean, List<ShadowStopped>> byRefusal =
        stops.preview(wanted.clients(), wanted.stop(), caller.actor()).stream()
            .collect(Collectors.partitioningBy(ShadowStopped::isRefused));
    List<ShadowLine> lines =
        report.of(
            byRefusal.getOrDefault(false, List.of()).stream().map(ShadowStopped::client).toList());
    return new ShadowStopPreview(
        ticket,
        verb(wanted.stop()),
        wanted.stop(),
        wanted.reason(),
        lines,
        lines.stream().filter(line -> line.adoption() != null).count(),
        byRefusal.getOrDefault(true, List.of()),
        lines.size() == 1 ? lines.getFirst().clientId() : String.valueOf(lines.size()),
        tickets.form(ticket, ShadowListResource.PATH),
        null);
  }

  private static String verb(ShadowStop stop) {
    return stop.isFinal() ? "Revoke" : "Suspend";
  }

  @POST
  public Response stop(
      @FormParam("ticket") @Nullable UUID ticket, @FormParam("typed") @Nullable String typed) {
    UUID seen = Tickets.seen(ticket);
    if (tickets.isUsed(seen)) {
      return Tickets.report(DESK, seen);
    }
    Wanted wanted = wanted(tickets.fields(seen));
    if (wanted.stop().isFinal()) {
      ShadowStopPreview preview = preview(seen, wanted);
      if (!preview.token().equals(Given.text(typed))) {
        return Tickets.mistyped(DESK, seen);
      }
    }
    int many = wanted.clients().size();
    Actor actor = caller.actor().inBulk(seen.toString());
    return tickets.once(
        DESK,
        seen,
        "%s: %s that nobody registered".formatted(verb(wanted.stop()), ShadowList.clients(many)),
        () ->
            stops.stop(wanted.clients(), wanted.stop(), wanted.reason(), actor).stream()
                .map(ShadowStopResource::result)
                .toList());
  }

  @GET
  @Path(Tickets.REPORT)
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return tickets.report(ticket, ShadowListResource.PATH, "Shadows");
  }

  private Wanted wanted(Map<String, List<String>> fields) {
    return new Wanted(
        read(Chosen.one(fields, "stop")),
        Chosen.ticked(fields.get("client"), Adoptions.MOST_AT_ONCE),
        Chosen.reason(Chosen.one(fields, "reason")));
  }

  /** What somebody wants, if they may: nobody else learns which clients there are. */
  private ShadowStop read(@Nullable String word) {
    ShadowStop stop =
        switch (String.valueOf(word)) {
          case "suspend" -> ShadowStop.SUSPEND;
          case "revoke" -> ShadowStop.REVOKE;
          default -> throw new BadRequestException("choose whether to suspend or to revoke");
        };
    viewer.require(stop == ShadowStop.SUSPEND ? Deed.SUSPEND : Deed.REVOKE);
    return stop;
  }

  private static Result result(ShadowStopped stopped) {
    return new Result(
        Objects.requireNonNullElse(stopped.clientId(), stopped.client()),
        stopped.identity(),
        stopped.isRefused() ? Outcome.REFUSED : Outcome.DONE,
        stopped.detail());
  }
}
