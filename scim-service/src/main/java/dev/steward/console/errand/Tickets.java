package dev.steward.console.errand;

import dev.steward.console.Given;
import dev.steward.console.Sentences;
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

  /** Where at a desk it stands what became of it; a page before that is called in words. */
  public static final String REPORT = "/{ticket: [0-9a-fA-F]+-[0-9a-fA-F-]+}";

  /** What an address calls the ticket under which a form was filled in before. */
  public static final String AGAIN = "again";

  /** What an address says when something else was typed than what ends many. */
  public static final String MISTYPED = "mistyped";

  private static final String FROM = "from";
  private static final String ERROR = "error";

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
    return preview(desk, "", fields);
  }

  /** The same where the form says in its address from which part of the list it is. */
  public Response preview(String desk, String query, Map<String, List<String>> fields) {
    return Response.seeOther(URI.create(desk + "/preview/" + kept(fields) + query)).build();
  }

  /** Keeps the fields of a form that will not do, and leads back to it, where that is said. */
  public Response back(String room, Map<String, List<String>> fields, BadRequestException why) {
    return back(room, fields, String.valueOf(why.getMessage()));
  }

  /** The same, with what others than forms are refused with, too. */
  public Response back(String room, Map<String, List<String>> fields, String why) {
    return back(room, refused(fields, why));
  }

  /** The same where the fields tell by themselves what is wrong with them. */
  public Response back(String room, Map<String, List<String>> fields) {
    return Response.seeOther(URI.create(form(kept(fields), room))).build();
  }

  /** The same where it is known how the list is narrowed, wherever the form stood. */
  public Response backTo(String list, Map<String, List<String>> fields, String why) {
    return Response.seeOther(URI.create(filledIn(list, kept(refused(fields, why))))).build();
  }

  private static Map<String, List<String>> refused(Map<String, List<String>> fields, String why) {
    Map<String, List<String>> refused = new HashMap<>(fields);
    refused.put(ERROR, List.of(Sentences.of(why)));
    return refused;
  }

  private UUID kept(Map<String, List<String>> fields) {
    Map<String, List<String>> kept = new HashMap<>();
    fields.forEach((name, values) -> kept.put(name, values.stream().map(Tickets::text).toList()));
    Whence.of(context.request().getHeader(HttpHeaders.REFERER))
        .ifPresent(from -> kept.put(FROM, List.of(from)));
    return choices.keep(viewer.person(), kept);
  }

  /** The database keeps no text with the character that has no sign. */
  private static String text(String value) {
    return value.replace("\0", "");
  }

  /** What was filled in under the ticket that an address names, if the viewer did it. */
  public Again again(@Nullable String ticket) {
    try {
      return Optional.ofNullable(Given.text(ticket))
          .map(UUID::fromString)
          .flatMap(id -> choices.find(id, viewer.person()))
          .map(fields -> new Again(fields, Chosen.one(fields, ERROR)))
          .orElse(Again.NONE);
    } catch (IllegalArgumentException e) {
      return Again.NONE;
    }
  }

  /** The list in which it was chosen, with its filter; the room's own where nobody can tell. */
  public String from(UUID ticket, String room) {
    return Whence.list(
        room,
        choices
            .find(ticket, viewer.person())
            .flatMap(fields -> Optional.ofNullable(Chosen.one(fields, FROM))));
  }

  /** The same list, with the form in it as it was left. */
  public String form(UUID ticket, String room) {
    return filledIn(from(ticket, room), ticket);
  }

  private static String filledIn(String list, UUID ticket) {
    return list + (list.indexOf('?') < 0 ? '?' : '&') + AGAIN + '=' + ticket;
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

  /** Leads back to the preview, where it is said that something else was typed than asked for. */
  public static Response mistyped(String desk, UUID ticket) {
    return mistyped(desk, "", ticket);
  }

  /** The same where the preview says in its address from which part of the list it is. */
  public static Response mistyped(String desk, String query, UUID ticket) {
    String preview = desk + "/preview/" + ticket + query;
    char and = query.isEmpty() ? '?' : '&';
    return Response.seeOther(URI.create(preview + and + MISTYPED + "=yes")).build();
  }

  /** Whether an address says so of what was not begun since. */
  public boolean isMistyped(UUID ticket, @Nullable String said) {
    return Given.text(said) != null && !isUsed(ticket);
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
