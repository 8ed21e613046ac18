package dev.steward.clock;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Moves the clock of a demo. Is not there unless {@code steward.time-travel} is on. */
@Path("/demo/clock")
@PermitAll
public class ClockResource {

  private static final Duration FARTHEST = Duration.ofDays(36_525);

  private final Clocks clocks;
  private final Clock clock;

  ClockResource(Clocks clocks, Clock clock) {
    this.clocks = clocks;
    this.clock = clock;
  }

  /** How far to move, as an ISO 8601 period or duration, counted from the real time. */
  public record Travel(@Nullable String offset) {}

  /** What time it is now. */
  public record Now(Instant now) {}

  @GET
  @Operation(summary = "The time this service believes it is")
  public Now now() {
    requireTravel();
    return new Now(clock.instant());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Move the clock of a demo")
  public Now travel(@Nullable Travel travel) {
    requireTravel();
    if (travel == null || travel.offset() == null) {
      throw new BadRequestException("say how far: {\"offset\": \"P91D\"}");
    }
    clocks.travel(parse(travel.offset()));
    return new Now(clock.instant());
  }

  private void requireTravel() {
    if (!clocks.mayTravel()) {
      throw new NotFoundException("time travel is off here; steward.time-travel=true turns it on");
    }
  }

  private Duration parse(String offset) {
    Duration duration;
    try {
      duration = offset.contains("T") ? Duration.parse(offset) : days(Period.parse(offset));
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadRequestException("not an ISO 8601 duration or period like P91D: " + offset, e);
    }
    if (duration.abs().compareTo(FARTHEST) > 0) {
      throw new BadRequestException("a clock moves at most " + FARTHEST);
    }
    return duration;
  }

  private static Duration days(Period period) {
    var day = java.time.LocalDate.EPOCH;
    return Duration.between(
        day.atStartOfDay(ZoneOffset.UTC), day.plus(period).atStartOfDay(ZoneOffset.UTC));
  }
}
