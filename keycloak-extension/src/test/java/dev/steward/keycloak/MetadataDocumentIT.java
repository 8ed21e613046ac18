package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.DocumentedClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What becomes of a client whose id is the address of a document that describes it. */
class MetadataDocumentIT {

  private static final String REALM = "documents";

  @Test
  void aClientThatDescribedItselfByADocumentIsListedAndSaidToHaveComeSo() throws IOException {
    assumeTrue(Versions.haveMetadataDocuments(), "Keycloak reads such documents since 26.7");
    TestRealm realm = TestRealm.fresh(REALM);
    DocumentedClient.trust(realm.admin(), REALM);

    String address = DocumentedClient.introduce(GateServer.server().url(), REALM);

    JsonNode entry = listed(realm, address);
    assertThat(entry.path("origin").path("how").asText()).isEqualTo("metadata-document");
    assertThat(entry.path("origin").path("at").asText()).isNotEmpty();
    assertThat(entry.path("name").asText()).isEqualTo("An agent");
  }

  private static JsonNode listed(TestRealm realm, String clientId) {
    for (JsonNode each : realm.gate("GET", "/inventory?max=500&after=").body().path("clients")) {
      if (each.path("clientId").asText().equals(clientId)) {
        return each;
      }
    }
    throw new AssertionError("the inventory does not list " + clientId);
  }
}
