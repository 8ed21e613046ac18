package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.util.List;
import java.util.Map;

/** Clients that somebody made by hand: with ids of their choice, and with roles of each other. */
final class HandmadeClients {

  /** A client whose internal id somebody chose. */
  static final String CHOSEN = StrangeRealm.BEGIN + "chosen ";

  static final List<String> CHOSEN_IDS =
      List.of("strange-billing", "strange billing 2", "strange%2Fbilling", "Überweisung+Bot");

  /** A client whose roles are those of others, and within roles of others. */
  static final String BORROWER = StrangeRealm.BEGIN + "borrower";

  static final String LENDER = StrangeRealm.BEGIN + "lender";
  static final String SOURCE = StrangeRealm.BEGIN + "source";

  private static final String PATH = "/" + DemoRealm.NAME;

  private final RealmAdmin admin;
  private final String secret;

  HandmadeClients(RealmAdmin admin, String secret) {
    this.admin = admin;
    this.secret = secret;
  }

  void make() {
    for (String id : CHOSEN_IDS) {
      admin.create(
          PATH + "/clients",
          Map.of(
              "id", id, "clientId", CHOSEN + id, "secret", secret, "serviceAccountsEnabled", true));
    }
    borrow();
  }

  /** A role of one client that has one of another within it, given to a third. */
  private void borrow() {
    String source = admin.create(PATH + "/clients", Map.of("clientId", SOURCE));
    String lender = admin.create(PATH + "/clients", Map.of("clientId", LENDER));
    String borrower =
        admin.create(
            PATH + "/clients", Map.of("clientId", BORROWER, "serviceAccountsEnabled", true));
    JsonNode inner = role(source, "inner");
    JsonNode outer = role(lender, "outer");
    admin.must(
        "POST",
        PATH + "/roles-by-id/%s/composites".formatted(outer.path("id").asText()),
        List.of(inner));
    String account =
        admin
            .must("GET", PATH + "/clients/%s/service-account-user".formatted(borrower), null)
            .path("id")
            .asText();
    admin.must(
        "POST",
        PATH + "/users/%s/role-mappings/clients/%s".formatted(account, lender),
        List.of(outer));
  }

  private JsonNode role(String client, String name) {
    String roles = PATH + "/clients/%s/roles".formatted(client);
    admin.must("POST", roles, Map.of("name", name));
    return admin.must("GET", roles + "/" + name, null);
  }
}
