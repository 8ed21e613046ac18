package dev.steward.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some four hundred clients as a realm has them after ten years of many hands, as a partial import:
 * odd names, switches that contradict each other, contacts that nobody reads.
 */
final class MessyRealm {

  /** A client that seems to be an AI agent, and says so in its name. */
  static final String AGENT = "langgraph-agent-";

  /** A client that seems to be a workload, and says so in its name. */
  static final String WORKLOAD = "jenkins-runner-";

  /** A bot that signs in as a user. */
  static final String BOT = "vt220.bot_";

  /** A client whose service account is switched on and, as imports leave it, not there. */
  static final String BARE = "bare-";

  static final String LEGACY = "legacy-batch-";

  /** Two clients of one name but for the case. */
  static final String TWIN = "Ledger-Sync-";

  static final int OWNERS = 6;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 50;
  private static final int LONGEST_NAME = 230;
  private static final int ATTRIBUTES = 2_000;
  private static final int FINE_ROLES = 300;

  private static final List<String> ODD_NAMES =
      List.of(
          "Überweisungs-Bot",
          "支払い-エージェント",
          "бухгалтерия",
          "🤖-helper",
          "e\u0301clair and éclair",
          " leading and trailing ",
          "with/slash",
          "100%percent%20twice",
          "quote'\"quote",
          "tab\tinside",
          "new\nline",
          "<script>alert(1)</script>",
          "=cmd|' /C calc'!A0",
          "https://agents.example.org/.well-known/client.json",
          "null",
          "..",
          "semi;colon,comma",
          "\u202Eright to left",
          "zero\u200Bwidth",
          "x".repeat(LONGEST_NAME),
          "'; drop table client; --",
          "${realm}",
          "*",
          "_",
          "1");

  private final DemoEnv env;
  private final ArrayNode clients = JSON.createArrayNode();
  private final ArrayNode users = JSON.createArrayNode();
  private final ArrayNode groups = JSON.createArrayNode();
  private final Map<String, ArrayNode> clientRoles = new TreeMap<>();

  private MessyRealm(DemoEnv env) {
    this.env = env;
  }

  /** All of it, as Keycloak's partial import takes it: some clients at a time, then the others. */
  static List<ObjectNode> asImports(DemoEnv env) {
    MessyRealm realm = new MessyRealm(env);
    realm.people();
    realm.whoActs();
    realm.whoDoesNot();
    realm.whoIsOdd();
    List<ObjectNode> imports = inParts(realm.clients);
    ObjectNode rest = anImport().set("groups", realm.groups);
    ObjectNode roles = rest.putObject("roles").putObject("client");
    realm.clientRoles.forEach(roles::set);
    rest.set("users", realm.users);
    imports.add(rest);
    return imports;
  }

  /** Imports of some clients each: of many at once Keycloak looks at all for each that it makes. */
  static List<ObjectNode> inParts(ArrayNode clients) {
    List<ObjectNode> imports = new ArrayList<>();
    for (int from = 0; from < clients.size(); from += AT_ONCE) {
      ArrayNode some = JSON.createArrayNode();
      for (int i = from; i < Math.min(clients.size(), from + AT_ONCE); i++) {
        some.add(clients.get(i));
      }
      imports.add(anImport().set("clients", some));
    }
    return imports;
  }

  static ObjectNode anImport() {
    return JSON.createObjectNode().put("ifResourceExists", "FAIL");
  }

  /** Somebody who may answer for clients. */
  static String owner(int i) {
    return "messy.owner" + i;
  }

  private void people() {
    for (int i = 0; i < OWNERS; i++) {
      person(owner(i), true).putArray("realmRoles").add("reviewer");
    }
    person("messy.gone", false);
    groups
        .addObject()
        .put("name", "Payments")
        .put("path", "/Payments")
        .putArray("subGroups")
        .addObject()
        .put("name", "移行")
        .put("path", "/Payments/移行");
  }

  private ObjectNode person(String name, boolean enabled) {
    ObjectNode person =
        users
            .addObject()
            .put("username", name)
            .put("email", name.toUpperCase(Locale.ROOT) + "@Example.ORG")
            .put("firstName", "Mess")
            .put("lastName", name)
            .put("enabled", enabled);
    person
        .putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", env.password(name))
        .put("temporary", false);
    return person;
  }

