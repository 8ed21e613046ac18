package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.steward.permit.Decision.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationIT {

  private static final int MOST_LOOKS = 1_000;

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("rotation");
  }

  @AfterEach
  void publishTheUsualKey() throws InterruptedException {
    TestRegistry.publish(List.of(TestRegistry.KEY));
    await(() -> trustedKeys() == 1 && problems().isEmpty());
  }

  @Test
  void bothKeysOpenPermitsUntilTheOldOneIsWithdrawn() throws InterruptedException {
    ECKey next = TestRegistry.freshKey();
    TestClient old = realm.permitted("old-key", Map.of());
    TestClient fresh = realm.client("new-key", Map.of());

    TestRegistry.publish(List.of(TestRegistry.KEY, next));
    await(() -> trustedKeys() == 2);
    assertThat(realm.deliver(fresh, PermitDraft.of(fresh).sealed(next)).status()).isEqualTo(204);
    assertThat(old.token()).satisfies(issued());
    assertThat(fresh.token()).satisfies(issued());

    TestRegistry.publish(List.of(next));
    await(() -> trustedKeys() == 1);
    assertThat(old.token()).satisfies(refusedFor(Reason.SEAL_BROKEN));
    assertThat(fresh.token()).satisfies(issued());
  }

  @Test
  void aGateWithoutKeysLetsNobodyPassWhoShowsAPermit() {
    TestClient client = realm.client("from-elsewhere", Map.of());
    client.smuggle("steward.permit", PermitDraft.of(client).sealed(TestRegistry.freshKey()));
    assertThat(client.token()).satisfies(issued());

    TestRegistry.write("{\"keys\":");
    GateServer.restart("PT2S");

    assertThat(client.token()).satisfies(refusedFor(Reason.SEAL_BROKEN));
  }

  @Test
  void aBrokenKeySetKeepsTheOldKeysAndIsAProblem() throws InterruptedException {
    TestClient client = realm.permitted("keeps-on", Map.of());

    TestRegistry.write("{\"keys\":");
    await(() -> problems().contains("is not a JWKS"));

    assertThat(client.token()).satisfies(issued());
  }

  private int trustedKeys() {
    return realm.gate("GET", "/posture").body().path("trustedKeys").size();
  }

  private String problems() {
    StringBuilder problems = new StringBuilder();
    realm
        .gate("GET", "/posture")
        .body()
        .path("problems")
        .forEach(problem -> problems.append(problem.asText()));
    return Versions.haveInterceptors()
        ? problems.toString()
        : problems.toString().replaceAll("this Keycloak has no token.*26\\.7", "");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int looks = 0; !condition.getAsBoolean(); looks++) {
      assertThat(looks).as("looks at the posture").isLessThan(MOST_LOOKS);
      Thread.sleep(200);
    }
  }
}
