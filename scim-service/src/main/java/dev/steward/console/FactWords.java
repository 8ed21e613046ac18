package dev.steward.console;

import dev.steward.evidence.Timeline.Told;
import dev.steward.identity.Owner;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What entries of the ledger tell about an identity, in words. */
public final class FactWords {

  private static final int LONGEST = 160;

  private static final Set<String> ONE_PERSON = Set.of("person", "counterProposal", "custodian");
  private static final Set<String> SEVERAL_PEOPLE = Set.of("owners", "asked");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("person", "Who"),
          Map.entry("counterProposal", "Who rather"),
          Map.entry("asked", "Who is asked"),
          Map.entry("due", "Review due"),
          Map.entry("cadence", "Reviewed every"),
          Map.entry("brownout", "Refused now and then for"),
          Map.entry("begun", "Its time began"),
          Map.entry("grants", "Ways to get tokens"),
          Map.entry("parent", "Beneath"),
          Map.entry("validFrom", "Begins"),
          Map.entry("validUntil", "Ends"),
          Map.entry("held", "Version of the permit that Keycloak held"));

  private final When when;
  private final Function<String, String> names;

  /** With what to call people and identities by their ids. */
  public FactWords(When when, Function<String, String> names) {
    this.when = when;
    this.names = names;
  }

  /** What a fact is called. */
  public static String name(String fact) {
    return NAMES.getOrDefault(fact, Labels.capital(Labels.spaced(fact)));
  }

  /** What a fact is, or was. */
  public String of(String fact, Object value) {
    String words = words(fact, value);
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
  }

  /** The ids of the people whom entries name among the facts. */
  public static Set<String> people(Collection<Told> told) {
    return values(told)
        .flatMap(
            fact ->
                ONE_PERSON.contains(fact.getKey())
                    ? Stream.of(String.valueOf(fact.getValue()))
                    : SEVERAL_PEOPLE.contains(fact.getKey())
                        ? people(fact.getValue())
                        : Stream.empty())
        .collect(Collectors.toSet());
  }

  /** The ids of the identities above, as entries name them. */
  public static Set<String> parents(Collection<Told> told) {
    return values(told)
        .filter(fact -> fact.getKey().equals("parent"))
        .map(fact -> String.valueOf(fact.getValue()))
        .collect(Collectors.toSet());
  }

  private static Stream<Map.Entry<String, Object>> values(Collection<Told> told) {
    return told.stream()
        .flatMap(one -> one.entry().detail().entrySet().stream())
        .flatMap(
            fact ->
                fact.getValue() instanceof Map<?, ?> parts
                    ? parts.entrySet().stream()
                        .map(
                            part ->
                                Map.<String, Object>entry(
                                    String.valueOf(part.getKey()), part.getValue()))
                    : Stream.of(fact));
  }

  private static Stream<String> people(Object value) {
    return value instanceof List<?> some
        ? some.stream()
            .map(one -> String.valueOf(one instanceof Map<?, ?> parts ? parts.get("person") : one))
        : Stream.empty();
  }

  private String words(String fact, Object value) {
    return switch (value) {
      case List<?> none when none.isEmpty() -> "none";
      case List<?> list ->
          list.stream().map(one -> words(fact, one)).collect(Collectors.joining(", "));
      case Map<?, ?> owner when owner.containsKey("person") -> person(owner);
      case Map<?, ?> client when fact.equals("client") -> "one of realm " + client.get("realm");
      case Map<?, ?> parts ->
          parts.entrySet().stream()
              .map(part -> part(String.valueOf(part.getKey()), part.getValue()))
              .sorted()
              .collect(Collectors.joining(", "));
      case Boolean yes -> yes ? "yes" : "no";
      default -> text(fact, String.valueOf(value));
    };
  }

  private String part(String name, Object value) {
    return Labels.spaced(name) + " " + words(name, value);
  }

  private String person(Map<?, ?> person) {
    String name = names.apply(String.valueOf(person.get("person")));
    if (!person.containsKey("role")) {
      return name;
    }
    return "%s (%s%s)"
        .formatted(
            name,
            role(String.valueOf(person.get("role"))),
            Boolean.TRUE.equals(person.get("accepted")) ? "" : ", asked");
  }

  private static String role(String name) {
    return Arrays.stream(Owner.Role.values())
        .filter(role -> role.name().equals(name))
        .map(Labels::of)
        .findFirst()
        .orElse(name)
        .toLowerCase(Locale.ROOT);
  }

  private String text(String fact, String text) {
    try {
      return switch (fact) {
        case "intent", "riskTier", "kind", "autonomy", "step" -> Labels.sentence(text);
        case "validFrom", "validUntil", "began", "deadline", "until", "at" ->
            when.moment(Instant.parse(text));
        case "reviewDue", "lastReviewed", "due" -> when.day(LocalDate.parse(text));
        case "cadence", "grace", "brownout" -> when.length(Period.parse(text));
        case "longestToken" -> when.length(Duration.parse(text));
        case "person", "counterProposal", "custodian", "asked", "parent" -> names.apply(text);
        default -> text;
      };
    } catch (DateTimeException e) {
      return text;
    }
  }
}
