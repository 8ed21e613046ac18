package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Clients whose names, labels, contacts and switches nobody meant like that: line breaks, letters
 * that look alike, contacts of broken programs, service accounts of two clients at once, roles that
 * contain each other. One import, as Keycloak takes it.
 */
final class OddRealm {

  static final int CLIENTS = 320;

  /** The attribute by which they are told from those of others. */
  static final String MARK = "odd.number";

  static final String ANN = "odd.ann";
  static final String BEN = "odd.ben";
  static final String GONE = "odd.gone";

  /** Two people have this address. */
  static final String SHARED = "odd.team@example.org";

  private static final String PATH = "/" + DemoRealm.NAME;
  private static final int LONGEST = 255;
  private static final int WIDE = 60;

  private static final List<String> NAMES =
      List.of(
          "odd\nline %d",
          "odd\r\n%d\r\n",
          "\u200Bodd %d",
          "odd.%d.",
          "../odd/%d/..",
          "odd%%00%d%%0A",
          "ＯＤＤ＃%d",
          "odd,%d;|",
          "odd \"\"%d\"\"",
          "'odd%d",
          "=odd+%d",
          "-odd%d",
          "@odd%d",
          "odd%d@example.org",
          "https://odd.example.org:443/%d?x=[1]&y={2}",
          "urn:uuid:00000000-0000-0000-0000-%012d",
          "odd \\%d\\",
          "o\u0336d\u0336d\u0336 %d",
          "𝓸𝓭𝓭 %d",
          "👩‍🚀%d",
          "السلام %d",
          "odd\u2028%d",
          "true %d",
          "<%d>");

  private static final List<String> LABELS =
      List.of("Same name", "Same name", "", "${odd}", "\n", "<b>", "n".repeat(LONGEST), "null");

  private static final List<String> KEYS =
      List.of("owner", "Owner 👤", "OWNER\n", " contacts ", "k".repeat(200) + "team", "owned?by");

  private static final List<String> BROKEN =
      List.of(
          "[object Object]",
          "undefined",
          "@@@",
          ";;;;##,,",
          "{\"owner\":",
          "<mailto:>",
          "a@b",
          "\u0007\u001B[0m",
          "nobody.here@example.org".concat(";nobody.there@example.org".repeat(400)),
          "https://wiki.example.org/owners?page=1#odd");

  /** Not the one of other tests, which ask all that have theirs for tokens. */
  static final String SECRET = DemoEnv.randomSecret();

  private final RealmAdmin admin;
  private final DemoEnv env;
  private final Random random = new Random(NastyRealm.SEED);
  private final ArrayNode clients = DemoRealm.JSON.createArrayNode();
  private final ArrayNode users = DemoRealm.JSON.createArrayNode();

  OddRealm(RealmAdmin admin, DemoEnv env) {
    this.admin = admin;
    this.env = env;
  }

  /** Imports all of it, unless that was done. */
  void make() {
    if (!admin.must("GET", PATH + "/users?exact=true&username=" + ANN, null).isEmpty()) {
      return;
    }
    ObjectNode realm = (ObjectNode) admin.must("GET", PATH, null);
    realm.put("duplicateEmailsAllowed", true).put("loginWithEmailAllowed", false);
    admin.must("PUT", PATH, realm);
    person(ANN, ANN + "@example.org");
    person(BEN, "Odd.Ben@Example.ORG");
    person(GONE, GONE + "@example.org").put("enabled", false);
    person("odd.one", SHARED);
    person("odd.two", SHARED);
    List<String> wide = wideScopes();
    for (int i = 0; i < CLIENTS; i++) {
      ObjectNode client = client(i);
      if (i % 50 == 3) {
        ArrayNode scopes = client.putArray("optionalClientScopes");
        wide.forEach(scopes::add);
      }
      if (i % 40 == 5) {
        client.putArray("defaultClientScopes");
      }
    }
    MessyRealm.inParts(clients).forEach(some -> admin.must("POST", PATH + "/partialImport", some));
    admin.must("POST", PATH + "/partialImport", MessyRealm.anImport().set("users", users));
    new RoleCircle(admin, PATH).make(circling());
  }

  /** The uuids of those that Keycloak took, with the number under which each was drawn. */
  static Map<String, Integer> among(Map<String, JsonNode> all) {
    Map<String, Integer> odd = new TreeMap<>();
    all.forEach(
        (uuid, client) -> {
          String number = client.path("attributes").path(MARK).asText();
          if (!number.isEmpty()) {
            odd.put(uuid, Integer.parseInt(number));
          }
        });
    return odd;
  }

