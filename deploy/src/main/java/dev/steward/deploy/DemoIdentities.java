package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * The identities of the demo, as {@code demo-identities.json} lists them: the oldest first, each
 * registered through SCIM by the provisioning client and accepted by its owners themselves.
 */
final class DemoIdentities {

  private final Site site;
  private final JsonNode plan;

  DemoIdentities(Site site, DemoRealm realm, Clock clock) {
    this.site = site;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    this.plan =
        DemoRealm.resource(
            "demo-identities.json",
            name -> {
              if (name.startsWith("person.")) {
                return realm.personId(name.substring("person.".length()));
              }
              if (name.startsWith("client.")) {
                return realm.clientUuid(name.substring("client.".length()));
              }
              return name.equals("realm")
                  ? DemoRealm.NAME
                  : now.plus(Period.parse(name.substring("now+".length()))).toString();
            });
  }

  /**
   * Registers those that are missing. The registry's clock stands in the past for those that have
   * been there for a while, and is real again at the end.
   */
  void register(Consumer<String> told) {
    Duration past = Duration.ZERO;
    try {
      for (JsonNode identity : plan) {
        if (registered(identity)) {
          continue;
        }
        if (!age(identity).equals(past)) {
          past = age(identity);
          site.registry().travel(past.negated());
        }
        register(identity, told);
      }
    } finally {
      if (!past.isZero()) {
        site.registry().travel(Duration.ZERO);
      }
    }
  }

  private boolean registered(JsonNode identity) {
    String filter =
        "?filter="
            + URLEncoder.encode(
                "%s eq \"%s\"".formatted(handleAttribute(identity), handle(identity)),
                StandardCharsets.UTF_8);
    Answer answer =
        site.registry()
            .get(path(identity) + filter, site.tokens().ofClient(DemoRealm.PROVISIONING));
    return Registry.mustBeOk("Looking for " + handle(identity), answer)
            .body()
            .path("totalResults")
            .asInt()
        > 0;
  }

  private void register(JsonNode identity, Consumer<String> told) {
    String handle = handle(identity);
    String token = site.tokens().ofClient(DemoRealm.PROVISIONING);
    Answer answer = site.registry().post(path(identity), token, identity.path("document"));
    String id = Registry.mustBeOk("Registering " + handle, answer).body().path("id").asText();
    for (JsonNode person : identity.path("accepts")) {
      Registry.mustBeOk(
          "The acceptance of " + handle + " by " + person.asText(),
          site.registry().accept(id, site.tokens().ofPerson(person.asText(), Registry.DECIDE)));
    }
    if (identity.path("then").asText().equals("suspend")) {
      Registry.mustBeOk(
          "Suspending " + handle, site.registry().suspend(path(identity) + "/" + id, token));
    }
    told.accept(handle);
  }

  private static String path(JsonNode identity) {
    return "/scim/v2/" + identity.path("resource").asText();
  }

  private static String handle(JsonNode identity) {
    return identity.path("document").path(handleAttribute(identity)).asText();
  }

  private static String handleAttribute(JsonNode identity) {
    return identity.path("resource").asText().equals("Agents") ? "agentUserName" : "userName";
  }

  private static Duration age(JsonNode identity) {
    return Duration.parse(identity.path("ago").asText("PT0S"));
  }
}
