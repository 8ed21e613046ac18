package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate tells the registry about people of the realm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {

  /** An LDAP server that is not there. */
  private static final Map<String, List<String>> DIRECTORY =
      Map.ofEntries(
          Map.entry("enabled", List.of("true")),
          Map.entry("editMode", List.of("READ_ONLY")),
          Map.entry("vendor", List.of("other")),
          Map.entry("usernameLDAPAttribute", List.of("uid")),
          Map.entry("rdnLDAPAttribute", List.of("uid")),
          Map.entry("uuidLDAPAttribute", List.of("entryUUID")),
          Map.entry("userObjectClasses", List.of("inetOrgPerson")),
          Map.entry("connectionUrl", List.of("ldap://127.0.0.1:1")),
          Map.entry("usersDn", List.of("ou=people")),
          Map.entry("authType", List.of("none")),
          Map.entry("importEnabled", List.of("true")));

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("people");
  }

  @Test
  void peopleAreFoundByIdAndByNameAndServiceAccountsAreNot() {
    String ada = realm.user("ada");
    realm.user("ben");

    Answer answer =
        realm.gate(
            "POST",
            "/people",
            "application/json",
            """
            {"ids":["%s","nobody"],"usernames":["ben","service-account-the-registry","nobody"]}
            """
                .formatted(ada));

    JsonNode people = answer.body().path("people");
    assertThat(people.findValuesAsText("username")).containsExactlyInAnyOrder("ada", "ben");
    assertThat(people.path(0).path("email").asText()).isEqualTo("ada@example.org");
    assertThat(people.path(0).path("name").asText()).isEqualTo("ada Example");
    assertThat(people.path(0).path("emailVerified").isBoolean()).isTrue();
    assertThat(people.path(0).path("enabled").asBoolean()).isTrue();
  }

  @Test
  void peopleAreFoundByTheirEmailInWhateverCase() {
    realm.user("carol");

    Answer answer =
        realm.gate(
            "POST",
            "/people",
            "application/json",
            """
            {"emails":["Carol@Example.org","carol","arol@example.org","nobody@example.org"]}
            """);

    assertThat(answer.body().path("people").findValuesAsText("username")).containsExactly("carol");
  }

  @Test
  void aPersonIsFoundByTheirEmailHoweverManyServiceAccountsHaveItToo() {
    ObjectNode settings = (ObjectNode) realm.admin().must("GET", "/people", null);
    settings.put("loginWithEmailAllowed", false).put("duplicateEmailsAllowed", true);
    realm.admin().must("PUT", "/people", settings);
    for (int i = 0; i < 6; i++) {
      TestClient client = realm.client("a-robot-" + i, Map.of());
      JsonNode account = realm.admin().must("GET", client.path() + "/service-account-user", null);
      realm
          .admin()
          .must(
              "PUT",
              "/people/users/" + account.path("id").asText(),
              Map.of("email", "zoe@example.org"));
    }
    realm.user("zoe");

    Answer answer =
        realm.gate("POST", "/people", "application/json", "{\"emails\":[\"zoe@example.org\"]}");

    assertThat(answer.body().path("people").findValuesAsText("username")).containsExactly("zoe");
  }

  @Test
  void peopleOfADirectoryThatIsOutOfReachAreAsKeycloakStoredThem() {
    RealmAdmin admin = realm.admin();
    String directory =
        admin.create(
            "/people/components",
            Map.of(
                "name", "out of reach",
                "providerId", "ldap",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "config", DIRECTORY));
    admin.must(
        "POST",
        "/people/partialImport",
        Map.of(
            "ifResourceExists",
            "FAIL",
            "users",
            List.of(personOf(directory, "dora", true), personOf(directory, "emil", false))));
    try {
      Answer answer =
          realm.gate(
              "POST",
              "/people",
              "application/json",
              """
              {"usernames":["dora","emil","nobody"],"emails":["nobody@example.org"]}
              """);

      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      Map<String, Boolean> enabled = new HashMap<>();
      answer
          .body()
          .path("people")
          .forEach(
              person ->
                  enabled.put(
                      person.path("username").asText(), person.path("enabled").asBoolean()));
      assertThat(enabled).isEqualTo(Map.of("dora", true, "emil", false));
    } finally {
      admin.must("DELETE", "/people/components/" + directory, null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"ids\":7}", "{\"ids\":[null]}", "{\"who\":[]}", "nonsense"})
  void aQuestionAboutPeopleThatIsNoneIsRefused(String body) {
    Answer answer = realm.gate("POST", "/people", "application/json", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
  }

  @Test
  void asManyAsMayBeAskedForMayHaveLongNames() {
    realm.user("finn");
    String strangers =
        IntStream.range(0, 199)
            .mapToObj(i -> "\"%s%d\"".formatted("å".repeat(250), i))
            .collect(Collectors.joining(","));

    Answer answer =
        realm.gate(
            "POST",
            "/people",
            "application/json",
            "{\"ids\":[%1$s],\"usernames\":[%1$s,\"finn\"]}".formatted(strangers));

    assertThat(answer.body().path("people").findValuesAsText("username")).containsExactly("finn");
  }

  @Test
  void tooManyPeopleAtOnceAreRefused() {
    String ids = String.join(",", Collections.nCopies(201, "\"x\""));

    assertThat(
            realm.gate("POST", "/people", "application/json", "{\"ids\":[" + ids + "]}").status())
        .isEqualTo(400);
  }

  /** Somebody whom Keycloak once took over from a directory. */
  private static Map<String, Object> personOf(String directory, String name, boolean enabled) {
    return Map.of(
        "username",
        name,
        "enabled",
        enabled,
        "federationLink",
        directory,
        "attributes",
        Map.of("LDAP_ID", List.of(name), "LDAP_ENTRY_DN", List.of("uid=" + name + ",ou=people")));
  }
}
