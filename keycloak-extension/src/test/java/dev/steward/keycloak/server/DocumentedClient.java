package dev.steward.keycloak.server;

import com.sun.net.httpserver.HttpServer;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A client whose id is the address of a document that describes it. Keycloak has to run with the
 * feature {@code cimd}.
 */
public final class DocumentedClient {

  /** What its id begins with. */
  public static final String ADDRESS = "http://127.0.0.1:";

  private static final String HOST = "127.0.0.1";
  private static final String RETURN = "http://127.0.0.1/agent/cb";
  private static final String NAME = "documents";
  private static final String PAGE = "/agent.json";

  private DocumentedClient() {}

  /** Asks for a login by its address, on which Keycloak makes a client. Returns the address. */
  public static String introduce(URI server, String realm) throws IOException {
    HttpServer site = site(0);
    String address = ADDRESS + site.getAddress().getPort() + PAGE;
    Answer asked = login(server, realm, site, address, "An agent");
    if (asked.status() >= 400) {
      throw new ServerTrouble(
          "Keycloak does not take %s for a client: %s".formatted(address, asked));
    }
    return address;
  }

  /** Asks again, when its document says that it is called otherwise. */
  public static Answer comesBack(URI server, String realm, String address, String name)
      throws IOException {
    return login(server, realm, site(URI.create(address).getPort()), address, name);
  }

  private static HttpServer site(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  private static Answer login(
      URI server, String realm, HttpServer site, String address, String name) {
    byte[] document =
        """
        {"client_id":"%s","client_name":"%s","redirect_uris":["%s"],
         "grant_types":["authorization_code"],"token_endpoint_auth_method":"none"}
        """
            .formatted(address, name, RETURN)
            .getBytes(StandardCharsets.UTF_8);
    site.createContext(
        PAGE,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, document.length);
          try (var body = exchange.getResponseBody()) {
            body.write(document);
          }
        });
    site.start();
    try {
      return RealmAdmin.exchange(
          "GET",
          HttpRequest.newBuilder(
              URI.create(
                  "%s/realms/%s/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=%s&redirect_uri=%s&code_challenge_method=S256&code_challenge=%s"
                      .formatted(
                          server, realm, encoded(address), encoded(RETURN), "x".repeat(43)))),
          "text/html",
          null);
    } finally {
      site.stop(0);
    }
  }

  /** Has a realm take such clients from this machine. */
  public static void trust(RealmAdmin admin, String realm) {
    Map<String, Object> trust =
        Map.of("cimd-allow-http-scheme", true, "cimd-allow-permitted-domains", List.of(HOST));
    Map<String, Object> executor =
        Map.of("executor", "client-id-metadata-document", "configuration", trust);
    Map<String, Object> condition =
        Map.of(
            "condition",
            "client-id-uri",
            "configuration",
            Map.of(
                "client-id-uri-scheme",
                List.of("http"),
                "client-id-uri-allow-permitted-domains",
                List.of(HOST)));
    admin.must(
        "PUT",
        "/" + realm + "/client-policies/profiles",
        Map.of("profiles", List.of(Map.of("name", NAME, "executors", List.of(executor)))));
    admin.must(
        "PUT",
        "/" + realm + "/client-policies/policies",
        Map.of(
            "policies",
            List.of(
                Map.of(
                    "name",
                    NAME,
                    "enabled",
                    true,
                    "conditions",
                    List.of(condition),
                    "profiles",
                    List.of(NAME)))));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
