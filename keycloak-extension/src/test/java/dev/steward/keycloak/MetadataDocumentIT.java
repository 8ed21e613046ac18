package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a client whose id is the address of a document that describes it. */
class MetadataDocumentIT {

  private static final String HOST = "127.0.0.1";
  private static final String RETURN = "http://127.0.0.1/agent/cb";

  @Test
  void aClientThatDescribedItselfByADocumentIsListedAndSaidToHaveComeSo() throws IOException {
    assumeTrue(Versions.haveMetadataDocuments(), "Keycloak reads such documents since 26.7");
    TestRealm realm = TestRealm.fresh("documents");
    trustDocuments(realm);
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://%s:%d/agent.json".formatted(HOST, site.getAddress().getPort());
    byte[] document =
        """
        {"client_id":"%s","client_name":"An agent","redirect_uris":["%s"],
         "grant_types":["authorization_code"],"token_endpoint_auth_method":"none"}
        """
            .formatted(address, RETURN)
            .getBytes(StandardCharsets.UTF_8);
    site.createContext(
        "/agent.json",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, document.length);
          try (var body = exchange.getResponseBody()) {
            body.write(document);
          }
        });
    site.start();
    try {
      Answer asked =
          RealmAdmin.exchange(
              "GET",
              HttpRequest.newBuilder(
                  realm.uri(
                      "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=%s&redirect_uri=%s&code_challenge_method=S256&code_challenge=%s"
                          .formatted(encoded(address), encoded(RETURN), "x".repeat(43)))),
              "text/html",
              null);
      assertThat(asked.status()).as(asked.toString()).isLessThan(400);
    } finally {
      site.stop(0);
    }

    JsonNode entry = listed(realm, address);

    assertThat(entry.path("origin").path("how").asText()).isEqualTo("metadata-document");
    assertThat(entry.path("origin").path("at").asText()).isNotEmpty();
    assertThat(entry.path("name").asText()).isEqualTo("An agent");
  }

  private static void trustDocuments(TestRealm realm) {
    Map<String, Object> trust =
        Map.of("cimd-allow-http-scheme", true, "cimd-allow-permitted-domains", List.of(HOST));
    realm
        .admin()
        .must(
            "PUT",
            "/documents/client-policies/profiles",
            Map.of(
                "profiles",
                List.of(
                    Map.of(
                        "name",
                        "documents",
                        "executors",
                        List.of(
                            Map.of(
                                "executor",
                                "client-id-metadata-document",
                                "configuration",
                                trust))))));
    realm
        .admin()
        .must(
            "PUT",
            "/documents/client-policies/policies",
            Map.of(
                "policies",
                List.of(
                    Map.of(
                        "name",
                        "documents",
                        "enabled",
                        true,
                        "conditions",
                        List.of(
                            Map.of(
                                "condition",
                                "client-id-uri",
                                "configuration",
                                Map.of(
                                    "client-id-uri-scheme", List.of("http"),
                                    "client-id-uri-allow-permitted-domains", List.of(HOST)))),
                        "profiles",
                        List.of("documents")))));
  }

  private static JsonNode listed(TestRealm realm, String clientId) {
    for (JsonNode each : realm.gate("GET", "/inventory?max=500&after=").body().path("clients")) {
      if (each.path("clientId").asText().equals(clientId)) {
        return each;
      }
    }
    throw new AssertionError("the inventory does not list " + clientId);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
