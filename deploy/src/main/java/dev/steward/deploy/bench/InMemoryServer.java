package dev.steward.deploy.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The other server: the library SCIM-SDK on the JDK's HTTP server, with its users in memory.
 *
 * <p>Nothing of it outlives the process, and it lets everybody in.
 */
final class InMemoryServer {

  private final ResourceEndpoint scim;
  private final String address;

  private InMemoryServer(ResourceEndpoint scim, String address) {
    this.scim = scim;
    this.address = address;
  }

  /** Arguments: the port, and how many users there are from the start. */
  public static void main(String... args) throws IOException {
    int port = Integer.parseInt(args[0]);
    UsersInMemory users = new UsersInMemory(Integer.parseInt(args[1]));
    var definition = new UserEndpointDefinition(users);
    var scim = new ResourceEndpoint(provider());
    var type = scim.registerEndpoint(definition);
    type.getFeatures().setAutoFiltering(true);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    http.setExecutor(Executors.newFixedThreadPool(16));
    http.createContext("/", new InMemoryServer(scim, "http://localhost:" + port)::answer);
    http.start();
  }

  private static ServiceProvider provider() {
    return ServiceProvider.builder()
        .patchConfig(PatchConfig.builder().supported(true).build())
        .filterConfig(FilterConfig.builder().supported(true).maxResults(1_000).build())
        .bulkConfig(
            BulkConfig.builder()
                .supported(true)
                .maxOperations(1_000)
                .maxPayloadSize(8L * 1024 * 1024)
                .build())
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      ScimResponse answer =
          scim.handleRequest(
              address + exchange.getRequestURI(),
              HttpMethod.valueOf(exchange.getRequestMethod()),
              body.isEmpty() ? null : body,
              headers,
              new Context(null));
      byte[] text = answer.toString().getBytes(StandardCharsets.UTF_8);
      answer.getHttpHeaders().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.getHttpStatus(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }
}
