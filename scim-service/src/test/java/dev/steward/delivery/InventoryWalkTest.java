package dev.steward.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InventoryWalkTest {

  @Inject Reconciler reconciler;
  @Inject InventoryWalk walk;
  @Inject Courier courier;
  @Inject Shadows shadows;
  @Inject IdentityRegistry registry;
  @Inject Database database;

  private Realm realm;

  @BeforeEach
  void nothingIsKnown() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database.update("delete from parcel");
              database.update("delete from incident");
              database.update("delete from known_client");
            });
    realm = new Realm();
    KeycloakDouble.running().gate(realm);
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void meetsEveryClientOfALargeRealmAPageAtATime() {
    List<String> uuids = clients(Integer.getInteger("steward.test.clients", 2_050));

    reconciler.run();

    assertThat(known()).containsExactlyElementsOf(uuids.stream().sorted().toList());
    assertThat(realm.pages()).isEqualTo(uuids.size() / 200 + 1);
  }

  @Test
  void writesOnlyWhatIsNotAsItWas() {
    List<String> uuids = clients(450);
    reconciler.run();
    Map<String, String> written = rowVersions();

    realm.client(uuids.get(7), "renamed", Map.of());
    reconciler.run();

    Map<String, String> now = rowVersions();
    assertThat(now.keySet()).isEqualTo(written.keySet());
    assertThat(now.entrySet().stream().filter(row -> !written.entrySet().contains(row)))
        .extracting(Map.Entry::getKey)
        .containsExactly(uuids.get(7));
  }

  @Test
  void forgetsWhoIsGoneFromAnyPage() {
    List<String> uuids = new ArrayList<>(clients(450).stream().sorted().toList());
    reconciler.run();

    for (int gone : List.of(449, 200, 199, 0)) {
      realm.forget(uuids.remove(gone));
    }
    reconciler.run();

    assertThat(known()).containsExactlyElementsOf(uuids);
  }

  @Test
  void forgetsEverybodyOfARealmThatHasNobodyLeft() {
    assertThat(clients(3)).hasSize(3);
    reconciler.run();

    KeycloakDouble.running().gate(new Realm());
    reconciler.run();

    assertThat(known()).isEmpty();
  }

  @Test
  void forgetsNobodyWhenTheGateGoesAwayHalfWay() {
    List<String> uuids = clients(450).stream().sorted().toList();
    reconciler.run();

    realm.forget(uuids.getFirst());
    realm.forget(uuids.getLast());
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.contains("after=" + uuids.get(200))
                    ? new Answer(503, "{}")
                    : realm.answer(method, path, body));
    reconciler.run();

    assertThat(known()).containsExactlyElementsOf(uuids);
  }

  @Test
  void doesNotMindInWhichOrderTheGateTells() {
    List<String> uuids = clients(5).stream().sorted().toList();
    reconciler.run();

    List<String> shown = List.of(uuids.get(4), uuids.get(1), uuids.get(3), uuids.get(0));
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.contains("/inventory")
                    ? new Answer(200, pageOf(shown))
                    : realm.answer(method, path, body));
    reconciler.run();

    assertThat(known()).containsExactlyElementsOf(shown.stream().sorted().toList());
  }

  @Test
  void doesNotGoRoundInCircles() {
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.contains("/inventory")
                    ? new Answer(200, "{\"clients\":[],\"next\":\"a\"}")
                    : realm.answer(method, path, body));

    assertThatThrownBy(() -> walk.goRound(Instant.EPOCH))
        .isInstanceOf(GateUnreachable.class)
        .hasMessageContaining("after=a");
  }

  @Test
  void keepsAClientWhoseWordsPostgresqlRefuses() {
    String uuid =
        realm.client("null\u0000 in the name", Map.of("description", "half \uD83E of a robot"));
    List<String> others = clients(2);

    reconciler.run();

    assertThat(known()).contains(uuid).containsAll(others);
    assertThat(
            database.list(
                "select client_id from known_client where client_uuid = ?",
                row -> row.text("client_id"),
                uuid))
        .containsExactly("null\uFFFD in the name");
  }

  @Test
  void takesSmallerPagesWhereMuchIsToBeTold() {
    List<String> roles =
        IntStream.range(0, 1_500).mapToObj(i -> "warehouse:shelf-" + i + "-may-be-read").toList();
    List<String> uuids = new ArrayList<>(clients(3));
    for (int i = 0; i < 250; i++) {
      uuids.add(realm.client("warehouse-" + i, Map.of("roles", roles)));
    }

    reconciler.run();

    assertThat(known()).containsExactlyElementsOf(uuids.stream().sorted().toList());
  }

  @Test
  void countsWhoCameByItselfAmongThoseWhoActByThemselves() {
    String came =
        realm.client(
            "came",
            Map.of("actsByItself", List.of(), "origin", Map.of("how", "dynamic-registration")));
    String made =
        realm.client("made", Map.of("actsByItself", List.of(), "origin", Map.of("how", "admin")));

    reconciler.run();

    assertThat(known()).contains(came, made);
    assertThat(shadows.page(null, 10)).extracting(one -> one.client().uuid()).containsExactly(came);
  }

  @Test
  void looksAtOneClientWhenToldThatItChanged() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    Client client = Objects.requireNonNull(identity.client());
    courier.deliverDue();
    List<String> others = clients(2);

    realm.client(client.uuid(), "agent", Map.of("permit", Map.of("state", "MISSING")));
    reconciler.look(client);

    assertThat(known()).containsExactly(client.uuid()).doesNotContainAnyElementsOf(others);
    assertThat(
            database.list(
                "select kind from incident where client_uuid = ?",
                row -> row.text("kind"),
                client.uuid()))
        .containsExactly("PermitTampered");

    realm.forget(client.uuid());
    courier.deliverDue();
    reconciler.look(client);

    assertThat(known()).isEmpty();
  }

  private List<String> clients(int count) {
    List<String> uuids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      uuids.add(
          realm.client(
              "service-" + i,
              Map.of(
                  "roles", List.of("orders:reader", "default-roles-acme"),
                  "defaultScopes", List.of("acr", "basic", "email", "profile", "roles"),
                  "optionalScopes", List.of("address", "offline_access", "phone"))));
    }
    return uuids;
  }

  private static String pageOf(List<String> uuids) {
    return "{\"clients\":[%s],\"next\":null}"
        .formatted(
            String.join(
                ",",
                uuids.stream()
                    .map(uuid -> "{\"uuid\":\"%s\",\"clientId\":\"%s\"}".formatted(uuid, uuid))
                    .toList()));
  }

  private List<String> known() {
    return database.list(
        "select client_uuid from known_client order by client_uuid collate \"C\"",
        row -> row.text("client_uuid"));
  }

  /** Where each row stands and who wrote it last: it moves, or is locked, when it is touched. */
  private Map<String, String> rowVersions() {
    return database
        .list(
            "select client_uuid, concat(ctid, ' ', xmin, ' ', xmax) as version from known_client",
            row -> Map.entry(row.text("client_uuid"), row.text("version")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
