package dev.steward.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.steward.delivery.RealmKeys;
import dev.steward.signal.RefusedSignal.Code;
import dev.steward.signal.Signal.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a signal says, and refuses what is said to others, too late, or unclearly. */
@ApplicationScoped
class SignalReader {

  private static final int LONGEST = 512 * 1024;

  /** Names are short and can be shown; a database and a ledger take them as they are. */
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final SignalSeal seal;
  private final RealmKeys keys;
  private final SignalConfig config;
  private final Inbox inbox;
  private final Clock clock;

  SignalReader(SignalSeal seal, RealmKeys keys, SignalConfig config, Inbox inbox, Clock clock) {
    this.seal = seal;
    this.keys = keys;
    this.config = config;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * The signal in a text.
   *
   * @throws RefusedSignal when there is none for us
   * @throws dev.steward.delivery.GateUnreachable when the realm's keys cannot be read
   */
  Signal read(String text) {
    if (text.length() > LONGEST) {
      throw refused("a signal has at most %d characters".formatted(LONGEST));
    }
    JsonNode claims = claims(seal.open(text));
    if (!keys.issuer().equals(claims.path("iss").textValue())) {
      throw new RefusedSignal(Code.INVALID_ISSUER, "iss is not " + keys.issuer());
    }
    if (!isForUs(claims.path("aud"))) {
      throw new RefusedSignal(Code.INVALID_AUDIENCE, "aud is not " + config.audience());
    }
    if (claims.has("sub") || claims.has("exp")) {
      throw refused("a signal has neither sub nor exp; what has them is another kind of token");
    }
    requireOfNow(claims.path("iat"));
    return signal(claims);
  }

  private Signal signal(JsonNode claims) {
    JsonNode events = claims.path("events");
    if (!events.isObject() || events.size() != 1) {
      throw refused("a signal tells exactly one event");
    }
    Map.Entry<String, JsonNode> event = events.properties().iterator().next();
    if (!event.getValue().isObject()) {
      throw refused("what is told about an event is an object");
    }
    String what = name("the event", event.getKey());
    Kind kind = Signal.kind(what);
    return new Signal(
        name("jti", claims.path("jti").textValue()),
        what,
        kind,
        subject(kind, claims.path("sub_id")),
        event.getValue());
  }

  private String subject(Kind kind, JsonNode subject) {
    String format = subject.path("format").asText("");
    return switch (kind) {
      case PERSON -> {
        if (!format.equals("iss_sub") || !keys.issuer().equals(subject.path("iss").textValue())) {
          throw refused("sub_id of an account has the format iss_sub and names the same issuer");
        }
        yield name("sub_id.sub", subject.path("sub").textValue());
      }
      case CLIENT, USE -> {
        if (!format.equals("opaque")) {
          throw refused("sub_id of this event has the format opaque");
        }
        yield name("sub_id.id", subject.path("id").textValue());
      }
      case OTHER -> "";
    };
  }

  private boolean isForUs(JsonNode audience) {
    if (audience.isArray()) {
      for (JsonNode one : audience) {
        if (config.audience().equals(one.textValue())) {
          return true;
        }
      }
    }
    return config.audience().equals(audience.textValue());
  }

  /** The realm's clock is real; ours may travel. Either may vouch for a signal. */
  private void requireOfNow(JsonNode iat) {
    if (!iat.isNumber() || !iat.canConvertToLong()) {
      throw refused("iat is the second at which it was signed");
    }
    Instant ours = clock.instant();
    Instant real = inbox.now();
    Instant earliest = (ours.isBefore(real) ? ours : real).minus(config.oldest());
    Instant latest = (ours.isAfter(real) ? ours : real).plus(config.ahead());
    long at = iat.longValue();
    if (at < earliest.getEpochSecond() || at > latest.getEpochSecond()) {
      throw refused("iat is not between %s and %s".formatted(earliest, latest));
    }
  }

  private static JsonNode claims(String payload) {
    try {
      JsonNode claims = JSON.readTree(payload);
      if (claims.isObject()) {
        return claims;
      }
    } catch (JsonProcessingException e) {
      throw refused("its claims are no JSON that can be read in one way only");
    }
    throw refused("its claims are no JSON object");
  }

  private static String name(String what, @Nullable String text) {
    if (text == null || !NAME.matcher(text).matches()) {
      throw refused(what + " is a text of 1 to 200 characters that can be shown");
    }
    return text;
  }

  private static RefusedSignal refused(String why) {
    return new RefusedSignal(Code.INVALID_REQUEST, why);
  }
}
