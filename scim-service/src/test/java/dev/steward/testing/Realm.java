package dev.steward.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import io.restassured.RestAssured;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clients of a realm, as a gate tells of them that pages by key. */
public final class Realm implements Gate {

  private static final Pattern INVENTORY =
      Pattern.compile(".*/inventory\\?after=([^&]*)&max=(\\d+)");
  private static final Pattern CLIENT = Pattern.compile(".*/clients/([^/]+)");

  private final ConcurrentSkipListMap<String, Map<String, Object>> clients =
      new ConcurrentSkipListMap<>();
  private final AtomicInteger pages = new AtomicInteger();
  private final Map<String, Object> posture;

  /** A realm whose gate trusts the service under test. */
  public Realm() {
    String key =
        RestAssured.given()
            .get("/.well-known/steward-keys")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("keys[0].kid");
    this.posture = Map.of("guardActive", true, "problems", List.of(), "trustedKeys", List.of(key));
  }

  /** Adds a client that acts by client credentials; tells its uuid. */
  public String client(String clientId, Map<String, Object> facts) {
    String uuid = UUID.randomUUID().toString();
    client(uuid, clientId, facts);
    return uuid;
  }

  /** Adds a client, or describes it anew. */
  public void client(String uuid, String clientId, Map<String, Object> facts) {
    Map<String, Object> all = new TreeMap<>();
    all.put("uuid", uuid);
    all.put("clientId", clientId);
    all.put("enabled", true);
    all.put("actsByItself", List.of("client_credentials"));
    all.put("permit", Map.of("state", "NONE"));
    all.putAll(facts);
    clients.put(uuid, all);
  }

  public void forget(String uuid) {
    clients.remove(uuid);
  }

  /** How many pages were asked for. */
  public int pages() {
    return pages.get();
  }

  @Override
  public Answer answer(String method, String path, String body) {
    if (path.endsWith("/posture")) {
      return new Answer(200, JSONObjectUtils.toJSONString(posture));
    }
    Matcher inventory = INVENTORY.matcher(path);
    if (inventory.matches()) {
      pages.incrementAndGet();
      return new Answer(200, page(inventory.group(1), Integer.parseInt(inventory.group(2))));
    }
    Matcher client = CLIENT.matcher(path);
    if (client.matches()) {
      Map<String, Object> facts = clients.get(client.group(1));
      return facts == null
          ? new Answer(404, "{}", "application/problem+json")
          : new Answer(200, JSONObjectUtils.toJSONString(facts));
    }
    return new Answer("PUT".equals(method) ? 204 : 404, "");
  }

  private String page(String after, int most) {
    Collection<Map<String, Object>> shown =
        clients.tailMap(after, false).values().stream().limit(most).toList();
    Map<String, Object> page = new TreeMap<>();
    page.put("clients", shown);
    page.put(
        "next",
        shown.size() < most
            ? null
            : shown.stream().reduce((one, other) -> other).orElseThrow().get("uuid"));
    return JSONObjectUtils.toJSONString(page);
  }
}
