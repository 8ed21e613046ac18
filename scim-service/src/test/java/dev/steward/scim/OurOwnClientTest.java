package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.GateConfig;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client that the registry itself signs in with is no identity's. */
@QuarkusTest
class OurOwnClientTest {

  @Inject Database database;
  @Inject GateConfig keycloakAs;

  private final String ours = UUID.randomUUID().toString();
  private final String name = "n" + UUID.randomUUID();
  private ScimClient scim;
  private String owner;

  @BeforeEach
  void listed() {
    scim = ScimClient.allowed("scim:read scim:write");
    owner = Sample.person();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into known_client (realm, client_uuid, client_id, enabled,
                      acts_by_itself, permit_state, facts, first_seen, last_seen)
                    values (?, ?, ?, true, true, 'NONE', '{}', now(), now())
                    """,
                    KeycloakDouble.REALM,
                    ours,
                    keycloakAs.clientId()));
  }

  @AfterEach
  void forgotten() {
    QuarkusTransaction.requiringNew()
        .run(() -> database.update("delete from known_client where client_uuid = ?", ours));
  }

  @Test
  void isRefusedInANewDocumentByItsIdAndByItsName() {
    isRefused(scim.post("/Agents", agent(client(ours))));
    isRefused(scim.post("/Agents", agent(client(keycloakAs.clientId()))));

    Answer called = scim.filtered("/Agents", "agentUserName eq \"%s\"".formatted(name));
    assertThat(called.json().path("totalResults").intValue()).isZero();
  }

  @Test
  void isRefusedByItsNameBeforeTheGateHasListedIt() {
    forgotten();

    isRefused(scim.post("/Agents", agent(client(keycloakAs.clientId()))));
  }

  @Test
  void isRefusedInChanges() {
    String path = "/Agents/" + scim.post("/Agents", agent("")).id();

    isRefused(scim.put(path, agent(client(ours))));
    isRefused(
        scim.patch(
            path,
            "{'op': 'add', 'path': '%s:client', 'value': {'realm': '%s', 'id': '%s'}}"
                .formatted(Urn.GOVERNANCE, KeycloakDouble.REALM, ours)));
    assertThat(scim.get(path).governance().has("client")).isFalse();
  }

  @Test
  void isRefusedInABulkAndNothingElseIs() {
    Answer answer =
        scim.post(
            "/Bulk",
            """
            {'Operations': [
              {'method': 'POST', 'path': '/Agents', 'bulkId': 'a', 'data': %s},
              {'method': 'POST', 'path': '/Users', 'bulkId': 'b', 'data': {'userName': '%s'}}]}
            """
                .formatted(agent(client(ours)), name));

    var operations = answer.json().path("Operations");
    assertThat(Samples.texts(operations, "status")).containsExactly("400", "201");
    assertThat(operations.path(0).path("response").path("detail").textValue())
        .startsWith("OUR_OWN: ");
  }

  private String agent(String more) {
    return "{'agentUserName': '%s', 'owners': [{'value': '%s'}], '%s': {'purpose': 'x'%s}}"
        .formatted(name, owner, Urn.GOVERNANCE, more);
  }

  private static String client(String id) {
    return ", 'client': {'realm': '%s', 'id': '%s'}".formatted(KeycloakDouble.REALM, id);
  }

  private void isRefused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo("invalidValue");
    assertThat(answer.json().path("detail").textValue())
        .startsWith("OUR_OWN: ")
        .contains(keycloakAs.clientId(), "name another client");
  }
}
