package dev.steward.console.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.address.AddressPart;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Labels;
import dev.steward.console.Viewer;
import dev.steward.console.realm.RealmList.Line;
import dev.steward.delivery.GovernedRealms;
import dev.steward.problem.Queries;
import dev.steward.usage.Usage;
import dev.steward.usage.Uses;
import dev.steward.usage.Uses.Observed;
import dev.steward.usage.Uses.Place;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The realms that are governed. */
@Path("/console/realms")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RealmListResource {

  private static final int PAGE = 50;
  private static final int DAYS = 30;

  /** For putting all of them in order, which takes longer the more there are. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Viewer viewer;
  private final GovernedRealms realms;
  private final Uses uses;
  private final Usage usage;
  private final ObjectMapper json;
  private final Clock clock;

  RealmListResource(
      Viewer viewer,
      GovernedRealms realms,
      Uses uses,
      Usage usage,
      ObjectMapper json,
      Clock clock) {
    this.viewer = viewer;
    this.realms = realms;
    this.uses = uses;
    this.usage = usage;
    this.json = json;
    this.clock = clock;
  }

  @GET
  public RealmList show(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after,
      @QueryParam("below") @Nullable String below) {
    viewer.require(Deed.SEE_EVERYTHING);
    LocalDate last = day(to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate first = day(from, last.minusDays(DAYS - 1L));
    if (first.isAfter(last)) {
      throw new BadRequestException("the first day is not after the last one");
    }
    String client = Given.text(after);
    boolean byId = client != null && Given.text(below) == null;
    Optional<List<Observed>> most =
        byId ? Optional.empty() : uses.most(first, last, place(client, below), PAGE + 1, PATIENCE);
    List<Observed> found =
        most.orElseGet(() -> uses.observed(first, last, byId ? client : null, PAGE + 1));
    List<Observed> shown = found.stream().limit(PAGE).toList();
    String begin = "/console/realms?from=%s&to=%s".formatted(first, last);
    return new RealmList(
        realms.all(),
        realms.sealingKey(),
        first,
        last,
        usage.countedSince().orElse(null),
        shown.stream().map(this::line).toList(),
        most.isPresent(),
        client == null ? null : begin,
        found.size() > PAGE ? begin + next(shown.getLast(), most.isPresent()) : null);
  }

  private static Place place(@Nullable String client, @Nullable String below) {
    return client == null
        ? Place.FIRST
        : new Place(
            Given.read(Given.A_PLACE, () -> Queries.number("below", below, 0, 0, Long.MAX_VALUE)),
            client);
  }

  private static String next(Observed last, boolean most) {
    String after = "&after=" + AddressPart.of(last.client());
    return most ? after + "&below=" + last.wouldHaveDenied() : after;
  }

  private Line line(Observed observed) {
    String name = Objects.requireNonNullElse(observed.clientId(), observed.client());
    return new Line(
        name,
        observed.identity() == null
            ? "/console/shadows?name=" + AddressPart.of(name)
            : "/console/identities/" + observed.identity(),
        observed.identity() != null,
        observed.wouldHaveDenied(),
        observed.issued(),
        reasons(observed.reasons()),
        observed.lastDay());
  }

  private List<String> reasons(String counts) {
    List<String> reasons = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonNode> one : json.readTree(counts).properties()) {
        reasons.add("%s (%d)".formatted(Labels.sentence(one.getKey()), one.getValue().asLong()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return reasons;
  }

  private static LocalDate day(@Nullable String text, LocalDate otherwise) {
    return Given.read(Given.A_DAY, () -> Queries.day("day", Given.text(text), otherwise));
  }
}
