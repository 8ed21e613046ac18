package dev.steward.testing;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import dev.steward.testing.KeycloakDouble.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The realm's authorization code flow: who asks for a code gets one at once, for the person that
 * the request names in a header of its own.
 */
final class SignIns {

  /** Who sits before the browser, and their roles after that: {@code id role role}. */
  static final String PERSON = "X-Person";

  private static final Duration BRIEF = Duration.ofSeconds(3);
  private static final Duration LASTING = Duration.ofMinutes(10);

  private final Map<String, Begun> begun = new ConcurrentHashMap<>();
  private final Map<String, List<String>> sessions = new ConcurrentHashMap<>();
  private final Set<String> brief = ConcurrentHashMap.newKeySet();
  private final Map<String, CountDownLatch> silences = new ConcurrentHashMap<>();
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
  private final Map<String, Answer> instead = new ConcurrentHashMap<>();

  private record Begun(List<String> person, String challenge, String client) {}

  /** Sends the browser back with a code. */
  String authorize(HttpExchange exchange) {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    if (!"S256".equals(asked.get("code_challenge_method"))) {
      throw new IllegalStateException("no proof key was sent");
    }
    String code = UUID.randomUUID().toString();
    List<String> person = List.of(exchange.getRequestHeaders().getFirst(PERSON).split(" "));
    begun.put(
        code,
        new Begun(
            person,
            Objects.requireNonNull(asked.get("code_challenge")),
            Objects.requireNonNull(asked.get("client_id"))));
    return "%s?code=%s&state=%s"
        .formatted(
            asked.get("redirect_uri"),
            code,
            URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8));
  }

  /** The tokens for a code or a refresh token; nothing for what is neither. */
  @Nullable Answer tokens(String form) {
    Map<String, String> asked = fields(form);
    return switch (asked.getOrDefault("grant_type", "")) {
      case "authorization_code" -> ofCode(asked);
      case "refresh_token" -> ofSession(asked.getOrDefault("refresh_token", ""));
      default -> null;
    };
  }

  /** Ends the sessions of a person, as an administrator does. */
  void end(String person) {
    sessions.values().removeIf(whose -> whose.getFirst().equals(person));
  }

  /** From now on the person's session has to be refreshed almost at once. */
  void brief(String person) {
    brief.add(person);
  }

  /** Whether whoever would refresh the person's session waits for an answer. */
  void silent(String person, boolean now) {
    if (now) {
      silences.put(person, new CountDownLatch(1));
    } else {
      Objects.requireNonNull(silences.remove(person)).countDown();
    }
  }

  /** The next who would refresh the person's session is never answered. */
  void forgetNext(String person) {
    forgotten.add(person);
  }

  /** What whoever would refresh the person's session is answered; nothing for tokens again. */
  void answer(String person, @Nullable Answer answer) {
    if (answer == null) {
      instead.remove(person);
    } else {
      instead.put(person, answer);
    }
  }

  private Answer ofCode(Map<String, String> asked) {
    Begun sign = begun.remove(asked.getOrDefault("code", ""));
    if (sign == null || !sign.challenge().equals(challenge(asked.get("code_verifier")))) {
      return new Answer(400, "{\"error\":\"invalid_grant\"}");
    }
    String session = UUID.randomUUID().toString();
    sessions.put(session, sign.person());
    return tokens(sign.person(), session);
  }

  private Answer ofSession(String session) {
    List<String> person = sessions.get(session);
    if (person == null) {
      return new Answer(400, "{\"error\":\"invalid_grant\"}");
    }
    listen(person.getFirst());
    Answer answer = instead.get(person.getFirst());
    return answer == null ? tokens(person, session) : answer;
  }

  private void listen(String person) {
    CountDownLatch silence =
        forgotten.remove(person) ? new CountDownLatch(1) : silences.get(person);
    if (silence != null) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Answer tokens(List<String> person, String session) {
    String id = person.getFirst();
    String[] roles = person.stream().skip(1).toArray(String[]::new);
    return new Answer(
        200,
        JSONObjectUtils.toJSONString(
            Map.of(
                "access_token",
                Tokens.person(id, "openid profile", roles),
                "id_token",
                Tokens.identity(id, brief.contains(id) ? BRIEF : LASTING),
                "refresh_token",
                session,
                "token_type",
                "Bearer",
                "expires_in",
                600)));
  }

  private static String challenge(@Nullable String verifier) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(@Nullable String form) {
    return Stream.of(form == null ? new String[0] : form.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .collect(
            Collectors.toMap(
                field -> field[0],
                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                (one, other) -> one));
  }
}
