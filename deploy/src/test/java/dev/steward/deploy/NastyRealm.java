package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Clients that nobody has seen before: names, switches, owners, roles and mappers drawn by a seed.
 * Another seed makes another realm ({@code -Dsteward.test.messy.seed=…}).
 */
final class NastyRealm {

  static final long SEED = Long.getLong("steward.test.messy.seed", 20_261_122);
  static final int CLIENTS = 240;

  /** What the names of all of them end with, so that they do not meet those of other tests. */
  static final String END = "~nasty";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/" + DemoRealm.NAME;
  private static final int WIDE_SCOPES = 40;

  private static final List<String> NAMES =
      List.of(
          "https://agents.example.org/%d/client.json",
          "urn:robot:%d",
          "team/eu/%d",
          "100%%25 off %d",
          "%d & <b>sons</b>",
          "a b  c %d",
          "ÄÖÜ-ß-%d",
          "🦊🚀-%d",
          "*.%d.*",
          "client?x=%d#y",
          "O'Brien\"%d\"",
          "ops:%d:read;write,all",
          "\u0130stanbul-%d",
          "\u202Eimx-%d");

  private static final List<String> OWNER_ATTRIBUTES =
      List.of(
          "owner",
          "OWNER",
          "Owner-Email",
          "contact",
          "contacts",
          "team",
          "managed-by",
          "Managed.By",
          "owned_by",
          "responsible person",
          "maintainers");

  private static final List<String> CLIENT_AUTHENTICATORS =
      List.of("client-secret", "client-secret", "client-jwt", "client-x509", "client-secret-jwt");

  private final RealmAdmin admin;
  private final String secret;
  private final Random random = new Random(SEED);
  private final List<String> refused = new ArrayList<>();
  private final Map<String, Integer> made = new TreeMap<>();
  private String group = "";

  NastyRealm(RealmAdmin admin, String secret) {
    this.admin = admin;
    this.secret = secret;
  }

  /** The uuids of those that Keycloak took, and as the how manieth each was drawn. */
  Map<String, Integer> made() {
    return made;
  }

  /** What Keycloak would not take, and why. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  void make() {
    roles();
    List<String> wide = wideScopes();
    for (int i = 0; i < CLIENTS; i++) {
      ObjectNode client = client(i);
      if (i % 60 == 7) {
        ArrayNode scopes = client.putArray("optionalClientScopes");
        wide.forEach(scopes::add);
      }
      Answer answer = admin.post(PATH + "/clients", client);
      if (answer.status() == 201) {
        String uuid = uuid(client.path("clientId").asText());
        made.put(uuid, i);
        account(uuid);
      } else {
        refused.add(client.path("clientId").asText() + ": " + answer);
      }
    }
  }

  /** A role that hides power within another one, and a group that gives it to those below. */
  private void roles() {
    JsonNode power =
        admin.must(
            "GET",
            PATH + "/clients/%s/roles/manage-clients".formatted(uuid("realm-management")),
            null);
    for (String role : List.of("nasty-inner", "nasty-outer")) {
      admin.must("POST", PATH + "/roles", Map.of("name", role));
    }
    admin.must("POST", PATH + "/roles/nasty-inner/composites", List.of(power));
    admin.must("POST", PATH + "/roles/nasty-outer/composites", List.of(role("nasty-inner")));
    String above = admin.create(PATH + "/groups", Map.of("name", "Nasty, Inc."));
    admin.must(
        "POST", PATH + "/groups/%s/role-mappings/realm".formatted(above), List.of(role("auditor")));
    group = admin.create(PATH + "/groups/" + above + "/children", Map.of("name", "A/B ~ \"C\""));
  }

