package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
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
    try {
      for (JsonNode identity : plan) {
        site.registry().travel(age(identity).negated());
        register(identity, told);
      }
    } finally {
      site.registry().travel(Duration.ZERO);
    }
  }

  private void register(JsonNode identity, Consumer<String> told) {
    JsonNode document = identity.path("document");
    String handle = document.path("agentUserName").asText(document.path("userName").asText());
    String path = "/scim/v2/" + identity.path("resource").asText();
    String token = site.tokens().ofClient(DemoRealm.PROVISIONING);
    Answer answer = site.registry().post(path, token, document);
    if (answer.status() == 409) {
      return;
    }
    String id = Registry.mustBeOk("Registering " + handle, answer).body().path("id").asText();
    for (JsonNode person : identity.path("accepts")) {
      Registry.mustBeOk(
          "The acceptance of " + handle + " by " + person.asText(),
          site.registry().accept(id, site.tokens().ofPerson(person.asText(), Registry.DECIDE)));
    }
    if (identity.path("then").asText().equals("suspend")) {
      Registry.mustBeOk("Suspending " + handle, site.registry().suspend(path + "/" + id, token));
    }
    told.accept(handle);
  }

  private static Duration age(JsonNode identity) {
    return Duration.parse(identity.path("ago").asText("PT0S"));
  }
}
