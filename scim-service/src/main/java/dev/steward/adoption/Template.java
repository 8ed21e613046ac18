package dev.steward.adoption;

import dev.steward.delivery.ClientFacts;
import dev.steward.delivery.Shadow;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.registry.CadenceByTier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What clients become that are adopted together. What it does not say is taken from each client:
 * the kind as guessed, the grants and scopes as observed.
 *
 * @param userName what the identity is called, where one client is adopted alone; like the client
 *     when nobody says. Likewise its id elsewhere, the name to show, and the description
 * @param cadence how often they are reviewed; by tier when nobody says
 */
public record Template(
    @Nullable String userName,
    @Nullable String externalId,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String kind,
    @Nullable String riskTier,
    @Nullable String purpose,
    @Nullable String environment,
    @Nullable Rhythm cadence,
    @Nullable List<String> controlLinks,
    @Nullable Most allowance) {

  public static final Template EMPTY =
      new Template(null, null, null, null, null, null, null, null, null, null, null);

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_PROSE = 4_000;

  /** ISO 8601 periods. */
  public record Rhythm(@Nullable String every, @Nullable String grace, @Nullable String brownout) {}

  /** What they may at most ask for; a part that is not there is as observed. */
  public record Most(
      @Nullable List<String> grants,
      @Nullable List<String> scopes,
      @Nullable String longestToken) {}

  /**
   * Refuses what no client could become.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public void check() {
    if (kind != null) {
      word("kind", kind, Kind.class);
    }
    cadence(tier());
    Set.copyOf(controls());
    longestToken();
  }

  /** Medium unless it says. */
  public RiskTier tier() {
    return riskTier == null ? RiskTier.MEDIUM : word("riskTier", riskTier, RiskTier.class);
  }

  /** What becomes of something that has no client; nothing can be observed of it. */
  public AdoptionDraft draft(String name) {
    Cadence rhythm = cadence(tier());
    return new AdoptionDraft(
        kind == null ? Kind.SERVICE_ACCOUNT : word("kind", kind, Kind.class),
        name,
        externalId,
        displayName,
        description,
        purpose,
        environment,
        tier(),
        rhythm.every().toString(),
        rhythm.grace().toString(),
        rhythm.brownout().toString(),
        controls().stream().map(ControlLink::toString).sorted().toList(),
        allowance == null || allowance.grants() == null
            ? List.copyOf(Allowance.LEAST.grants())
            : allowance.grants(),
        allowance == null || allowance.scopes() == null ? List.of() : allowance.scopes(),
        longestToken().toString());
  }

  /** What a client becomes. */
  AdoptionDraft draft(Shadow shadow) {
    ClientFacts facts = shadow.facts();
    RiskTier tier = tier();
    Cadence rhythm = cadence(tier);
    return new AdoptionDraft(
        kind == null ? Guess.of(shadow.clientId(), facts).kind() : word("kind", kind, Kind.class),
        userName == null ? shadow.clientId() : userName,
        externalId,
        displayName == null ? shortened(displayName(facts.name()), LONGEST_NAME) : displayName,
        description == null ? shortened(facts.description(), LONGEST_PROSE) : description,
        purpose,
        environment,
        tier,
        rhythm.every().toString(),
        rhythm.grace().toString(),
        rhythm.brownout().toString(),
        controls().stream().map(ControlLink::toString).sorted().toList(),
        allowance == null || allowance.grants() == null ? facts.grants() : allowance.grants(),
        allowance == null || allowance.scopes() == null
            ? observedScopes(facts)
            : allowance.scopes(),
        longestToken().toString());
  }

  /** Keycloak's own names are the keys of its translations. */
  static @Nullable String displayName(@Nullable String name) {
    return name == null || name.startsWith("${") ? null : name;
  }

  private static @Nullable String shortened(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  private static List<String> observedScopes(ClientFacts facts) {
    Set<String> scopes = new TreeSet<>(facts.scopes());
    scopes.addAll(facts.optionalScopes());
    return List.copyOf(scopes);
  }

  private Cadence cadence(RiskTier tier) {
    Cadence usual = CadenceByTier.of(tier);
    if (cadence == null) {
      return usual;
    }
    return new Cadence(
        span("cadence.every", cadence.every(), usual.every(), Period::parse),
        span("cadence.grace", cadence.grace(), usual.grace(), Period::parse),
        span("cadence.brownout", cadence.brownout(), usual.brownout(), Period::parse));
  }

  private Duration longestToken() {
    return span(
        "allowance.longestToken",
        allowance == null ? null : allowance.longestToken(),
        Allowance.LEAST.longestToken(),
        Duration::parse);
  }

  private List<ControlLink> controls() {
    List<ControlLink> links = new ArrayList<>();
    for (String text : controlLinks == null ? List.<String>of() : controlLinks) {
      links.add(ControlLink.of(text));
    }
    return links;
  }

  private static <T> T span(
      String name, @Nullable String text, T usual, Function<String, T> reading) {
    try {
      return text == null ? usual : reading.apply(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s is an ISO 8601 period like P90D or PT5M, not %s".formatted(name, text), e);
    }
  }

  /** The constant of a word, in whatever case and with whatever between its parts. */
  public static <E extends Enum<E>> E word(String name, String text, Class<E> type) {
    String plain = text.strip().toUpperCase(Locale.ROOT).replaceAll("[-\\s]+", "_");
    return Arrays.stream(type.getEnumConstants())
        .filter(
            constant ->
                constant.name().equals(plain)
                    || constant.name().replace("_", "").equals(plain.replace("_", "")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is one of %s, not %s"
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                    .map(
                                        one ->
                                            one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                    .toList()),
                            text)));
  }
}