  private List<String> wideScopes() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < WIDE_SCOPES; i++) {
      String name = "nasty:%02d:%s".formatted(i, "s".repeat(90));
      admin.must(
          "POST", PATH + "/client-scopes", Map.of("name", name, "protocol", "openid-connect"));
      names.add(name);
    }
    return names;
  }

  private ObjectNode client(int i) {
    ObjectNode client =
        JSON.createObjectNode()
            .put("clientId", name(i))
            .put("secret", secret)
            .put("enabled", random.nextInt(8) > 0)
            .put("publicClient", random.nextInt(4) == 0)
            .put("bearerOnly", random.nextInt(12) == 0)
            .put("standardFlowEnabled", random.nextBoolean())
            .put("implicitFlowEnabled", random.nextInt(5) == 0)
            .put("directAccessGrantsEnabled", random.nextInt(3) == 0)
            .put("consentRequired", random.nextInt(6) == 0)
            .put("fullScopeAllowed", random.nextBoolean());
    // Their accounts would have one name: Keycloak writes it in small letters.
    boolean account =
        !isTwin(i)
            && random.nextBoolean()
            && !client.path("publicClient").asBoolean()
            && !client.path("bearerOnly").asBoolean();
    client.put("serviceAccountsEnabled", account);
    client.put("authorizationServicesEnabled", account && random.nextInt(5) == 0);
    if (random.nextInt(60) == 0) {
      client.put("protocol", "saml");
    } else {
      client.put("protocol", "openid-connect");
      client.put("clientAuthenticatorType", drawn(CLIENT_AUTHENTICATORS));
    }
    switch (random.nextInt(5)) {
      case 0 -> client.putNull("name");
      case 1 -> client.put("name", "");
      case 2 -> client.put("name", "🤖 " + "n".repeat(250));
      case 3 -> client.put("name", "${client_" + i + "}");
      default -> client.put("name", "Bot \u0007 number " + i);
    }
    if (random.nextBoolean()) {
      client.put("description", "d".repeat(random.nextInt(255)));
    }
    client.putArray("redirectUris").add(random.nextBoolean() ? "*" : "https://x.example.org/*");
    // Keycloak would draw a key of 4096 bits for each SAML client that signs, which takes a minute.
    client.set("attributes", attributes(i).put("saml.client.signature", "false"));
    if (random.nextInt(4) == 0 && !client.path("protocol").asText().equals("saml")) {
      client.putArray("protocolMappers").add(falseAzp());
    }
    return client;
  }

  /** Twins differ by nothing but their case. */
  private String name(int i) {
    if (isTwin(i)) {
      String twin = "Twin-%d%s".formatted(i / 20, END);
      return i % 20 == 0 ? twin : twin.toUpperCase(Locale.ROOT);
    }
    return drawn(NAMES).formatted(i) + END;
  }

  private static boolean isTwin(int i) {
    return i % 20 < 2;
  }

  private ObjectNode attributes(int i) {
    ObjectNode attributes = JSON.createObjectNode();
    for (int more = random.nextInt(3); more >= 0; more--) {
      attributes.put(drawn(OWNER_ATTRIBUTES), contact(i));
    }
    for (String grant :
        List.of(
            "standard.token.exchange.enabled",
            "oauth2.jwt.authorization.grant.enabled",
            "oidc.ciba.grant.enabled",
            "oauth2.device.authorization.grant.enabled")) {
      if (random.nextInt(6) == 0) {
        attributes.put(grant, drawn(List.of("true", "TRUE", "True", "false", "yes", "1")));
      }
    }
    attributes.put("note \u0001\u001B[31m", "\u0002 control \u0007 characters \uFFFE");
    attributes.put("🦄", "🐉".repeat(200));
    if (random.nextInt(10) == 0) {
      attributes.put("essay", "Lorem ipsum. ".repeat(4_000));
    }
    return attributes;
  }

  /** How a person is named by somebody in a hurry. Each has a word that leads to an owner. */
  static String contact(int i) {
    String owner = MessyRealm.owner(i % MessyRealm.OWNERS);
    String email = owner + "@example.org";
    return switch (i % 9) {
      case 0 -> email;
      case 1 -> "mailto:" + email.toUpperCase(Locale.ROOT);
      case 2 -> "\"Lastname, Mess\" <%s>".formatted(email);
      case 3 -> "ghost@example.org; " + email;
      case 4 -> "ghost@example.org##" + email + "##";
      case 5 -> "[\"%s\"]".formatted(email);
      case 6 -> "Mess (%s) or Jim".formatted(email);
      case 7 -> owner;
      default -> " \t" + email + "\u00A0";
    };
  }

  private static ObjectNode falseAzp() {
    ObjectNode mapper =
        JSON.createObjectNode()
            .put("name", "somebody else")
            .put("protocol", "openid-connect")
            .put("protocolMapper", "oidc-hardcoded-claim-mapper");
    mapper
        .putObject("config")
        .put("claim.name", "azp")
        .put("claim.value", "admin-cli")
        .put("jsonType.label", "String")
        .put("access.token.claim", "true");
    return mapper;
  }

  /** What happens to service accounts over the years. */
  private void account(String client) {
    Answer found = admin.get(PATH + "/clients/%s/service-account-user".formatted(client));
    if (found.status() != 200) {
      return;
    }
    String user = PATH + "/users/" + found.body().path("id").asText();
    switch (random.nextInt(6)) {
      case 0 -> admin.must("DELETE", user, null);
      case 1 -> admin.must("PUT", user, Map.of("enabled", false));
      case 2 -> admin.must("POST", user + "/role-mappings/realm", List.of(role("nasty-outer")));
      case 3 -> admin.must("PUT", user + "/groups/" + group, null);
      default -> {}
    }
  }

  private JsonNode role(String name) {
    return admin.must("GET", PATH + "/roles/" + name, null);
  }

  private String uuid(String clientId) {
    for (JsonNode each :
        admin.must(
            "GET",
            PATH + "/clients?clientId=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8),
            null)) {
      if (each.path("clientId").asText().equals(clientId)) {
        return each.path("id").asText();
      }
    }
    throw new AssertionError("the realm has no client " + clientId);
  }

  private <T> T drawn(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
