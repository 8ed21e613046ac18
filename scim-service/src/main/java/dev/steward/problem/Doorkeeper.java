package dev.steward.problem;

import io.vertx.ext.web.RoutingContext;

/**
 * Who has words of its own for those whom the server turns away before it has read what they ask.
 */
public interface Doorkeeper {

  /** Whether those who ask for this target are its guests. */
  boolean stands(String target);

  /** Makes the answer ready but for its body, which it tells. */
  String refuse(RoutingContext context, int status, String detail);
}
