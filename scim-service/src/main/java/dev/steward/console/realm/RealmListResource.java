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
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The realms that are governed. */
@Path("/console/realms")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RealmListResource {

  private static final int PAGE = 50;
  private static final int DAYS = 30;

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
      @QueryParam("after") @Nullable String after) {
    viewer.require(Deed.SEE_EVERYTHING);
    LocalDate last = day(to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate first = day(from, last.minusDays(DAYS - 1L));
    if (first.isAfter(last)) {
      throw new BadRequestException("the first day is not after the last one");
    }
    String place = Given.text(after);
    List<Observed> found = uses.observed(first, last, place, PAGE + 1);
    List<Observed> shown = found.stream().limit(PAGE).toList();
    String begin = "/console/realms?from=%s&to=%s".formatted(first, last);
    return new RealmList(
        realms.all(),
        realms.sealingKey(),
        first,
        last,
        usage.countedSince().orElse(null),
        shown.stream().map(this::line).toList(),
        place == null ? null : begin,
        found.size() > PAGE
            ? "%s&after=%s".formatted(begin, AddressPart.of(shown.getLast().client()))
            : null);
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
