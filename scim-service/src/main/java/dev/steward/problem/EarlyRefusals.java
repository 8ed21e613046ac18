package dev.steward.problem;

import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is told of requests that no resource will ever see. */
@ApplicationScoped
public class EarlyRefusals {

  private final List<Doorkeeper> doorkeepers;

  EarlyRefusals(@All List<Doorkeeper> doorkeepers) {
    this.doorkeepers = doorkeepers;
  }

  /** Makes the answer ready but for its body, which it tells. */
  public String refuse(RoutingContext context, int status, String detail) {
    String target = context.request().uri();
    return doorkeepers.stream()
        .filter(doorkeeper -> doorkeeper.stands(target))
        .findFirst()
        .map(doorkeeper -> doorkeeper.refuse(context, status, detail))
        .orElseGet(() -> problem(context, status, detail));
  }

  private static String problem(RoutingContext context, int status, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    return Problems.text(status, detail);
  }
}
