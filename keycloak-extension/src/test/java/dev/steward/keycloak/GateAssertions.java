package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** What tests say about the token endpoint's answers. */
final class GateAssertions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GateAssertions() {}

  static Consumer<Answer> issued() {
    return answer -> {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.body().path("access_token").asText()).isNotEmpty();
    };
  }

  static Consumer<Answer> refusedFor(Reason reason) {
    String error = reason == Reason.SCOPE_NOT_ALLOWED ? "invalid_scope" : "unauthorized_client";
    return answer -> {
      assertThat(answer.status()).as(answer.toString()).isBetween(400, 403);
      assertThat(answer.body().path("access_token").isMissingNode()).isTrue();
      assertThat(answer.body().path("error").asText()).isEqualTo(error);
      assertThat(answer.body().path("error_description").asText()).startsWith(reason + ": ");
    };
  }

  static String accessToken(Answer answer) {
    assertThat(answer).satisfies(issued());
    return answer.body().path("access_token").asText();
  }

  static JsonNode claims(String token) {
    String[] parts = token.split("\\.", -1);
    byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
    try {
      return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a JWT: " + token, e);
    }
  }

  static JsonNode claims(Answer answer) {
    return claims(accessToken(answer));
  }
}
