package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.DocumentedClient;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is told of a realm in which hundreds of clients were made by many hands. */
@TestInstance(Lifecycle.PER_CLASS)
class MessyRealmIT extends MessySite {

  @Test
  void everyClientThatActsOnItsOwnIsListedAndNoOther() {
    assertThat(whoActs()).hasSizeGreaterThan(180);
    expectTheListToBeTheTruth("");
  }

  @Test
  void theTokenEndpointAgreesThatTheseActAndNoOther() {
    RealmTruth truth = RealmTruth.of(admin);
    SoftAssertions all = new SoftAssertions();
    Set<String> governed = registered();

    assertThat(truth.hasUsableAccount(truth.client(MessyRealm.BARE + 1))).isFalse();
    for (JsonNode client : truth.clients().values()) {
      boolean canBeAsked =
          client.path("enabled").asBoolean()
              && !governed.contains(client.path("id").asText())
              && client.path("clientAuthenticatorType").asText().equals("client-secret")
              && (client.path("publicClient").asBoolean()
                  || client.path("secret").asText().equals(secret));
      if (canBeAsked) {
        Set<String> gets = new TreeSet<>();
        List<String> answers = new ArrayList<>();
        for (String grant : List.of(CREDENTIALS, PASSWORD)) {
          Answer answer = ask(client.path("clientId").asText(), grant);
          if (answer.status() == 200) {
            gets.add(grant);
          } else {
            answers.add(answer.toString());
          }
        }
        Set<String> expected = RealmTruth.ownGrants(client);
        expected.retainAll(Set.of(CREDENTIALS, PASSWORD));
        if (!truth.hasUsableAccount(client)) {
          expected.remove(CREDENTIALS);
        }
        all.assertThat(gets)
            .as(client.path("clientId").asText() + " " + answers)
            .isEqualTo(expected);
      }
    }
    all.assertAll();
  }

  @Test
  void eachIsToldAsKeycloakHasIt() {
    RealmTruth truth = RealmTruth.of(admin);
    for (String name : List.of("powerful", "member", MessyRealm.LEGACY + 1)) {
      JsonNode client = truth.client(name);
      Set<String> roles = truth.roles(client);
      Set<String> groups = truth.groups(client);
      Patience.until(
          "the roles and groups of " + name,
          ONE_WALK,
          () ->
              Optional.ofNullable(shadows().get(client.path("id").asText()))
                  .filter(shadow -> set(shadow.path("roles")).equals(roles))
                  .filter(shadow -> set(shadow.path("facts").path("groups")).equals(groups)));
    }
    assertThat(truth.roles(truth.client("powerful"))).hasSizeGreaterThanOrEqualTo(300);
    assertThat(truth.groups(truth.client("member"))).containsExactly("/Payments/移行");
    Map<String, JsonNode> shadows = awaitShadows();
    SoftAssertions all = new SoftAssertions();
    shadows.forEach(
        (uuid, shadow) -> {
          JsonNode client = one(truth.clients(), uuid);
          String name = client.path("clientId").asText();
          compare(all, shadow, client);
          all.assertThat(shadow.path("authenticator").asText())
              .as(name)
              .isEqualTo(client.path("clientAuthenticatorType").asText());
          all.assertThat(shadow.path("created").path("at").isMissingNode()).as(name).isFalse();
        });
    all.assertAll();
  }

  @Test
  void theKindIsGuessedAndTheReasonSaid() {
    Map<String, JsonNode> byName = byName(awaitShadows());

    assertThat(one(byName, MessyRealm.AGENT + 3).path("kind").asText()).isEqualTo("AI_AGENT");
    assertThat(one(byName, MessyRealm.AGENT + 3).path("reasons").toString())
        .contains("its name contains");
    assertThat(one(byName, MessyRealm.WORKLOAD + 3).path("kind").asText()).isEqualTo("WORKLOAD");
    assertThat(one(byName, MessyRealm.LEGACY + 3).path("kind").asText())
        .isEqualTo("SERVICE_ACCOUNT");
    assertThat(one(byName, "came-by-itself-2").path("kind").asText()).isEqualTo("AI_AGENT");
    assertThat(one(byName, "came-by-itself-2").path("reasons").toString())
        .contains("dynamic client registration");
    assertThat(one(byName, "came-by-itself-2").path("created").path("how").asText())
        .isEqualTo("dynamic-registration");
    JsonNode documented =
        byName.values().stream()
            .filter(one -> one.path("clientId").asText().startsWith(DocumentedClient.ADDRESS))
            .findFirst()
            .orElseThrow();
    assertThat(documented.path("kind").asText()).isEqualTo("AI_AGENT");
    assertThat(documented.path("reasons").toString()).contains("by a metadata document");
    assertThat(documented.path("created").path("how").asText()).isEqualTo("metadata-document");
    assertThat(documented.path("flags").toString()).contains("registered-itself");
    assertThat(one(byName, "stopped-3").path("flags").toString()).contains("disabled");
    assertThat(one(byName, MessyRealm.BOT + 4).path("flags").toString())
        .contains("public-client", "password-grant");
  }

  @Test
  void onlyPeopleWhoAreHereAreProposedEachWithEvidence() {
    Map<String, JsonNode> byName = byName(awaitShadows());

    String gone = stack.realm().personId("messy.gone");
    for (int i = 26; i < 60; i++) {
      JsonNode shadow = one(byName, MessyRealm.LEGACY + i);
      if (i % 6 == 0) {
        JsonNode first = shadow.path("proposals").path(0);
        assertThat(first.path("person").asText())
            .as(MessyRealm.contacts(i))
            .isEqualTo(stack.realm().personId(MessyRealm.owner(i % MessyRealm.OWNERS)));
        assertThat(first.path("evidence").path(0).path("source").asText()).isEqualTo("CONTACT");
      } else {
        assertThat(shadow.path("proposals").toString())
            .as(MessyRealm.contacts(i))
            .doesNotContain("CONTACT")
            .doesNotContain(gone);
      }
    }
  }
}