  private ObjectNode client(int i) {
    ObjectNode client =
        clients
            .addObject()
            .put("clientId", NAMES.get(i % NAMES.size()).formatted(i))
            .put("secret", SECRET)
            .put("standardFlowEnabled", random.nextBoolean())
            .put("publicClient", random.nextInt(5) == 0)
            .put("bearerOnly", random.nextInt(9) == 0)
            .put("consentRequired", random.nextInt(7) == 0)
            .put("directAccessGrantsEnabled", random.nextInt(3) == 0)
            .put("serviceAccountsEnabled", random.nextInt(3) > 0);
    if (random.nextInt(4) > 0) {
      client.put("name", LABELS.get(random.nextInt(LABELS.size())));
    }
    if (random.nextInt(10) > 0) {
      client.put("protocol", "openid-connect");
    }
    if (random.nextInt(8) == 0) {
      client.put("clientAuthenticatorType", "no-such-authenticator");
    }
    if (random.nextInt(3) == 0) {
      client.put("description", random.nextBoolean() ? "Ask " + ANN + "@example.org." : "\t\n");
    }
    client.putArray("redirectUris").add("http://[::1]/*").add("odd://" + i).add("*");
    client.set("attributes", attributes(i));
    boolean usable =
        client.path("serviceAccountsEnabled").asBoolean()
            && !client.path("publicClient").asBoolean()
            && !client.path("bearerOnly").asBoolean();
    if (usable) {
      account(i, client.path("clientId").asText());
      if (i % 11 == 0) {
        client.put("authorizationServicesEnabled", true);
      }
    }
    return client;
  }

  private ObjectNode attributes(int i) {
    ObjectNode attributes = DemoRealm.JSON.createObjectNode();
    attributes.put(MARK, Integer.toString(i));
    attributes.put(KEYS.get(i % KEYS.size()), BROKEN.get(i % BROKEN.size()));
    if (i % 4 == 0) {
      attributes.put("Responsible person", i % 8 == 0 ? ANN : "mailto:" + BEN + "@example.org");
    }
    if (random.nextInt(6) == 0) {
      attributes.put("standard.token.exchange.enabled", "true");
      attributes.put("standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION");
    }
    if (random.nextInt(6) == 0) {
      attributes.put("oauth2.jwt.authorization.grant.enabled", "true");
      attributes.put("oauth2.jwt.authorization.grant.idp", "an-idp-that-is-not-there");
    }
    if (random.nextInt(9) == 0) {
      attributes.put("oidc.ciba.grant.enabled", " true ");
      attributes.put("ciba.backchannel.token.delivery.mode", "push");
    }
    attributes.put("client.secret.creation.time", "9".repeat(random.nextInt(20)));
    attributes.put("", "an attribute without a name");
    return attributes;
  }

  /** What imports make of service accounts: missing, disabled, or two for one client. */
  private void account(int i, String clientId) {
    switch (i % 6) {
      case 0 -> {}
      case 1 -> user(clientId).put("enabled", false);
      case 2 -> {
        user(clientId);
        user(clientId).put("username", "another-account-" + i);
      }
      default -> user(clientId).put("email", SHARED).putArray("realmRoles").add("auditor");
    }
  }

  private ObjectNode user(String clientId) {
    return users
        .addObject()
        .put("username", "service-account-" + clientId)
        .put("enabled", true)
        .put("serviceAccountClientId", clientId);
  }

  private ObjectNode person(String name, String email) {
    ObjectNode person =
        users
            .addObject()
            .put("username", name)
            .put("email", email)
            .put("firstName", "Odd")
            .put("lastName", name)
            .put("enabled", true);
    person
        .putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", env.password(name))
        .put("temporary", false);
    person.putArray("realmRoles").add("reviewer");
    return person;
  }

  private List<String> wideScopes() {
    return java.util.stream.IntStream.range(0, WIDE)
        .mapToObj(i -> "odd:%d:%s".formatted(i, "s".repeat(20)))
        .peek(
            name ->
                admin.must(
                    "POST",
                    PATH + "/client-scopes",
                    Map.of("name", name, "protocol", "openid-connect")))
        .toList();
  }

  private static Map<String, Object> circling() {
    return Map.of(
        "clientId",
        "odd circle 2",
        "serviceAccountsEnabled",
        true,
        "attributes",
        Map.of(MARK, Integer.toString(CLIENTS)));
  }
}
