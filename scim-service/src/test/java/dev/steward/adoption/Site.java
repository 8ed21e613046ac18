package dev.steward.adoption;

import static io.restassured.RestAssured.given;

import dev.steward.delivery.Reconciler;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A site with clients that nobody registered, and the people who work there. */
final class Site {

  final Realm realm = new Realm();
  private final Reconciler reconciler;

  Site(Reconciler reconciler) {
    this.reconciler = reconciler;
    KeycloakDouble.running().gate(realm);
  }

  /** Adds a client under a name of its own and has it met; tells its uuid. */
  String shadow(String name, Map<String, Object> facts) {
    String uuid = realm.client(name, facts);
    reconciler.run();
    return uuid;
  }

  static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Somebody whom a feed describes under a user name; tells the id. */
  static String fed(String userName) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write scim:read"))
        .contentType("application/scim+json; charset=UTF-8")
        .body(
            Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                "userName",
                userName,
                "active",
                true,
                "emails",
                List.of(Map.of("value", userName + "@fed.example", "primary", true))))
        .post("/scim/v2/Users")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  /** Facts about a client that a person made. */
  static Map<String, Object> madeBy(String person) {
    return Map.of(
        "origin",
        Map.of("how", "admin", "at", "2026-01-02T03:04:05Z", "by", Map.of("user", person)));
  }

  static Map<String, Object> and(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }

  /** A registered and accepted agent of the realm under a name; tells its uuid. */
  String registered(IdentityRegistry registry, String clientId, String owner) {
    String uuid = realm.client(clientId, Map.of());
    registry.register(
        Sample.agent(owner, new Client(KeycloakDouble.REALM, uuid)),
        new Actor(Actor.Type.PERSON, owner, "steward-console"));
    return uuid;
  }

  /** The report's line about a client. */
  Map<String, Object> line(String client) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .queryParam("limit", 1000)
        .get("/reports/shadows")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("shadows.find { it.client == '" + client + "' }");
  }

  Response adopt(boolean preview, Map<String, Object> wish) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType(ContentType.JSON)
        .queryParam("preview", preview)
        .body(wish)
        .post("/adoptions");
  }

  /** Puts a client before owners; tells the adoption. */
  String asked(String client, String... owners) {
    return adopt(
            false,
            Map.of(
                "clients",
                List.of(client),
                "owners",
                Arrays.stream(owners).map(one -> Map.of("person", one)).toList()))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("results[0].adoption");
  }

  Response accept(String adoption, String person) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, "reviews:decide"))
        .post("/adoptions/{id}/acceptance", adoption);
  }

  Response decline(String adoption, String person, Map<String, String> words) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, "reviews:decide"))
        .contentType(ContentType.JSON)
        .body(words)
        .post("/adoptions/{id}/refusal", adoption);
  }

  List<String> mine(String person) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, "reviews:decide"))
        .get("/adoptions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("adoptions.id");
  }
}
