package dev.steward.console.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Sentences;
import dev.steward.console.Viewer;
import dev.steward.evidence.LedgerBrowser;
import dev.steward.evidence.LedgerBrowser.Inclusion;
import dev.steward.evidence.LedgerBrowser.Placed;
import dev.steward.evidence.LedgerChecks;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import dev.steward.ledger.Hash;
import dev.steward.people.People;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger: its entries, what proves them, and having all of it checked. */
@Path("/console/ledger")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LedgerRoomResource {

  private static final int PAGE = 50;
  private static final int BAD_REQUEST = 400;

  /** A small ledger is checked while the browser waits, a large one beside it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Viewer viewer;
  private final LedgerBrowser browser;
  private final LedgerChecks checks;
  private final People people;
  private final Identities identities;
  private final ObjectMapper json;
  private final LedgerFilters filters;

  LedgerRoomResource(
      Viewer viewer,
      LedgerBrowser browser,
      LedgerChecks checks,
      People people,
      Identities identities,
      ObjectMapper json,
      LedgerFilters filters) {
    this.viewer = viewer;
    this.browser = browser;
    this.checks = checks;
    this.people = people;
    this.identities = identities;
    this.json = json;
    this.filters = filters;
  }

  /** That an entry is in the tree, for a program that checks it; hashes are base64. */
  public record Proof(
      long position, long size, String root, String leaf, List<String> path, String entry) {}

  /** What cannot be read of a filter is said where it was filled in. */
  @GET
  public Response list(@BeanParam Wanted wanted) {
    viewer.require(Deed.SEE_EVERYTHING);
    try {
      return Response.ok(page(wanted, found(wanted), null)).build();
    } catch (BadRequestException e) {
      String why = Sentences.of(String.valueOf(e.getMessage()));
      return Response.status(BAD_REQUEST).entity(page(wanted, List.of(), why)).build();
    }
  }

  private List<Placed> found(Wanted wanted) {
    String before = Given.text(wanted.before());
    return browser.page(
        filters.read(wanted),
        before == null
            ? null
            : Given.read(
                Given.A_PLACE, () -> Queries.number("before", before, -1, 0, Long.MAX_VALUE)),
        PAGE + 1);
  }

  private EntryList page(Wanted wanted, List<Placed> found, @Nullable String trouble) {
    List<Placed> shown = found.stream().limit(PAGE).toList();
    return new EntryList(
        wanted,
        trouble,
        browser.events(),
        shown,
        Authors.of(shown.stream().map(placed -> placed.entry().actor()).toList(), people),
        identities.labels(
            shown.stream().map(LedgerRoomResource::identity).filter(Objects::nonNull).toList()),
        browser.newest().orElse(null),
        checks.newest().orElse(null),
        browser.unsealed(),
        Given.text(wanted.before()) == null ? null : wanted.begin(),
        found.size() > PAGE
            ? "/console/ledger?%s&before=%d".formatted(wanted.query(), shown.getLast().position())
            : null);
  }

  private static @Nullable UUID identity(Placed placed) {
    Id id = placed.entry().identity();
    return id == null ? null : id.value();
  }

  @GET
  @Path("/{position: \\d{1,18}}")
  public EntryPage entry(@PathParam("position") long position) {
    viewer.require(Deed.SEE_EVERYTHING);
    Placed placed = find(position);
    Actor actor = placed.entry().actor();
    UUID identity = identity(placed);
    return new EntryPage(
        placed,
        Authors.of(List.of(actor), people).getOrDefault(actor.subject(), actor.subject()),
        identity == null ? null : identities.labels(List.of(identity)).get(identity),
        pretty(placed),
        browser.inclusion(placed).orElse(null));
  }

  private Placed find(long position) {
    return browser
        .find(position)
        .orElseThrow(
            () -> new NotFoundException("the ledger has no entry in place " + position + " yet"));
  }

  private String pretty(Placed placed) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(placed.entry().detail());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @GET
  @Path("/{position: \\d{1,18}}/proof.json")
  @Produces(MediaType.WILDCARD)
  public Response proof(@PathParam("position") long position) {
    viewer.require(Deed.SEE_EVERYTHING);
    Placed placed = find(position);
    Inclusion inclusion =
        browser
            .inclusion(placed)
            .orElseThrow(
                () -> new NotFoundException("no checkpoint covers this entry yet; try again"));
    Proof proof =
        new Proof(
            position,
            inclusion.checkpoint().size(),
            inclusion.checkpoint().root().base64(),
            placed.leaf().base64(),
            inclusion.proof().path().stream().map(Hash::base64).toList(),
            placed.text());
    return download(proof, MediaType.APPLICATION_JSON, "proof-%d.json".formatted(position));
  }

  @GET
  @Path("/checkpoint.txt")
  @Produces(MediaType.WILDCARD)
  public Response checkpoint() {
    viewer.require(Deed.SEE_EVERYTHING);
    return download(
        browser
            .note()
            .orElseThrow(
                () -> new NotFoundException("nothing has been sealed yet; ask again soon")),
        MediaType.TEXT_PLAIN,
        "checkpoint.txt");
  }

  private static Response download(Object content, String type, String file) {
    return Response.ok(content)
        .type(type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .build();
  }

  /**
   * Changes nothing, so that whoever may see all of it may have it checked. Leads back to the
   * entries that they looked at.
   */
  @POST
  @Path("/checks")
  public Response check(@BeanParam Wanted wanted) {
    viewer.require(Deed.SEE_EVERYTHING);
    checks.ask(viewer.person(), PATIENCE);
    return Response.seeOther(URI.create("/console/ledger" + wanted.here() + "#check")).build();
  }
}
