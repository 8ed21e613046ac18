package dev.steward.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who close the connection before they have sent all. */
@QuarkusTest
class LeavingTest {

  private static final Logger MAPPERS = Logger.getLogger(ProblemMappers.class.getName());

  /** In which the service begins to read. */
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    MAPPERS.addHandler(handler);
    MAPPERS.setLevel(Level.ALL);
  }

  @AfterEach
  void listenNoMore() {
    MAPPERS.removeHandler(handler);
    MAPPERS.setLevel(null);
  }

  /** Who leaves before the service reads what they send is not even met: some try again. */
  @Test
  void areNoErrorOfTheService() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              leave();
              return !logged.isEmpty();
            });

    assertThat(logged)
        .allSatisfy(
            entry -> {
              assertThat(entry.getLevel().intValue()).isLessThan(Level.INFO.intValue());
              assertThat(entry.getThrown()).isNull();
            });
  }

  private static void leave() throws IOException, InterruptedException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              """
              POST /adoptions HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              Content-Length: 4096\r
              \r
              {"clients":["""
                  .formatted(Tokens.person(Sample.person(), "scim:write"))
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      Thread.sleep(A_MOMENT);
    }
  }
}