  private void whoActs() {
    for (int i = 0; i < 60; i++) {
      ObjectNode client = client(LEGACY + i).put("serviceAccountsEnabled", true);
      attribute(client, "contacts", contacts(i));
      account(LEGACY + i).putArray("realmRoles").add("auditor");
    }
    for (int i = 0; i < 20; i++) {
      withAccount(AGENT + i);
      withAccount(WORKLOAD + i);
      client(BOT + i).put("directAccessGrantsEnabled", true).put("publicClient", i % 2 == 0);
      attribute(client("exchange " + i), "standard.token.exchange.enabled", "true");
    }
    for (int i = 0; i < 15; i++) {
      attribute(client("asserts-" + i), "oauth2.jwt.authorization.grant.enabled", "true");
      withAccount("stopped-" + i).put("enabled", false);
      ObjectNode ciba = client("ciba." + i);
      attribute(ciba, "oidc.ciba.grant.enabled", "true");
      attribute(ciba, "ciba.backchannel.token.delivery.mode", "poll");
    }
    for (int i = 0; i < 10; i++) {
      client(TWIN + i).put("directAccessGrantsEnabled", true);
      client(TWIN.toUpperCase(Locale.ROOT) + i).put("directAccessGrantsEnabled", true);
      ObjectNode bare = client(BARE + i).put("serviceAccountsEnabled", true);
      bare.putArray("defaultClientScopes");
      bare.putArray("optionalClientScopes");
      bare.remove("name");
      ObjectNode none = withAccount("no-protocol-" + i);
      none.remove("protocol");
    }
  }

  private void whoDoesNot() {
    for (int i = 0; i < 30; i++) {
      client("web-" + i);
      client("spa-" + i).put("publicClient", true);
      client("https://sp.example.org/saml/" + i)
          .put("protocol", "saml")
          .put("serviceAccountsEnabled", i % 3 == 0)
          .put("directAccessGrantsEnabled", i % 3 == 1);
    }
    for (int i = 0; i < 10; i++) {
      client("api-" + i).put("bearerOnly", true).put("serviceAccountsEnabled", true);
      client("asks-first-" + i).put("directAccessGrantsEnabled", true).put("consentRequired", true);
      client("open-" + i).put("publicClient", true).put("serviceAccountsEnabled", true);
      attribute(
          client("open-exchange-" + i).put("publicClient", true),
          "standard.token.exchange.enabled",
          "true");
    }
  }

  private void whoIsOdd() {
    for (String name : ODD_NAMES) {
      ObjectNode client = withAccount(name);
      client.put("description", "Made by %s. ".formatted(name).repeat(40).substring(0, 255));
    }
    ObjectNode wordy = withAccount("wordy");
    for (int i = 0; i < ATTRIBUTES; i++) {
      attribute(wordy, (i % 10 == 0 ? "contact." : "note.") + i, "somebody ".repeat(60) + i);
    }
    String powerful = "powerful";
    client(powerful).put("serviceAccountsEnabled", true);
    ArrayNode fine = clientRoles.computeIfAbsent(powerful, none -> JSON.createArrayNode());
    ArrayNode given = account(powerful).putObject("clientRoles").putArray(powerful);
    for (int i = 0; i < FINE_ROLES; i++) {
      String role = "Lager/%03d: lesen & schreiben".formatted(i);
      fine.addObject().put("name", role);
      given.add(role);
    }
    String member = "member";
    client(member).put("serviceAccountsEnabled", true);
    account(member).putArray("groups").add("/Payments/移行");
  }

  /** What a contact looks like after ten years: some are people, some were, some never. */
  static String contacts(int i) {
    return switch (i % 6) {
      case 0 -> owner(i % OWNERS) + "@example.org";
      case 1 -> "messy.gone@example.org";
      case 2 -> "mailto:, @, a@b, @@example.org;;##";
      case 3 -> "nobody" + i + "@example.org";
      case 4 -> "Call 555-" + i + " and ask for Jim";
      default -> "";
    };
  }

  private ObjectNode client(String clientId) {
    ObjectNode client =
        clients
            .addObject()
            .put("clientId", clientId)
            .put("name", clientId.length() % 7 == 0 ? "" : "${" + clientId + "}")
            .put("protocol", "openid-connect")
            .put("secret", env.clientSecret("messy"))
            .put("standardFlowEnabled", true);
    client.putArray("redirectUris").add("https://example.org/*");
    client.putObject("attributes");
    return client;
  }

  private ObjectNode withAccount(String clientId) {
    account(clientId);
    return client(clientId).put("serviceAccountsEnabled", true);
  }

  private ObjectNode account(String clientId) {
    return users
        .addObject()
        .put("username", "service-account-" + clientId)
        .put("enabled", true)
        .put("serviceAccountClientId", clientId);
  }

  private static void attribute(ObjectNode client, String name, String value) {
    ((ObjectNode) client.path("attributes")).put(name, value);
  }
}
