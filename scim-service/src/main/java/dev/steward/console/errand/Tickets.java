package dev.steward.console.errand;

import dev.steward.console.Viewer;
import dev.steward.console.Whence;
import dev.steward.errand.Choices;
import dev.steward.errand.Errand.Result;
import dev.steward.errand.Errands;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ticket under which somebody looks at what they chose, has it done once, and reads what became
 * of each. A desk is the address at which one kind of choice is handed in.
 */
@ApplicationScoped
public class Tickets {

  private static final String FROM = "from";

  private final RoutingContext context;
  private final Viewer viewer;
  private final Choices choices;
  private final Errands errands;

  Tickets(RoutingContext context, Viewer viewer, Choices choices, Errands errands) {
    this.context = context;
    this.viewer = viewer;
    this.choices = choices;
    this.errands = errands;
  }

  /** Keeps the fields of a form and where it stood, and leads to what they would do. */
  public Response preview(String desk, Map<String, List<String>> fields) {
    Map<String, List<String>> kept = new HashMap<>(fields);
    Whence.of(context.request().getHeader(HttpHeaders.REFERER))
        .ifPresent(from -> kept.put(FROM, List.of(from)));
    return to(desk + "/preview", choices.keep(viewer.person(), kept));
  }

  /** The list in which it was chosen, with its filter; the room's own where nobody can tell. */
  public String from(UUID ticket, String room) {
    return Whence.list(
        room,
        choices
            .find(ticket, viewer.person())
            .flatMap(fields -> Optional.ofNullable(Chosen.one(fields, FROM))));
  }

  /** The fields that the viewer handed in. */
  public Map<String, List<String>> fields(UUID ticket) {
    return choices
        .find(ticket, viewer.person())
        .orElseThrow(
            () ->
                new NotFoundException(
                    "you have chosen nothing here lately; go back to the list and choose again"));
  }

  /** The ticket of the preview that was looked at. */
  public static UUID seen(@Nullable UUID ticket) {
    if (ticket == null) {
      throw new BadRequestException("look at the preview first, and send the form that is there");
    }
    return ticket;
  }

  /** Whether what it is for was begun before, by the viewer. */
  public boolean isUsed(UUID ticket) {
    return errands.find(ticket, viewer.person()).isPresent();
  }

  /** Does it unless it was begun before, and leads to what became of it. */
  public Response once(String desk, UUID ticket, String what, Supplier<List<Result>> work) {
    errands.once(ticket, what, viewer.person(), work);
    return report(desk, ticket);
  }

  /** Leads to what became of it. */
  public static Response report(String desk, UUID ticket) {
    return to(desk, ticket);
  }

  /**
   * What became of it.
   *
   * @param room the address of the list that it was chosen from
   */
  public ErrandReport report(UUID ticket, String room, String roomTitle) {
    return errands
        .find(ticket, viewer.person())
        .map(errand -> ErrandReport.of(errand, from(ticket, room), roomTitle))
        .orElseThrow(() -> new NotFoundException("you have asked for nothing under this address"));
  }

  private static Response to(String place, UUID ticket) {
    return Response.seeOther(URI.create(place + "/" + ticket)).build();
  }
}
