package dev.steward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.delivery.GateHttp.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The token that the registry gets from Keycloak for itself. */
@QuarkusTest
class GateTokenTest {

  private static final int MANY = 4;

  @Inject GateConfig config;
  @Inject ObjectMapper json;

  @Test
  void isWaitedForOnceByAllWhoWantItWhileKeycloakDoesNotAnswer() throws InterruptedException {
    GateToken token = new GateToken(config, json);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch patience = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      token.current(
                          request -> {
                            asked.incrementAndGet();
                            await(patience);
                            throw new GateUnreachable("no answer from Keycloak");
                          });
                    } catch (GateUnreachable e) {
                      refused.incrementAndGet();
                    }
                  }));
    }
    while (!all.stream().allMatch(GateTokenTest::waits)) {
      Thread.onSpinWait();
    }
    patience.countDown();
    for (Thread one : all) {
      one.join();
    }

    assertThat(refused).hasValue(MANY);
    assertThat(asked).hasValue(1);
    String fetched =
        token.current(
            request -> new Reply(200, "", "{\"access_token\": \"a-token\", \"expires_in\": 60}"));
    assertThat(fetched).isEqualTo("a-token");
  }

  private static boolean waits(Thread one) {
    return one.getState() == Thread.State.BLOCKED || one.getState() == Thread.State.WAITING;
  }

  private static void await(CountDownLatch patience) {
    try {
      patience.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
