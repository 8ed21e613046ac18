package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an export of a real site brings along beside odd names: people and groups in the same file,
 * keys and certificates, secrets in rotation, permits of another registry, names that differ by a
 * blank. One import, as Keycloak takes it.
 */
final class StrangeRealm {

  /** How the names of all of them begin, blanks aside. */
  static final String BEGIN = "strange ";

  /** A client whose attributes name somebody; the number says in which way. */
  static final String OWNED = BEGIN + "owned ";

  /** A client that carries a permit which this registry never sealed. */
  static final String LEFTOVER = BEGIN + "leftover ";

  /** A client whose service account is in a group with a few people. */
  static final String COLLEAGUE = BEGIN + "colleague ";

  static final String GROUP = "/Strange & Söhne/Robots";

  static final int OWNERS = 14;
  static final int LEFTOVERS = 6;
  static final int COLLEAGUES = 4;
  static final int DRAWN = 120;

  private static final int LONGEST = 255;
  private static final String PATH = "/" + DemoRealm.NAME;
  private static final String TWIN = BEGIN + "twin";

  /** Names that are one to careless eyes, and to careless programs. */
  private static final List<String> TWINS =
      List.of(
          TWIN,
          TWIN + " ",
          " " + TWIN,
          TWIN + "\u00A0",
          TWIN + "\u200B",
          TWIN + "é",
          TWIN + "e\u0301");

  private static final List<String> AUTHENTICATORS =
      List.of(
          "client-secret",
          "client-secret",
          "client-secret",
          "client-secret",
          "client-jwt",
          "client-secret-jwt",
          "client-x509",
          "federated-jwt");

  private static final List<String> AGES =
      List.of("", "0", "-1", "yesterday", "1262304000", "99999999999", "1262304000000", "1e9");

  private final RealmAdmin admin;
  private final String secret;
  private final Random random = new Random(NastyRealm.SEED);
  private final ObjectNode site = DemoRealm.JSON.createObjectNode();
  private final ArrayNode clients = site.putArray("clients");
  private final ArrayNode users = site.putArray("users");
  private final Map<String, String> people = new TreeMap<>();

  StrangeRealm(RealmAdmin admin, String secret) {
    this.admin = admin;
    this.secret = secret;
  }

  /** Imports all of it. */
  StrangeRealm make() {
    ObjectNode realm = (ObjectNode) admin.must("GET", PATH, null);
    realm.put("duplicateEmailsAllowed", true).put("loginWithEmailAllowed", false);
    admin.must("PUT", PATH, realm);
    peopleAndGroups();
    TWINS.forEach(name -> client(name).put("directAccessGrantsEnabled", true));
    client("y".repeat(LONGEST)).put("directAccessGrantsEnabled", true);
    client("Y".repeat(LONGEST)).put("directAccessGrantsEnabled", true);
    client(BEGIN + "original").put("directAccessGrantsEnabled", true);
    for (int i = 0; i < OWNERS; i++) {
      ObjectNode client = account(OWNED + i);
      attribute(client, i % 2 == 0 ? "owner" : "Contacts.Primary", named(i));
    }
    for (int i = 0; i < LEFTOVERS; i++) {
      leftover(account(LEFTOVER + i), i);
    }
    for (int i = 0; i < COLLEAGUES; i++) {
      account(COLLEAGUE + i);
      ((ObjectNode) users.get(users.size() - 1)).withArray("/groups").add(GROUP);
    }
    for (int i = 0; i < DRAWN; i++) {
      drawn(i);
    }
    site.put("ifResourceExists", "FAIL");
    admin.must("POST", PATH + "/partialImport", site);
    String original = RealmTruth.of(admin).client(BEGIN + "original").path("id").asText();
    admin.create(
        PATH + "/clients", Map.of("clientId", original, "directAccessGrantsEnabled", true));
    new HandmadeClients(admin, secret).make();
    for (JsonNode user : users) {
      String name = user.path("username").asText();
      if (!user.has("serviceAccountClientId")) {
        people.put(name, id(name));
      }
    }
    admin.must("DELETE", PATH + "/users/" + person("strange.deleted"), null);
    return this;
  }

  /** The id of a person, also of one who was deleted since. */
  String person(String name) {
    String id = people.get(name);
    if (id == null) {
      throw new AssertionError("nobody is called " + name);
    }
    return id;
  }

  /** Whom the client's attributes mean, and nobody but them. */
  static List<String> meant(int i) {
    return switch (i) {
      case 0, 1, 2 -> List.of("strange.ann");
      case 3, 4, 5, 6 -> List.of("strange.mute");
      case 7 -> List.of("strange.jörg");
      case 8 -> List.of("strange.one", "strange.other");
      case 12, 13 -> List.of("strange.mute");
      default -> List.of();
    };
  }

  private static String named(int i) {
    return switch (i) {
      case 0 -> "Ann O'Hara <ann.o'hara@example.org>";
      case 1 -> "mailto:ANN.O'HARA@EXAMPLE.ORG?subject=robots";
      case 2 -> "{\"mail\":\"ann.o'hara@example.org\",\"phone\":[555,\"12\"]}";
      case 3 -> "[{\"user\": \"strange.mute\", \"since\": 2016}]";
      case 4 -> "nobody.at.all|strange.mute";
      case 5 -> "STRANGE.MUTE\nwas: nobody.at.all@example.org";
      case 6 -> "gone@example.org,,; strange.mute ,";
      case 7 -> "strange.jörg";
      case 8 -> "shared@example.org";
      case 9 -> "strange.gone";
      case 10 -> "service-account-" + OWNED + "0";
      case 11 -> "strange.deleted";
      case 12 -> "CORP\\STRANGE.MUTE";
      default -> "Quiet Person (@strange.mute)";
    };
  }

