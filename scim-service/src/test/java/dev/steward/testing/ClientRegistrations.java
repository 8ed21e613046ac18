package dev.steward.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.steward.testing.KeycloakDouble.Answer;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The realm's client registration: it makes clients, and takes them back unless it is stuck. */
public final class ClientRegistrations {

  private final Map<String, Map<String, Object>> clients = new ConcurrentHashMap<>();
  private volatile Runnable made = () -> {};
  private volatile boolean stuck;

  /** What happens as soon as a client was made, once. */
  public void afterMaking(Runnable happens) {
    this.made = happens;
  }

  /** Whether nothing is taken back any more. */
  public void stuck(boolean now) {
    this.stuck = now;
  }

  /** A client as it was asked for. */
  public Optional<Map<String, Object>> client(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  Answer answer(String method, String path, String body) throws IOException {
    if (method.equals("DELETE")) {
      if (stuck) {
        return new Answer(403, "{\"error_description\":\"Not permitted\"}");
      }
      clients.remove(path.substring(path.lastIndexOf('/') + 1));
      return new Answer(204, "");
    }
    try {
      Map<String, Object> client = new TreeMap<>(JSONObjectUtils.parse(body));
      if (method.equals("PUT")) {
        return changed(client);
      }
      String clientId = String.valueOf(client.get("clientId"));
      if (clients.putIfAbsent(clientId, client) != null) {
        return new Answer(400, "{\"error_description\":\"Client Identifier in use\"}");
      }
      client.put("id", UUID.randomUUID().toString());
      client.put("defaultClientScopes", List.of("basic"));
      client.put("optionalClientScopes", List.of("offline_access"));
      client.put("secret", "secret-of-" + clientId);
      client.put("registrationAccessToken", "take-back");
      Runnable happens = made;
      made = () -> {};
      happens.run();
      return new Answer(201, JSONObjectUtils.toJSONString(client));
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  /** Knows no scope that begins with {@code no-such}, and does not allow one to be given away. */
  private Answer changed(Map<String, Object> client) throws ParseException {
    List<String> scopes =
        new ArrayList<>(List.of(JSONObjectUtils.getStringArray(client, "optionalClientScopes")));
    if (scopes.contains("reserved")) {
      return new Answer(
          403, "{\"error_description\":\"Not permitted to use specified clientScope\"}");
    }
    scopes.removeIf(scope -> scope.startsWith("no-such"));
    client.put("optionalClientScopes", scopes);
    clients.put(String.valueOf(client.get("clientId")), client);
    return new Answer(200, JSONObjectUtils.toJSONString(client));
  }
}
