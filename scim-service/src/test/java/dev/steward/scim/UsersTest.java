package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.OwnerChange;
import dev.steward.ownership.Orphans;
import dev.steward.registry.IdentityRegistry;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UsersTest {

  @Inject IdentityRegistry registry;
  @Inject Database database;
  @Inject Orphans orphans;

  private ScimClient scim;
  private String name;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    name = "ada-" + UUID.randomUUID();
  }

  @Test
  void keepsEveryAttributeOfTheStandard() {
    String document =
        """
        {'schemas': ['%s', '%s'], 'userName': '%s', 'externalId': 'E-7', 'displayName': 'Ada',
         'name': {'formatted': 'Dr. Ada M. Weaver III', 'familyName': 'Weaver',
           'givenName': 'Ada', 'middleName': 'M.', 'honorificPrefix': 'Dr.',
           'honorificSuffix': 'III'},
         'nickName': 'Addy', 'profileUrl': 'https://looms.example/ada', 'title': 'Weaver',
         'userType': 'Employee', 'preferredLanguage': 'en-GB', 'locale': 'en-GB',
         'timezone': 'Europe/London', 'active': true,
         'emails': [{'value': 'ada@looms.example', 'type': 'work', 'primary': true},
           {'value': 'ada@home.example', 'type': 'home', 'display': 'At home'}],
         'phoneNumbers': [{'value': 'tel:+44-1', 'type': 'pigeon'}],
         'ims': [{'value': 'ada', 'type': 'xmpp'}],
         'photos': [{'value': 'https://looms.example/ada.png', 'type': 'photo'}],
         'addresses': [{'formatted': 'Mill Lane 1', 'streetAddress': 'Mill Lane 1',
           'locality': 'Leith', 'region': 'Lothian', 'postalCode': 'EH6 1AA', 'country': 'GB',
           'type': 'work', 'primary': true}],
         'entitlements': [{'value': 'loom.start'}],
         'roles': [{'value': 'weaver', 'primary': false}],
         'x509Certificates': [{'value': 'MIIBszCCARw='}],
         '%s': {'employeeNumber': '701984', 'costCenter': '4130', 'organization': 'Mill',
           'division': 'Looms', 'department': 'Dyes'}}
        """
            .formatted(UserSchema.URN, EnterpriseSchema.URN, name, EnterpriseSchema.URN);

    Answer created = scim.post("/Users", document);

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(scim.base() + "/Users/" + created.id());
    JsonNode sent = ScimJson.read(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    for (var attribute : sent.properties()) {
      assertThat(created.json().get(attribute.getKey())).isEqualTo(attribute.getValue());
    }
    assertThat(scim.get("/Users/" + created.id()).json()).isEqualTo(created.json());
    Answer again = scim.put("/Users/" + created.id(), document);
    assertThat(again.header("ETag")).isEqualTo(created.header("ETag"));
  }

  @Test
  void letsALeaverGoWhoseCertificateWasTakenBeforeItsBytesWereLookedAt() {
    String id = scim.post("/Users", "{'userName': '%s'}".formatted(name)).id();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into person_value (person_id, position, kind, content)
                    values (?, 0, 'CERTIFICATE', '-----BEGIN CERTIFICATE-----')
                    """,
                    id));

    assertThat(patched(id, "{'op': 'replace', 'path': 'active', 'value': false}")).isEqualTo(200);
    assertThat(patched(id, "{'op': 'add', 'path': 'x509Certificates', 'value': [{'value': '-'}]}"))
        .isEqualTo(400);
    assertThat(scim.get("/Users/" + id).json().path("active").asBoolean()).isFalse();
  }

  private int patched(String id, String operation) {
    return scim.patch("/Users/" + id, operation).status();
  }

  @Test
  void throwsThePasswordAway() {
    Answer created =
        scim.post("/Users", "{'userName': '%s', 'password': 'not kept'}".formatted(name));

    assertThat(created.toString()).doesNotContain("password").doesNotContain("not kept");
    assertThat(scim.filtered("/Users", "password pr").status()).isEqualTo(400);
  }

  @Test
  void letsOneValueBePrimary() {
    Answer created =
        scim.post(
            "/Users",
            """
            {'userName': '%s', 'emails': [{'value': 'a@x.example', 'primary': true},
              {'value': 'b@x.example', 'type': 'home'}]}
            """
                .formatted(name));
    String user = "/Users/" + created.id();

    JsonNode risen =
        scim.patch(
                user,
                "{'op': 'replace', 'path': 'emails[type eq \\'home\\'].primary', 'value': 'True'}"
                    .replace("\\'", "\\\""))
            .json();
    assertThat(risen.at("/emails/0/primary").booleanValue()).isFalse();
    assertThat(risen.at("/emails/1/primary").booleanValue()).isTrue();

    JsonNode added =
        scim.patch(
                user, "{'op': 'add', 'path': 'emails', 'value': {'value': 'c@x', 'primary': true}}")
            .json();
    assertThat(added.at("/emails/1/primary").booleanValue()).isFalse();
    assertThat(added.at("/emails/2/primary").booleanValue()).isTrue();

    Answer two =
        scim.put(
            user,
            """
            {'userName': '%s', 'emails': [{'value': 'a', 'primary': true},
              {'value': 'b', 'primary': true}]}
            """
                .formatted(name));
    assertThat(two.status()).isEqualTo(400);
    assertThat(two.json().path("scimType").textValue()).isEqualTo("invalidValue");
  }

  @Test
  void addsAValueOnceWhateverElseIsSaidAboutIt() {
    String user =
        "/Users/"
            + scim.post(
                    "/Users",
                    "{'userName': '%s', 'emails': [{'value': 'a@x', 'type': 'work'}]}"
                        .formatted(name))
                .id();

    JsonNode emails =
        scim.patch(
                user,
                """
                {'op': 'add', 'path': 'emails', 'value':
                  [{'value': 'a@x', 'type': 'Work', 'display': 'At work', 'primary': 'True'},
                   {'value': 'a@x', 'type': 'home'}]}
                """)
            .json()
            .path("emails");
    assertThat(Samples.texts(emails, "type")).containsExactly("Work", "home");
    assertThat(emails.at("/0/display").textValue()).isEqualTo("At work");
    assertThat(emails.at("/0/primary").booleanValue()).isTrue();

    JsonNode left =
        scim.patch(
                user,
                """
                {'op': 'remove', 'path': 'emails', 'value':
                  [{'value': 'a@x', 'type': 'work', 'display': 'Old', 'primary': false}]}
                """)
            .json()
            .path("emails");
    assertThat(Samples.texts(left, "type")).containsExactly("home");
  }

  @Test
  void tellsTheManagersNameInWhateverWayTheManagerWasNamed() {
    String boss =
        scim.post("/Users", "{'userName': 'boss-%s', 'displayName': 'Bo'}".formatted(name)).id();
    String user = "/Users/" + scim.post("/Users", "{'userName': '%s'}".formatted(name)).id();
    for (String manager :
        List.of(
            "'%s'", "{'value': '%s'}", "[{'value': '%s', '$ref': null}]", "{'$ref': '../%s'}")) {
      JsonNode told =
          scim.patch(
                  user,
                  "{'op': 'remove', 'path': '%s:manager'}, {'op': 'Add', 'path': '%s:manager', 'value': %s}"
                      .formatted(
                          EnterpriseSchema.URN, EnterpriseSchema.URN, manager.formatted(boss)))
              .json()
              .path(EnterpriseSchema.URN)
              .path("manager");

      assertThat(told.path("value").textValue()).as(manager).isEqualTo(boss);
      assertThat(told.path("displayName").textValue()).isEqualTo("Bo");
      assertThat(told.path("$ref").textValue()).isEqualTo(scim.base() + "/Users/" + boss);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userName sw \"NAME\"",
        "emails[type eq \"work\" and value co \"@LOOMS\"]",
        "emails.value eq \"NAME@looms.example\"",
        "emails eq \"NAME@looms.example\"",
        "emails pr and not (emails.type eq \"home\")",
        "emails[primary eq true]",
        "not (phoneNumbers pr) and active eq true",
        "addresses[locality eq \"leith\"]",
        "addresses pr and addresses.country eq \"GB\"",
        "photos.value eq \"https://looms.example/a\"",
        "name.familyName eq \"weaver\" and name pr",
        "active eq true",
        "URN:department eq \"dyes\"",
        "URN:manager pr or URN:costCenter pr",
        "schemas eq \"URN\"",
        "meta.resourceType eq \"User\" and active eq true",
        "meta.created gt \"2001-01-01T00:00:00Z\" and active ne false",
        "roles.value eq \"weaver\" and roles.value ne \"emails\"",
        "nickName eq null and title pr",
      })
  void findsPeopleByWhateverIsSaidOfThem(String filter) {
    String id =
        scim.post(
                "/Users",
                """
                {'userName': '%s', 'title': 'W', 'name': {'familyName': 'Weaver'},
                 'emails': [{'value': '%s@looms.example', 'type': 'work', 'primary': true}],
                 'addresses': [{'locality': 'Leith', 'country': 'GB'}],
                 'photos': [{'value': 'https://looms.example/a'}],
                 'roles': [{'value': 'weaver'}],
                 '%s': {'department': 'Dyes', 'costCenter': '1'}}
                """
                    .formatted(name, name, EnterpriseSchema.URN))
            .id();
    scim.post("/Users", "{'userName': 'other-%s', 'active': false}".formatted(name));

    Answer found =
        scim.filtered(
            "/Users",
            "userName co \"%s\" and (%s)"
                .formatted(
                    name, filter.replace("NAME", name).replace("URN", EnterpriseSchema.URN)));

    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    assertThat(Samples.texts(found.json().path("Resources"), "id")).containsExactly(id);
  }

  @Test
  void showsThePeopleWhomOnlyKeycloakKnows() {
    String id = Sample.person();

    Answer known = scim.get("/Users/" + id);

    assertThat(known.status()).as(known.toString()).isEqualTo(200);
    assertThat(known.json().path("userName").textValue()).isEqualTo("user-" + id);
    assertThat(known.json().at("/emails/0/value").textValue()).isEqualTo(id + "@example.org");
    String stranger = Sample.person();
    JsonNode found = scim.filtered("/Users", "userName eq \"USER-%s\"".formatted(stranger)).json();
    assertThat(found.at("/Resources/0/id").textValue()).isEqualTo(stranger);
    KeycloakDouble.running().forget(id);
    assertThat(scim.get("/Users/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void takesTheFirstCreateOfWhoOwnsSomethingAlready() {
    String owner = Sample.person();
    registry.register(Sample.agent(owner), Sample.PROVISIONER);
    String document = "{'userName': 'user-%s', 'displayName': 'Ada'}".formatted(owner);

    Answer created = scim.post("/Users", document);

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.id()).isEqualTo(owner);
    Answer second = scim.post("/Users", document);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("scimType").textValue()).isEqualTo("uniqueness");
  }

  @Test
  void orphansWhatADeactivatedPersonOwned() {
    String owner = Sample.person();
    Identity identity = accepted(owner);
    long before = orphans.count();

    scim.patch("/Users/" + owner, "{'op': 'replace', 'value': {'active': false}}");
    assertThat(orphans.count()).isEqualTo(before + 1);
    scim.patch("/Users/" + owner, "{'op': 'replace', 'value': {'active': true}}");
    assertThat(orphans.count()).isEqualTo(before);
    assertThat(scim.delete("/Users/" + owner).status()).isEqualTo(204);
    assertThat(orphans.count()).isEqualTo(before + 1);

    assertThat(scim.get("/Users/" + owner).status()).isEqualTo(404);
    String agent = "/Agents/" + identity.id();
    Answer orphan = scim.patch(agent, "{'op': 'replace', 'path': 'displayName', 'value': 'Alone'}");
    assertThat(orphan.status()).as(orphan.toString()).isEqualTo(200);
    assertThat(orphan.json().has("owners")).isFalse();
    assertThat(orphan.governance().at("/owners/0/value").textValue()).isEqualTo(owner);
    assertThat(orphan.governance().at("/owners/0").has("$ref")).isFalse();
    String heir = Sample.person();
    JsonNode inherited =
        scim.patch(agent, "{'op': 'add', 'path': 'owners', 'value': '%s'}".formatted(heir)).json();
    assertThat(Samples.texts(inherited.path("owners"), "value")).containsExactly(heir);
  }

  @Test
  void findsATextInTheSpellingOfAnyLanguage() {
    String text = "İstanbul Straße ŁÓDŹ " + name;
    String id =
        scim.post("/Users", "{'userName': '%s', 'displayName': '%s'}".formatted(name, text)).id();

    for (String filter : List.of("eq \"%s\"", "sw \"%s\"", "co \"%s\"", "ge \"%s\"")) {
      JsonNode found =
          scim.filtered(
                  "/Users",
                  "userName eq \"%s\" and displayName %s".formatted(name, filter.formatted(text)))
              .json();
      assertThat(Samples.texts(found.path("Resources"), "id")).as(filter).containsExactly(id);
    }
  }

  @Test
  void recognizesWhomKeycloakNamesOtherwise() {
    String subject = UUID.randomUUID().toString();
    String id = scim.post("/Users", "{'userName': 'user-%s'}".formatted(subject)).id();
    KeycloakDouble.running().person(subject, true);

    Identity identity = registry.register(Sample.agent(subject), Sample.PROVISIONER).identity();

    assertThat(identity.owners().getFirst().person()).isEqualTo(id);
    RestAssured.given()
        .auth()
        .oauth2(Tokens.person(subject, "reviews:decide"))
        .post("/identities/" + identity.id() + "/acceptance")
        .then()
        .statusCode(200);
  }

  private Identity accepted(String owner) {
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    return registry
        .change(
            identity.id(),
            null,
            List.of(new OwnerChange.AcceptOwnership(owner)),
            Sample.PROVISIONER)
        .identity();
  }
}
