package dev.steward.console.orphan;

import dev.steward.adoption.Adopted;
import dev.steward.adoption.Adoptions;
import dev.steward.adoption.Adoptions.Order;
import dev.steward.adoption.Candidate;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.ShadowReport;
import dev.steward.adoption.Template;
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
import dev.steward.identity.Owner.Role;
import dev.steward.people.People;
import dev.steward.people.Person;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Putting clients that nobody registered before people to answer for them. */
@Path(ShadowAdoptionResource.DESK)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ShadowAdoptionResource {

  static final String DESK = "/console/shadows/adoptions";

  private final Viewer viewer;
  private final Caller caller;
  private final ShadowReport report;
  private final Adoptions adoptions;
  private final People people;
  private final Tickets tickets;

  ShadowAdoptionResource(
      Viewer viewer,
      Caller caller,
      ShadowReport report,
      Adoptions adoptions,
      People people,
      Tickets tickets) {
    this.viewer = viewer;
    this.caller = caller;
    this.report = report;
    this.adoptions = adoptions;
    this.people = people;
    this.tickets = tickets;
  }

  @POST
  @Path("/preview")
  public Response choose(@BeanParam PickedShadows picked) {
    viewer.require(Deed.ADOPT);
    Map<String, List<String>> fields = picked.asLeft();
    try {
      fields.put("client", picked.toAskAbout(report));
      orders(fields);
    } catch (BadRequestException e) {
      return tickets.back(ShadowListResource.PATH, fields, e);
    }
    return tickets.preview(DESK, fields);
  }

  @GET
  @Path("/preview/{ticket}")
  public AdoptionPreview preview(@PathParam("ticket") UUID ticket) {
    List<Adopted> lines = adoptions.preview(chosen(ticket));
    return AdoptionPreview.of(
        ticket, lines, names(lines), tickets.form(ticket, ShadowListResource.PATH));
  }

  /** Those that somebody chose, to be done or to be looked at. */
  private List<Order> chosen(UUID ticket) {
    viewer.require(Deed.ADOPT);
    return orders(tickets.fields(ticket));
  }

  private Map<String, String> names(List<Adopted> lines) {
    Set<String> asked =
        lines.stream()
            .flatMap(line -> line.candidates().stream())
            .map(Candidate::person)
            .collect(Collectors.toSet());
    return people.known(asked).values().stream()
        .collect(Collectors.toMap(Person::id, Person::userName));
  }

  @POST
  public Response adopt(@FormParam("ticket") @Nullable UUID ticket) {
    UUID seen = Tickets.seen(ticket);
    List<Order> orders = chosen(seen);
    Actor actor = caller.actor().inBulk(seen.toString());
    return tickets.once(
        DESK,
        seen,
        "Ask people to answer for " + ShadowList.clients(orders.size()),
        () -> {
          List<Adopted> adopted = adoptions.open(orders, actor);
          Map<String, String> names = names(adopted);
          return adopted.stream().map(one -> result(one, names)).toList();
        });
  }

  @GET
  @Path(Tickets.REPORT)
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return tickets.report(ticket, ShadowListResource.PATH, "Shadows");
  }

  private static List<Order> orders(Map<String, List<String>> fields) {
    List<String> clients = Chosen.ticked(fields.get("client"), Adoptions.MOST_AT_ONCE);
    Template template =
        new Template(
            null,
            null,
            null,
            null,
            null,
            Given.text(Chosen.one(fields, "tier")),
            Given.text(Chosen.one(fields, "purpose")),
            Given.text(Chosen.one(fields, "environment")),
            null,
            Chosen.words(Chosen.one(fields, "controls")),
            null);
    try {
      template.check();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()), e);
    }
    List<Named> named =
        Chosen.words(Chosen.one(fields, "owners")).stream()
            .map(word -> new Named(word, Role.OWNER))
            .toList();
    return clients.stream().map(one -> new Order(one, template, named)).toList();
  }

  /** What became of one, and who is asked about it. */
  private static Result result(Adopted adopted, Map<String, String> names) {
    String asked =
        adopted.candidates().stream()
            .filter(one -> one.answer() == Candidate.Answer.ASKED)
            .map(one -> names.getOrDefault(one.person(), one.person()))
            .collect(Collectors.joining(", "));
    return new Result(
        Objects.requireNonNullElse(adopted.clientId(), adopted.client()),
        null,
        switch (adopted.outcome()) {
          case ASKED, WOULD_ASK -> Outcome.DONE;
          case UNCHANGED -> Outcome.UNCHANGED;
          case REFUSED -> Outcome.REFUSED;
        },
        asked.isEmpty() ? adopted.detail() : "asked: " + asked);
  }
}
