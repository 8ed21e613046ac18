package dev.steward.permit;

import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.permit.Permit.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary permits, and questions and instants close enough to them to matter. */
public final class Permits {

  private static final Instant ABOUT = Instant.parse("2027-02-15T00:00:00Z");
  private static final Client CLIENT = new Client("acme", "c-1");

  private Permits() {}

  /** Permits of any kind, most of them approved. */
  public static Arbitrary<Permit> any() {
    return Combinators.combine(
            ids(),
            Arbitraries.of(Kind.class),
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            intents(),
            instants(),
            Arbitraries.of(Ending.class),
            brownouts(),
            Combinators.combine(grants(), scopes(), lengths()).as(Limits::new))
        .as(
            (id, kind, version, intent, goodUntil, ending, brownout, limits) ->
                new Permit(
                    id,
                    kind,
                    CLIENT,
                    version,
                    intent,
                    goodUntil,
                    ending,
                    LocalDate.ofInstant(brownout.from(), ZoneOffset.UTC),
                    brownout.from(),
                    brownout,
                    limits.grants(),
                    limits.scopes(),
                    limits.longestToken()));
  }

  /** Questions by the client of these permits, and now and then by another. */
  public static Arbitrary<TokenRequest> requests() {
    return Combinators.combine(clients(), grantTypes(), few(), scopes()).as(TokenRequest::new);
  }

  /** Instants within ten days of when these permits end. */
  public static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(-864_000, 864_000)
        .map(seconds -> ABOUT.plusSeconds(seconds));
  }

  public static Arbitrary<Brownout> brownouts() {
    return Combinators.combine(instants(), Arbitraries.longs().between(0, 864_000))
        .as((from, seconds) -> new Brownout(from, from.plusSeconds(seconds)));
  }

  public static Arbitrary<Set<String>> scopes() {
    return Arbitraries.of("read", "match", "write", "pay").set().ofMaxSize(4);
  }

  private static Arbitrary<Set<String>> few() {
    return Arbitraries.oneOf(Arbitraries.just(Set.of()), scopes());
  }

  private static Arbitrary<Duration> lengths() {
    return Arbitraries.longs().between(1, 86_400).map(Duration::ofSeconds);
  }

  private static Arbitrary<Set<String>> grants() {
    return grantTypes().set().ofMaxSize(2);
  }

  private static Arbitrary<String> grantTypes() {
    return Arbitraries.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange");
  }

  private static Arbitrary<Intent> intents() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.just(Intent.APPROVED)), Tuple.of(1, Arbitraries.of(Intent.class)));
  }

  private static Arbitrary<Client> clients() {
    return Arbitraries.frequency(Tuple.of(9, CLIENT), Tuple.of(1, new Client("acme", "c-2")));
  }

  private static Arbitrary<Id> ids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
        .as((high, low) -> new Id(new UUID(high, low)));
  }

  private record Limits(Set<String> grants, Set<String> scopes, Duration longestToken) {}
}
