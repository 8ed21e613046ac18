package dev.steward.scim;

import static dev.steward.scim.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.OwnerChange;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an identity and what Keycloak holds for it, as SCIM shows it. */
@QuarkusTest
class FindingsTest {

  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject Database database;

  private ScimClient scim;
  private String ada;
  private Identity agent;

  @BeforeEach
  void register() {
    scim = ScimClient.allowed("scim:read scim:write");
    ada = Sample.person();
    agent = registry.register(Sample.agent(ada), Sample.PROVISIONER).identity();
  }

  @Test
  void tellThatNobodyAcceptedAndStopWhenSomebodyDoes() {
    assertThat(reasons()).containsExactly("owner-never-accepted");

    accept();

    assertThat(shown().has("findings")).isFalse();
  }

  @Test
  void tellThatTheOwnerLeft() {
    accept();
    KeycloakDouble.running().forget(ada);
    people.refresh(Set.of(ada));

    assertThat(reasons()).containsExactly("owner-left");
    assertThat(shown().path("findings").path(0).path("since").textValue()).isNotBlank();
  }

  @Test
  void tellThatAnOwnerWhoAcceptedOwnsTooMuchOfItsTier() {
    write(
        """
        insert into over_limit (person, risk_tier, owned, since)
        select ?, risk_tier, 500, now() from identity where id = ?
        """,
        ada,
        agent.id().value());
    assertThat(reasons()).containsExactly("owner-never-accepted");

    accept();

    assertThat(reasons()).containsExactly("owner-over-limit");
  }

  @Test
  void tellThatTheOwnerIsAway() {
    accept();
    KeycloakDouble.running().person(ada, false);
    people.refresh(Set.of(ada));

    assertThat(reasons()).containsExactly("owner-disabled");
  }

  @Test
  void takeThePlaceOfAnOwnerWhoIsNotThereAnyMore() {
    String path = "/Agents/" + agent.id();
    KeycloakDouble.running().forget(ada);
    people.refresh(Set.of(ada));
    assertThat(scim.get("/Users/" + ada).status()).isEqualTo(404);

    assertThat(scim.get(path).json().has("owners")).isFalse();
    assertThat(shown().path("owners").path(0).has("$ref")).isFalse();
    assertThat(reasons()).containsExactly("owner-left");
    String whole = scim.get(path).json().toString();
    assertThat(scim.put(path, whole).header("ETag")).isEqualTo("W/\"1\"");
    Answer patched = scim.patch(path, "{'op': 'replace', 'path': 'displayName', 'value': 'Alone'}");
    assertThat(patched.status()).as(patched.toString()).isEqualTo(200);

    String ben = Sample.person();
    scim.patch(path, "{'op': 'add', 'path': 'owners', 'value': [{'value': '%s'}]}".formatted(ben));
    assertThat(Samples.texts(shown().path("owners"), "value")).containsExactly(ben);
  }

  @Test
  void areBesideTheGroupsItIsIn() {
    Answer group =
        scim.post(
            "/Groups",
            "{'displayName': 'Invoices', 'members': [{'value': '%s', 'type': 'Agent'}]}"
                .formatted(agent.id()));
    assertThat(group.status()).as(group.toString()).isEqualTo(201);

    JsonNode groups = scim.get("/Agents/" + agent.id()).json().path("groups");
    assertThat(Samples.texts(groups, "value")).containsExactly(group.id());
    assertThat(Samples.texts(groups, "display")).containsExactly("Invoices");
    String without = "/Agents/" + agent.id() + "?excludedAttributes=groups,findings";
    assertThat(scim.get(without).json().has("groups")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes=GOV:findings",
        "attributes=GOV:findings.reason",
        "attributes=GOV",
        "excludedAttributes=GOV:findings.since",
        "excludedAttributes=GOV:client"
      })
  void areShownToWhoAsksForThem(String query) {
    String path = "/Agents/" + agent.id() + "?" + query.replace("GOV", Urn.GOVERNANCE);

    assertThat(Samples.texts(scim.get(path).governance().path("findings"), "reason"))
        .containsExactly("owner-never-accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attributes=GOV:purpose", "excludedAttributes=GOV:findings"})
  void areNotShownToWhoDoesNot(String query) {
    String path = "/Agents/" + agent.id() + "?" + query.replace("GOV", Urn.GOVERNANCE);

    assertThat(scim.get(path).governance().has("findings")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1,  review-overdue,  grace",
    "12, review-brownout, brownout",
    "15, review-lapsed,   lapsed",
  })
  void tellThatTheReviewIsLate(int daysLate, String reason, String standing) {
    accept();
    late(daysLate);

    assertThat(reasons()).containsExactly(reason);
    assertThat(shown().path("standing").textValue()).isEqualTo(standing);
    assertThat(found("standing eq \"" + standing + "\"")).contains(agent.id().toString());
    assertThat(found("standing ne \"" + standing + "\"")).doesNotContain(agent.id().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "PermitTampered,      permit-tampered",
    "PermitBehind,        permit-behind",
    "PermitAhead,         permit-ahead",
    "ClientReenabled,     client-reenabled",
    "ClientGone,          client-gone",
    "PermitUndeliverable, permit-undeliverable"
  })
  void tellOfIncidents(String incident, String reason) {
    accept();
    write(
        "insert into incident (realm, client_uuid, kind, since)"
            + " values (?, ?, ?, timestamptz '2026-01-02T03:04:05Z')",
        KeycloakDouble.REALM,
        client(),
        incident);

    assertThat(shown().path("findings"))
        .isEqualTo(
            json("{'f': [{'reason': '%s', 'since': '2026-01-02T03:04:05Z'}]}".formatted(reason))
                .get("f"));
  }

