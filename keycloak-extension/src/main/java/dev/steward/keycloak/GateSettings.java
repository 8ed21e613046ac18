package dev.steward.keycloak;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * How the operator of the server set the gate up.
 *
 * @param registryKeys file path or URL of the JWKS whose keys seal permits
 * @param mode whether what the permits say is enforced
 * @param unregistered whether clients that act on their own without a permit are refused
 * @param registryUrl where the registry is told what happens here; nothing when it is not told
 * @param pushEvery how often it is told what was used
 */
record GateSettings(
    @Nullable String registryKeys,
    ModeByRealm mode,
    ModeByRealm unregistered,
    @Nullable URI registryUrl,
    Duration pushEvery) {

  private static final Duration LONGEST = Duration.ofHours(1);

  static GateSettings from(Config.Scope scope) {
    String url = scope.get("registry-url");
    return new GateSettings(
        scope.get("registry-keys"),
        ModeByRealm.of(scope.get("mode", "enforce")),
        ModeByRealm.of(scope.get("unregistered", "observe")),
        url == null || url.isBlank() ? null : address(url.strip()),
        interval(scope.get("push-every", "PT30S")));
  }

  private static URI address(String url) {
    URI address = URI.create(url);
    if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "registry-url is the http or https address of the registry, not " + url);
    }
    return address;
  }

  private static Duration interval(String text) {
    try {
      Duration interval = Duration.parse(text);
      if (interval.isPositive() && interval.compareTo(LONGEST) <= 0) {
        return interval;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("push-every reads like PT30S, not " + text, e);
    }
    throw new IllegalArgumentException("push-every is at most PT1H, not " + text);
  }
}