  private void peopleAndGroups() {
    user("strange.ann").put("email", "ann.o'hara@example.org").put("firstName", "Ann");
    user("strange.mute");
    user("strange.jörg").put("email", "strange.jorg@example.org");
    user("strange.one").put("email", "shared@example.org");
    user("strange.other").put("email", "shared@example.org");
    user("strange.gone").put("email", "gone@example.org").put("enabled", false);
    user("strange.deleted").put("email", "deleted@example.org");
    user("strange.boss").withArray("/groups").add(GROUP);
    site.putArray("groups")
        .addObject()
        .put("name", "Strange & Söhne")
        .put("path", "/Strange & Söhne")
        .putArray("subGroups")
        .addObject()
        .put("name", "Robots")
        .put("path", GROUP);
  }

  private void leftover(ObjectNode client, int i) {
    attribute(client, "steward.identity", UUID.randomUUID().toString());
    attribute(client, "steward.owner", "strange.ann");
    attribute(client, "steward.good-until", "2001-01-01T00:00:00Z");
    attribute(client, "steward.version", "99");
    attribute(
        client,
        "steward.permit",
        switch (i % 3) {
          case 0 -> "eyJhbGciOiJFUzI1NiJ9.eyJpZCI6IjEifQ." + "A".repeat(86);
          case 1 -> "see the wiki";
          default -> "x".repeat(20_000);
        });
  }

  /** Whatever else an export may hold of a client. */
  private void drawn(int i) {
    boolean acts = random.nextBoolean();
    ObjectNode client = acts ? account(BEGIN + i) : client(BEGIN + i);
    client.put("enabled", random.nextInt(6) > 0);
    client.put("surrogateAuthRequired", random.nextBoolean());
    client.put("bearerOnly", random.nextInt(8) == 0);
    client.put("directAccessGrantsEnabled", random.nextInt(3) == 0);
    client.put("alwaysDisplayInConsole", random.nextBoolean());
    client.put("notBefore", random.nextInt(5) == 0 ? Integer.MAX_VALUE - 1 : 0);
    client.put("nodeReRegistrationTimeout", -1);
    client.put(
        "clientAuthenticatorType", AUTHENTICATORS.get(random.nextInt(AUTHENTICATORS.size())));
    if (random.nextInt(8) == 0) {
      client.put("protocol", random.nextBoolean() ? "docker-v2" : "saml");
    }
    if (random.nextInt(4) == 0) {
      client.remove("secret");
    }
    attribute(client, "client.secret.creation.time", AGES.get(random.nextInt(AGES.size())));
    attribute(client, "client.secret.rotated", "an older secret");
    attribute(client, "client.secret.rotated.expiration.time", "1");
    if (random.nextInt(4) == 0) {
      attribute(client, "client.secret.expiration.time", random.nextBoolean() ? "1" : "never");
    }
    switch (random.nextInt(5)) {
      case 0 -> {
        attribute(client, "use.jwks.url", "true");
        attribute(client, "jwks.url", "https://keys.example.org/%00");
      }
      case 1 -> {
        attribute(client, "use.jwks.string", "TRUE");
        attribute(client, "jwks.string", "{\"keys\":[]}");
      }
      case 2 -> attribute(client, "jwt.credential.certificate", "MIIB".repeat(900));
      case 3 -> attribute(client, "x509.subjectdn", "CN=.*,O=\"Strange, & Söhne\"");
      default -> attribute(client, "tls.client.certificate.bound.access.tokens", "true");
    }
    if (random.nextInt(4) == 0) {
      attribute(client, "standard.token.exchange.enabled", "true");
      attribute(client, "client_credentials.use_refresh_token", "true");
    }
    attribute(client, "team.cost-centre", "{\"nested\":{\"list\":[1,2,3]}}");
    attribute(client, "description.de", "Überträgt Rechnungen. ".repeat(180));
    attribute(client, "backchannel.logout.url", "");
  }

  private ObjectNode client(String clientId) {
    ObjectNode client =
        clients
            .addObject()
            .put("clientId", clientId)
            .put("secret", secret)
            .put("protocol", "openid-connect")
            .put("standardFlowEnabled", false);
    client.putObject("attributes");
    return client;
  }

  private ObjectNode account(String clientId) {
    users
        .addObject()
        .put("username", "service-account-" + clientId)
        .put("enabled", random.nextInt(9) > 0 || !clientId.matches(BEGIN + "\\d+"))
        .put("serviceAccountClientId", clientId)
        .putArray("realmRoles")
        .add("auditor");
    return client(clientId).put("serviceAccountsEnabled", true);
  }

  private ObjectNode user(String name) {
    return users.addObject().put("username", name).put("enabled", true);
  }

  private String id(String name) {
    return admin
        .must("GET", "%s/users?exact=true&username=%s".formatted(PATH, encoded(name)), null)
        .at("/0/id")
        .asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void attribute(ObjectNode client, String name, String value) {
    ((ObjectNode) client.path("attributes")).put(name, value);
  }
}
