package dev.steward.console.orphan;

import dev.steward.adoption.Adopted;
import dev.steward.adoption.Adoptions;
import dev.steward.adoption.Adoptions.Order;
import dev.steward.adoption.Candidate;
import dev.steward.adoption.Flag;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.ShadowReport;
import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.adoption.ShadowReport.Part;
import dev.steward.adoption.Template;
import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.errand.Choices;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.errand.Errands;
import dev.steward.identity.Actor;
import dev.steward.identity.Owner.Role;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.table.CsvAnswer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clients that nobody registered, and how they are put before people to answer for them. */
@Path("/console/shadows")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ShadowListResource {

  private static final int PAGE = 50;

  /** Who may answer for them is worked out for those shown, too late to be looked for. */
  private static final List<Flag> LOOKED_FOR =
      Arrays.stream(Flag.values()).filter(flag -> flag != Flag.NO_PROPOSAL).toList();

  private static final int LONGEST_NAME = 255;

  private final Viewer viewer;
  private final Caller caller;
  private final ShadowReport report;
  private final Adoptions adoptions;
  private final People people;
  private final Choices choices;
  private final Errands errands;

  ShadowListResource(
      Viewer viewer,
      Caller caller,
      ShadowReport report,
      Adoptions adoptions,
      People people,
      Choices choices,
      Errands errands) {
    this.viewer = viewer;
    this.caller = caller;
    this.report = report;
    this.adoptions = adoptions;
    this.people = people;
    this.choices = choices;
    this.errands = errands;
  }

  @GET
  public ShadowList show(
      @QueryParam("name") @Nullable String name,
      @QueryParam("flag") @Nullable List<String> flag,
      @QueryParam("after") @Nullable String after) {
    viewer.require(Deed.SEE_EVERYTHING);
    String part = Given.text(name);
    if (part != null && part.length() > LONGEST_NAME) {
      throw new BadRequestException("no client has a name of more than 255 characters");
    }
    Set<Flag> flags = flags(flag);
    Part found = report.part(new Filter(part, flags), Given.text(after), PAGE);
    String query = query(part, flags);
    return new ShadowList(
        report.count(),
        part,
        LOOKED_FOR,
        flags,
        found.lines(),
        viewer.may(Deed.ADOPT),
        Adoptions.MOST_AT_ONCE,
        found.next() == null
            ? null
            : "/console/shadows?%s&after=%s".formatted(query, found.next()));
  }

  private static Set<Flag> flags(@Nullable List<String> words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (String word : words == null ? List.<String>of() : words) {
      flags.add(
          Arrays.stream(Flag.values())
              .filter(flag -> flag.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new BadRequestException("there is no flag " + word)));
    }
    return flags;
  }

  private static String query(@Nullable String name, Set<Flag> flags) {
    String named = name == null ? "" : "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return flags.stream()
        .map(flag -> "&flag=" + flag.word())
        .collect(Collectors.joining("", named, ""));
  }

  @GET
  @Path("/table.csv")
  @Produces(MediaType.WILDCARD)
  public Response table() {
    viewer.require(Deed.SEE_EVERYTHING);
    return CsvAnswer.of("shadows.csv", ShadowReport.COLUMNS, report::write);
  }

  @POST
  @Path("/adoptions/preview")
  public Response choose(
      @FormParam("client") @Nullable List<String> client,
      @FormParam("tier") @Nullable String tier,
      @FormParam("purpose") @Nullable String purpose,
      @FormParam("environment") @Nullable String environment,
      @FormParam("owners") @Nullable String owners) {
    viewer.require(Deed.ADOPT);
    List<Order> orders = orders(client, tier, purpose, environment, owners);
    Map<String, List<String>> fields = new HashMap<>();
    fields.put("client", orders.stream().map(Order::client).toList());
    fields.put("tier", Chosen.field(tier));
    fields.put("purpose", Chosen.field(purpose));
    fields.put("environment", Chosen.field(environment));
    fields.put("owners", Chosen.field(owners));
    UUID ticket = choices.keep(viewer.person(), fields);
    return Response.seeOther(URI.create("/console/shadows/adoptions/preview/" + ticket)).build();
  }

  @GET
  @Path("/adoptions/preview/{ticket}")
  public AdoptionPreview preview(@PathParam("ticket") UUID ticket) {
    viewer.require(Deed.ADOPT);
    Map<String, List<String>> chosen =
        choices
            .find(ticket, viewer.person())
            .orElseThrow(() -> new NotFoundException("you have chosen nothing here lately"));
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("tier", "purpose", "environment", "owners")) {
      fields.put(name, Objects.requireNonNullElse(Chosen.one(chosen, name), ""));
    }
    List<Adopted> lines =
        adoptions.preview(
            orders(
                chosen.get("client"),
                fields.get("tier"),
                fields.get("purpose"),
                fields.get("environment"),
                fields.get("owners")));
    return AdoptionPreview.of(ticket, fields, lines, names(lines));
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
  @Path("/adoptions")
  public Response adopt(
      @FormParam("ticket") @Nullable UUID ticket,
      @FormParam("client") @Nullable List<String> client,
      @FormParam("tier") @Nullable String tier,
      @FormParam("purpose") @Nullable String purpose,
      @FormParam("environment") @Nullable String environment,
      @FormParam("owners") @Nullable String owners) {
    viewer.require(Deed.ADOPT);
    if (ticket == null) {
      throw new BadRequestException("look at the preview first, and send the form that is there");
    }
    List<Order> orders = orders(client, tier, purpose, environment, owners);
    Actor actor = caller.actor().inBulk(ticket.toString());
    errands.once(
        ticket,
        "Ask people to answer for %d clients".formatted(orders.size()),
        viewer.person(),
        () -> adoptions.open(orders, actor).stream().map(ShadowListResource::result).toList());
    return Response.seeOther(URI.create("/console/shadows/adoptions/" + ticket)).build();
  }

  @GET
  @Path("/adoptions/{ticket}")
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return errands
        .find(ticket, viewer.person())
        .map(errand -> ErrandReport.of(errand, "/console/shadows", "Shadows"))
        .orElseThrow(() -> new NotFoundException("you have asked for nothing under this address"));
  }

  private static List<Order> orders(
      @Nullable List<String> client,
      @Nullable String tier,
      @Nullable String purpose,
      @Nullable String environment,
      @Nullable String owners) {
    List<String> clients = Chosen.ticked(client, Adoptions.MOST_AT_ONCE);
    Template template =
        new Template(
            null,
            null,
            null,
            Given.text(tier),
            Given.text(purpose),
            Given.text(environment),
            null,
            null,
            null);
    try {
      template.check();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
    List<Named> named =
        Chosen.words(owners).stream().map(word -> new Named(word, Role.OWNER)).toList();
    return clients.stream().map(one -> new Order(one, template, named)).toList();
  }

  private static Result result(Adopted adopted) {
    return new Result(
        Objects.requireNonNullElse(adopted.clientId(), adopted.client()),
        null,
        switch (adopted.outcome()) {
          case ASKED, WOULD_ASK -> Outcome.DONE;
          case UNCHANGED -> Outcome.UNCHANGED;
          case REFUSED -> Outcome.REFUSED;
        },
        adopted.detail());
  }
}
