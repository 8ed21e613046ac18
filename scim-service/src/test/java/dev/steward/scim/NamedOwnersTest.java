package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NamedOwnersTest {

  private ScimClient scim;
  private String ada;
  private String ben;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    ada = Sample.person();
    ben = Sample.person();
  }

  @Test
  void areFoundByEmailAndByUserName() {
    Answer created =
        scim.post(
            "/Agents",
            """
            {'agentUserName': '%s', 'owners': [{'value': '%s@EXAMPLE.org'}],
             '%s': {'sponsor': {'value': 'user-%s'}}}
            """
                .formatted(UUID.randomUUID(), ada.toUpperCase(Locale.ROOT), Urn.GOVERNANCE, ben));

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.json().path("owners").path(0).path("value").asText()).isEqualTo(ada);
    assertThat(created.governance().path("sponsor").path("value").asText()).isEqualTo(ben);
  }

  @Test
  void areFoundInAPatchToo() {
    String path =
        "/Agents/"
            + scim.post(
                    "/Agents",
                    "{'agentUserName': '%s', 'owners': [{'value': '%s'}]}"
                        .formatted(UUID.randomUUID(), ada))
                .id();

    Answer patched =
        scim.patch(
            path,
            "{'op': 'add', 'path': 'owners', 'value': [{'value': '%s@example.org'}]}"
                .formatted(ben));

    assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
    assertThat(Samples.texts(scim.get(path).json().path("owners"), "value"))
        .containsExactlyInAnyOrder(ada, ben);
  }

  @Test
  void areRefusedInWordsWhenNobodyIsMeantOrSeveralAre() {
    Answer nobody = agentOf("nobody@example.org");
    assertThat(nobody.status()).isEqualTo(400);
    assertThat(nobody.json().path("detail").asText()).contains("nobody@example.org");

    String shared = "team-" + UUID.randomUUID() + "@example.org";
    for (int i = 0; i < 2; i++) {
      Answer person =
          scim.post(
              "/Users",
              "{'userName': 'u%s', 'active': true, 'emails': [{'value': '%s'}]}"
                  .formatted(UUID.randomUUID(), shared));
      assertThat(person.status()).as(person.toString()).isEqualTo(201);
    }
    Answer several = agentOf(shared);
    assertThat(several.status()).isEqualTo(400);
    assertThat(several.json().path("detail").asText()).contains("2 people", shared);
  }

  @Test
  void areRefusedWhenSomebodyWhomOnlyKeycloakKnowsHasTheAddressToo() {
    String shared = "team-" + UUID.randomUUID() + "@example.org";
    KeycloakDouble.running().person(ada, "user-" + ada, shared, true);
    assertThat(agentOf("user-" + ada).status()).isEqualTo(201);
    KeycloakDouble.running().person(ben, "user-" + ben, shared, true);

    Answer several = agentOf(shared);

    assertThat(several.status()).isEqualTo(400);
    assertThat(several.json().path("detail").asText()).contains("2 people", shared);
  }

  @Test
  void areFoundInABulk() {
    Answer bulk =
        scim.post(
            "/Bulk",
            """
            {'schemas': ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], 'Operations': [
              {'method': 'POST', 'path': '/Agents', 'bulkId': 'a', 'data':
                {'agentUserName': 'a%s', 'owners': [{'value': '%s@example.org'}]}},
              {'method': 'POST', 'path': '/Agents', 'bulkId': 'b', 'data':
                {'agentUserName': 'b%s', 'owners': [{'value': 'nobody@example.org'}]}}]}
            """
                .formatted(UUID.randomUUID(), ada, UUID.randomUUID()));

    assertThat(Samples.texts(bulk.json().path("Operations"), "status"))
        .containsExactly("201", "400");
  }

  private Answer agentOf(String owner) {
    return scim.post(
        "/Agents",
        "{'agentUserName': '%s', 'owners': [{'value': '%s'}]}".formatted(UUID.randomUUID(), owner));
  }
}
