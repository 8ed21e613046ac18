package dev.steward.caller;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testing.Tokens;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A token that was verified a moment ago opens no more than it did then. */
@QuarkusTest
class BearerTokensTest {

  private static final String AGENTS = "/scim/v2/Agents";

  /** Whom the requests of the tests named, one after the other. */
  @Singleton
  static class Named {

    private final List<Principal> all = new CopyOnWriteArrayList<>();

    void take(@Observes AuthenticationSuccessEvent event) {
      all.add(event.getSecurityIdentity().getPrincipal());
    }
  }

  @Inject Named named;

  @Test
  void aTokenIsReadOnceForManyRequests() {
    String token = Tokens.service("reader-of-many", "scim:read");
    named.all.clear();

    assertThat(statusOfGet(token)).isEqualTo(200);
    assertThat(statusOfGet(token)).isEqualTo(200);

    assertThat(named.all).hasSize(2);
    assertThat(named.all.getLast()).isSameAs(named.all.getFirst());
  }

  @Test
  void aTokenAllowsAsMuchTheSecondTimeAsTheFirst() {
    String token = Tokens.service("reader", "scim:read");

    assertThat(statusOfGet(token)).isEqualTo(200);
    assertThat(statusOfGet(token)).isEqualTo(200);
    assertThat(given().auth().oauth2(token).contentType("application/json").body("{}").post(AGENTS))
        .extracting(answer -> answer.statusCode())
        .isEqualTo(403);
  }

  @Test
  void aTokenThatWasChangedIsRefusedThoughTheWholeOneWasJustVerified() {
    String token = Tokens.service("reader", "scim:read");
    assertThat(statusOfGet(token)).isEqualTo(200);

    int dot = token.lastIndexOf('.');
    char first = token.charAt(dot + 1) == 'A' ? 'B' : 'A';

    assertThat(statusOfGet(token.substring(0, dot + 1) + first + token.substring(dot + 2)))
        .isEqualTo(401);
  }

  @Test
  void aTokenThatHasExpiredIsRefused() {
    Instant now = Instant.now();
    String token =
        Tokens.signed(
            Tokens.claims("late", "scim:read")
                .issueTime(Date.from(now.minus(Duration.ofMinutes(2))))
                .expirationTime(Date.from(now.minus(Duration.ofMinutes(1))))
                .build());

    assertThat(statusOfGet(token)).isEqualTo(401);
    assertThat(statusOfGet(token)).isEqualTo(401);
  }

  @Test
  void aTokenForAnotherServiceOrOfAnotherRealmIsRefusedEachTime() {
    String elsewhere =
        Tokens.signed(Tokens.claims("carol", "scim:read").audience("another-service").build());
    String stranger =
        Tokens.signed(
            Tokens.claims("carol", "scim:read").issuer("https://other.example/realms/a").build());

    for (String token : List.of(elsewhere, elsewhere, stranger, stranger)) {
      assertThat(statusOfGet(token)).isEqualTo(401);
    }
  }

  @Test
  void aTokenThatIsNotGoodYetIsRefused() {
    Date later = Date.from(Instant.now().plus(Duration.ofMinutes(5)));
    String token = Tokens.signed(Tokens.claims("early", "scim:read").notBeforeTime(later).build());

    assertThat(statusOfGet(token)).isEqualTo(401);
    assertThat(statusOfGet(token)).isEqualTo(401);
  }

  @Test
  void aTokenThatNeedsAProofInItsRequestIsReadEachTime() {
    String token =
        Tokens.signed(
            Tokens.claims("bound", "scim:read").claim("cnf", Map.of("jkt", "thumbprint")).build());
    named.all.clear();
    statusOfGet(token);
    statusOfGet(token);

    assertThat(named.all).hasSize(2);
    assertThat(named.all.getLast()).isNotSameAs(named.all.getFirst());
  }

  @Test
  void aTokenThatWasJustVerifiedOpensNoPageOfTheConsole() {
    String token = Tokens.person("alice", "scim:read", "steward-admin");
    assertThat(statusOfGet(token)).isEqualTo(200);

    assertThat(
            given()
                .redirects()
                .follow(false)
                .auth()
                .oauth2(token)
                .get("/console/overview")
                .statusCode())
        .isNotEqualTo(200);
  }

  private static int statusOfGet(String token) {
    return given().auth().oauth2(token).get(AGENTS).statusCode();
  }
}