  @Test
  void tellThatKeycloakDidNotTakeThePermitYet() {
    accept();
    write("update parcel set last_error = null, state = 'WAITING' where client_uuid = ?", client());
    assertThat(shown().has("findings")).isFalse();

    write("update parcel set last_error = 'HTTP 503' where client_uuid = ?", client());
    assertThat(reasons()).containsExactly("permit-undelivered");
  }

  @Test
  void areToldOfEachIdentityOfAPage() {
    Identity other = registry.register(Sample.agent(ada), Sample.PROVISIONER).identity();
    accept();

    Answer page =
        scim.filtered("/Agents", "id eq \"%s\" or id eq \"%s\"".formatted(agent.id(), other.id()));

    for (JsonNode one : page.json().path("Resources")) {
      assertThat(one.path(Urn.GOVERNANCE).has("findings"))
          .isEqualTo(one.path("id").textValue().equals(other.id().toString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'authenticator': 'client-secret', 'secretCreatedAt': '2026-01-02T03:04:05Z'"
            + "| {'type': 'secret', 'since': '2026-01-02T03:04:05Z'}",
        "'authenticator': 'client-secret-jwt', 'secretCreatedAt': null | {'type': 'secret'}",
        "'authenticator': 'client-jwt', 'keys': 'jwks'                 | {'type': 'jwks'}",
        "'authenticator': 'client-jwt', 'keys': 'jwks-url'             | {'type': 'jwksUrl'}",
        "'authenticator': 'client-x509', 'keys': 'certificate'         | {'type': 'certificate'}",
      })
  void areBesideWhatKeycloakHolds(String facts, String credential) {
    lists(
        "{%s, 'roles': ['billing:read'], 'defaultScopes': ['basic'], 'optionalScopes': ['x']}"
            .formatted(facts));

    assertThat(shown().path("client").path("clientId").textValue()).isEqualTo("invoice-agent");
    assertThat(shown().path("credentials").get(0)).isEqualTo(json(credential));
    JsonNode core = scim.get("/Agents/" + agent.id()).json();
    assertThat(core.get("roles").get(0)).isEqualTo(json("{'value': 'billing:read'}"));
    assertThat(Samples.texts(core.get("entitlements"), "value")).containsExactly("basic", "x");
    assertThat(Samples.texts(core.get("entitlements"), "type"))
        .containsExactly("default", "optional");
  }

  @Test
  void showNoCredentialsOfAPublicClient() {
    lists("{'publicClient': true, 'authenticator': 'client-secret'}");

    assertThat(shown().has("credentials")).isFalse();
  }

  @Test
  void areNotForClientsToSay() {
    lists("{'authenticator': 'client-secret', 'roles': ['admin']}");
    String path = "/Agents/" + agent.id();
    String whole = scim.get(path).json().toString();

    assertThat(scim.put(path, whole).header("ETag")).isEqualTo("W/\"1\"");
    for (String target : List.of("roles", Urn.GOVERNANCE + ":findings")) {
      Answer refused = scim.patch(path, "{'op': 'remove', 'path': '%s'}".formatted(target));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
      assertThat(refused.json().path("scimType").textValue()).isEqualTo("mutability");
    }
  }

  private void lists(String facts) {
    write(
        """
        insert into known_client (realm, client_uuid, client_id, enabled, acts_by_itself,
          permit_state, facts, first_seen, last_seen)
        values (?, ?, 'invoice-agent', true, true, 'HELD', ?::jsonb, now(), now())
        """,
        KeycloakDouble.REALM,
        client(),
        facts.replace('\'', '"'));
  }

  private void accept() {
    registry.change(
        agent.id(), null, List.of(new OwnerChange.AcceptOwnership(ada)), Sample.PROVISIONER);
  }

  /** Lets the review have been due so many days ago. */
  private void late(int days) {
    write(
        """
        update identity set
          last_reviewed = last_reviewed - d, review_due = review_due - d,
          grace_from = grace_from - d * interval '1 day',
          brownout_from = brownout_from - d * interval '1 day',
          good_until = good_until - d * interval '1 day'
        from (select review_due - current_date + ? as d from identity where id = ?) as distance
        where id = ?
        """,
        days,
        agent.id().value(),
        agent.id().value());
  }

  private void write(String sql, Object... parameters) {
    QuarkusTransaction.requiringNew().run(() -> database.update(sql, parameters));
  }

  private String client() {
    return Objects.requireNonNull(agent.client()).uuid();
  }

  private JsonNode shown() {
    return scim.get("/Agents/" + agent.id()).governance();
  }

  private List<String> reasons() {
    return Samples.texts(shown().path("findings"), "reason");
  }

  private List<String> found(String filter) {
    Answer answer =
        scim.filtered(
            "/Agents", "id eq \"%s\" and %s:%s".formatted(agent.id(), Urn.GOVERNANCE, filter));
    return Samples.texts(answer.json().path("Resources"), "id");
  }
}
