package dev.steward.seal;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.permit.Brownout;
import dev.steward.permit.Permit;
import dev.steward.permit.Permit.Ending;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wire form of a permit: one JSON object of strings, string arrays and one number. */
final class PermitClaims {

  private static final String IDENTITY = "identity";
  private static final String KIND = "kind";
  private static final String REALM = "realm";
  private static final String CLIENT = "client";
  private static final String VERSION = "version";
  private static final String INTENT = "intent";
  private static final String GOOD_UNTIL = "goodUntil";
  private static final String ENDING = "ending";
  private static final String REVIEW_DUE = "reviewDue";
  private static final String GRACE_FROM = "graceFrom";
  private static final String BROWNOUT_FROM = "brownoutFrom";
  private static final String BROWNOUT_UNTIL = "brownoutUntil";
  private static final String GRANTS = "grants";
  private static final String SCOPES = "scopes";
  private static final String LONGEST_TOKEN = "longestToken";

  private PermitClaims() {}

  static Map<String, Object> of(Permit permit) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(IDENTITY, permit.identity().toString());
    claims.put(KIND, permit.kind().name());
    claims.put(REALM, permit.client().realm());
    claims.put(CLIENT, permit.client().uuid());
    claims.put(VERSION, permit.version());
    claims.put(INTENT, permit.intent().name());
    claims.put(GOOD_UNTIL, permit.goodUntil().toString());
    claims.put(ENDING, permit.ending().name());
    claims.put(REVIEW_DUE, permit.reviewDue().toString());
    claims.put(GRACE_FROM, permit.graceFrom().toString());
    claims.put(BROWNOUT_FROM, permit.brownout().from().toString());
    claims.put(BROWNOUT_UNTIL, permit.brownout().until().toString());
    claims.put(GRANTS, sorted(permit.grants()));
    claims.put(SCOPES, sorted(permit.scopes()));
    claims.put(LONGEST_TOKEN, permit.longestToken().toString());
    return claims;
  }

  static Permit read(@Nullable Map<String, Object> claims) throws BrokenSealException {
    if (claims == null) {
      throw new BrokenSealException("the sealed text is not a permit: it is not a JSON object");
    }
    try {
      return new Permit(
          Id.of(text(claims, IDENTITY)),
          Kind.valueOf(text(claims, KIND)),
          new Client(text(claims, REALM), text(claims, CLIENT)),
          JSONObjectUtils.getLong(claims, VERSION),
          Intent.valueOf(text(claims, INTENT)),
          Instant.parse(text(claims, GOOD_UNTIL)),
          Ending.valueOf(text(claims, ENDING)),
          LocalDate.parse(text(claims, REVIEW_DUE)),
          Instant.parse(text(claims, GRACE_FROM)),
          new Brownout(
              Instant.parse(text(claims, BROWNOUT_FROM)),
              Instant.parse(text(claims, BROWNOUT_UNTIL))),
          texts(claims, GRANTS),
          texts(claims, SCOPES),
          Duration.parse(text(claims, LONGEST_TOKEN)));
    } catch (ParseException | IllegalArgumentException | DateTimeException e) {
      throw new BrokenSealException("the sealed text is not a permit: " + e.getMessage());
    }
  }

  private static List<String> sorted(Set<String> values) {
    return values.stream().sorted().toList();
  }

  private static String text(Map<String, Object> claims, String name) throws ParseException {
    String value = JSONObjectUtils.getString(claims, name);
    if (value == null) {
      throw new ParseException(name + " is missing", 0);
    }
    return value;
  }

  private static Set<String> texts(Map<String, Object> claims, String name) throws ParseException {
    List<String> values = JSONObjectUtils.getStringList(claims, name);
    if (values == null || values.contains(null)) {
      throw new ParseException(name + " is missing, or something in it", 0);
    }
    return Set.copyOf(values);
  }
}
