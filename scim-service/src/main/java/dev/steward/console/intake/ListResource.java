package dev.steward.console.intake;

import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Again;
import dev.steward.console.errand.ErrandReport;
import dev.steward.console.errand.Tickets;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.identity.Actor;
import dev.steward.intake.Imported;
import dev.steward.intake.SheetImports;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Taking in a list that was kept elsewhere: what it would do, then doing it once. */
@Path(ListResource.DESK)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ListResource {

  static final String DESK = "/console/shadows/lists";

  private final Viewer viewer;
  private final Caller caller;
  private final SheetImports sheets;
  private final Tickets tickets;

  ListResource(Viewer viewer, Caller caller, SheetImports sheets, Tickets tickets) {
    this.viewer = viewer;
    this.caller = caller;
    this.sheets = sheets;
    this.tickets = tickets;
  }

  @GET
  public ListForm form(@QueryParam(Tickets.AGAIN) @Nullable String again) {
    viewer.require(Deed.ADOPT);
    Again before = tickets.again(again);
    return new ListForm(before.error(), before.text("typed"));
  }

  @POST
  @Path("/preview")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response choose(
      @RestForm("list") @Nullable FileUpload file, @RestForm("typed") @Nullable String typed) {
    viewer.require(Deed.ADOPT);
    String pasted = typed == null ? "" : typed;
    byte[] list = file == null || file.size() == 0 ? bytes(pasted) : bytes(file);
    try {
      requireSomething(file, pasted);
      sheets.preview(list);
    } catch (BadRequestException e) {
      return tickets.back(DESK, Map.of("typed", List.of(pasted)), e);
    }
    return tickets.preview(DESK, Map.of("list", List.of(text(list)), "typed", List.of(pasted)));
  }

  /** A browser sends a file without a name for a field in which none was chosen. */
  private static void requireSomething(@Nullable FileUpload file, String pasted) {
    if (pasted.isBlank() && (file == null || file.fileName().isEmpty())) {
      throw new BadRequestException("choose a file, or paste the rows of a list");
    }
  }

  @GET
  @Path("/preview/{ticket}")
  public ListPreview preview(@PathParam("ticket") UUID ticket) {
    return ListPreview.of(
        ticket, sheets.preview(list(ticket)), tickets.form(ticket, ListResource.DESK));
  }

  @POST
  public Response take(@FormParam("ticket") @Nullable UUID ticket) {
    UUID seen = Tickets.seen(ticket);
    byte[] list = list(seen);
    Actor actor = caller.actor().inBulk(seen.toString());
    return tickets.once(
        DESK,
        seen,
        "Take in a list",
        () -> sheets.take(list, actor).rows().stream().map(ListResource::result).toList());
  }

  @GET
  @Path(Tickets.REPORT)
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return tickets.report(ticket, "/console/shadows", "Shadows");
  }

  private byte[] list(UUID ticket) {
    viewer.require(Deed.ADOPT);
    return bytes(new Again(tickets.fields(ticket), null).text("list"));
  }

  private static Result result(Imported row) {
    return new Result(
        row.name(),
        row.identity(),
        switch (row.outcome()) {
          case ASKED, WOULD_ASK, REGISTERED, WOULD_REGISTER -> Outcome.DONE;
          case UNCHANGED -> Outcome.UNCHANGED;
          case REFUSED -> Outcome.REFUSED;
        },
        switch (row.outcome()) {
          case ASKED -> "somebody is asked to answer for it";
          case REGISTERED -> "it is a proposal now";
          default -> row.detail();
        });
  }

  private static byte[] bytes(FileUpload file) {
    try {
      return Files.readAllBytes(file.uploadedFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] list) {
    return new String(list, StandardCharsets.UTF_8);
  }
}
