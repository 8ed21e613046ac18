package dev.steward.keycloak;

import com.nimbusds.jose.jwk.ECKey;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.permit.Brownout;
import dev.steward.permit.Permit;
import dev.steward.permit.Permit.Ending;
import dev.steward.seal.PermitSeal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/** A permit in the making; without further ado, an approved one that is good for a year. */
record PermitDraft(
    Identity.Client client,
    long version,
    Intent intent,
    Instant goodUntil,
    Instant brownoutFrom,
    Set<String> grants,
    Set<String> scopes,
    Duration longestToken) {

  private static final Identity.Id IDENTITY = new Identity.Id(new UUID(7, 7));

  static PermitDraft of(TestClient client) {
    Instant end = now().plus(Duration.ofDays(365));
    return new PermitDraft(
        new Identity.Client(client.realm().name(), client.uuid()),
        1,
        Intent.APPROVED,
        end,
        end,
        Set.of("client_credentials"),
        Set.of(),
        Duration.ofMinutes(5));
  }

  PermitDraft version(long other) {
    return new PermitDraft(
        client, other, intent, goodUntil, brownoutFrom, grants, scopes, longestToken);
  }

  PermitDraft intent(Intent other) {
    return new PermitDraft(
        client, version, other, goodUntil, brownoutFrom, grants, scopes, longestToken);
  }

  /** Ends so long from now. */
  PermitDraft endsAfter(Duration time) {
    return new PermitDraft(
        client, version, intent, now().plus(time), now().plus(time), grants, scopes, longestToken);
  }

  PermitDraft lapsed() {
    return endsAfter(Duration.ofSeconds(-5));
  }

  PermitDraft grants(String... other) {
    return new PermitDraft(
        client, version, intent, goodUntil, brownoutFrom, Set.of(other), scopes, longestToken);
  }

  PermitDraft scopes(String... other) {
    return new PermitDraft(
        client, version, intent, goodUntil, brownoutFrom, grants, Set.of(other), longestToken);
  }

  PermitDraft longestToken(Duration other) {
    return new PermitDraft(client, version, intent, goodUntil, brownoutFrom, grants, scopes, other);
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  String sealed() {
    return sealed(TestRegistry.KEY);
  }

  String sealed(ECKey key) {
    return PermitSeal.seal(
        new Permit(
            IDENTITY,
            Kind.AI_AGENT,
            client,
            version,
            intent,
            goodUntil,
            Ending.REVIEW,
            LocalDate.ofInstant(now(), ZoneOffset.UTC),
            brownoutFrom,
            new Brownout(brownoutFrom, goodUntil),
            grants,
            scopes,
            longestToken),
        key);
  }
}
