package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.identity.Allowance;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Cadence;
import dev.steward.identity.Declaration;
import dev.steward.identity.Digest;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Protocol;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import dev.steward.scim.Connector.UnknownAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Identities and documents to try things on. */
final class Samples {

  static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  static final String BASE = "https://steward.example/scim/v2";
  static final Connector STRICT =
      new Connector(UnknownAttributes.REJECT, false, false, true, false, AgentDraft.WZDK, Set.of());
  static final Connector LENIENT =
      new Connector(UnknownAttributes.IGNORE, true, true, true, false, AgentDraft.WZDK, Set.of());

  /** What others know: one name, one late review, and nothing of clients. */
  private static final Surroundings KNOWN =
      new Surroundings(
          Map.of("ada", "Ada"),
          Set.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(
              new Identity.Id(new UUID(0, 1)), List.of(new Finding(Reason.REVIEW_OVERDUE, NOW))));

  private static final List<Identity> SOME = identities(4).toList();

  private Samples() {}

  /** An approved agent with two people, a client and a control link. */
  static Identity agent() {
    return new Identity(
        new Identity.Id(new UUID(0, 1)),
        3,
        new Profile(
            Kind.AI_AGENT,
            "invoice-triage",
            "EXT-1",
            "Invoice triage",
            "Sorts invoices",
            "Saves the accountants an hour a day",
            "production",
            RiskTier.HIGH),
        new Client("acme", "c-1"),
        List.of(new Owner("ada", Role.OWNER, NOW), new Owner("ben", Role.BACKUP, null)),
        new Cadence(Period.ofDays(60), Period.ofDays(10), Period.ofDays(3)),
        Set.of(ControlLink.of("iso42001:A.3.2")),
        Validity.OPEN,
        new Allowance(Set.of("client_credentials"), Set.of("invoices:read"), Duration.ofMinutes(5)),
        LocalDate.parse("2027-02-01"),
        Intent.APPROVED);
  }

  /** A few identities, some of either type. */
  static Stream<Identity> agentsAndAccounts() {
    return SOME.stream();
  }

  /** Identities of every shape, the same for the same seed. */
  static Stream<Identity> identities(int many) {
    return IntStream.range(0, many).mapToObj(seed -> identity(new Random(seed)));
  }

  private static Identity identity(Random random) {
    Instant from = NOW.plusSeconds(random.nextInt(2_000_000) - 1_000_000L);
    boolean bounded = random.nextBoolean();
    Kind kind = pick(random, EnumSet.allOf(Kind.class));
    return new Identity(
        new Identity.Id(new UUID(random.nextLong(), random.nextLong())),
        1 + random.nextInt(1000),
        new Profile(
            kind,
            "name-" + random.nextInt(1_000_000),
            text(random),
            text(random),
            text(random),
            text(random),
            text(random),
            pick(random, EnumSet.allOf(RiskTier.class)),
            declaration(random, kind == Kind.AI_AGENT)),
        random.nextBoolean() ? null : new Client("realm", "client-" + random.nextInt()),
        owners(random),
        new Cadence(
            Period.of(0, random.nextInt(3), 1 + random.nextInt(300)),
            Period.ofDays(10 + random.nextInt(20)),
            Period.ofDays(random.nextInt(10))),
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> new ControlLink("iso42001", "A." + random.nextInt(9) + "." + i))
            .collect(Collectors.toSet()),
        bounded
            ? new Validity(from, from.plusSeconds(1 + random.nextInt(1000)), random.nextBoolean())
            : Validity.OPEN,
        new Allowance(
            random.nextInt(4) == 0 ? Set.of() : Set.of("client_credentials", "refresh_token"),
            random.nextBoolean() ? Set.of() : Set.of("a:read", "b:write"),
            Duration.ofSeconds(1 + random.nextInt(90_000))),
        LocalDate.parse("2027-01-01").plusDays(random.nextInt(60)),
        pick(random, EnumSet.complementOf(EnumSet.of(Intent.REVOKED))));
  }

  private static Declaration declaration(Random random, boolean agent) {
    return new Declaration(
        random.nextBoolean() ? null : pick(random, EnumSet.allOf(Autonomy.class)),
        random.nextBoolean() ? null : Digest.of("sha256:" + "0a".repeat(32)),
        random.nextBoolean() ? null : Digest.of("sha384:" + "b1".repeat(48)),
        random.nextBoolean() ? null : Digest.of("sha512:" + "c2".repeat(64)),
        !agent || random.nextBoolean() ? null : new Identity.Id(new UUID(7, random.nextLong())),
        !agent
            ? Particulars.NONE
            : new Particulars(
                text(random),
                text(random),
                List.of(
                    new Protocol("A2A", "https://x.example/" + random.nextInt()),
                    new Protocol("p" + random.nextInt(9), null)),
                List.of()));
  }

  private static <T> T pick(Random random, Set<T> values) {
    return List.copyOf(values).get(random.nextInt(values.size()));
  }

  private static @Nullable String text(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "Zoë's \"agent\" \\ 🤖 " + random.nextInt();
      default -> "words " + random.nextInt();
    };
  }

  private static List<Owner> owners(Random random) {
    List<Owner> owners = new ArrayList<>();
    for (Role role : Role.values()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        owners.add(new Owner("person-" + i, role, random.nextBoolean() ? NOW : null));
      }
    }
    return owners;
  }

  static IdentityType typeOf(Identity identity) {
    return Stream.of(IdentityType.AGENT, IdentityType.SERVICE_ACCOUNT)
        .filter(type -> type.kinds().contains(identity.profile().kind()))
        .findFirst()
        .orElseThrow();
  }

  static ObjectNode document(Identity identity) {
    return new IdentityDocument(typeOf(identity), BASE, NOW, KNOWN).of(identity, NOW, NOW);
  }

  /** One text of each value of a list. */
  static List<String> texts(JsonNode values, String name) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.path(name).asText()));
    return texts;
  }

  /** JSON with single quotes, for the eyes. */
  static ObjectNode json(String text) {
    return ScimJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
