package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Condition.Some;
import dev.steward.registry.Attribute;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** By what a list of identities is narrowed by ticking boxes. */
enum Facet {
  STANDING("Standing"),
  KIND("Kind"),
  TIER("Risk tier"),
  CLIENT("Client"),
  REALM("Realm"),
  /** Whether its last review still counts as evidence. */
  REVIEW("Review"),
  /** Others than those shown may be typed; for what is found all that are chosen answer. */
  OWNER("Answers for it"),
  /** Others than those shown may be typed; what is linked to all that are chosen is found. */
  CONTROL("Control");

  static final String CURRENT = "current";
  static final String MISSING = "missing";

  private final String title;

  Facet(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** Its name in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether all that is chosen has to be there at once, as something may have several: it leads to
   * few, and what is counted is counted among those.
   */
  boolean leads() {
    return this == OWNER || this == CONTROL;
  }

  /** What there is to tick, as an address spells it. */
  public List<String> values(List<String> realms) {
    return switch (this) {
      case STANDING -> words(Standing.values());
      case KIND -> words(Kind.values());
      case TIER -> words(RiskTier.values());
      case CLIENT -> List.of("yes", "no");
      case REVIEW -> List.of(CURRENT, MISSING);
      case REALM -> realms;
      case OWNER, CONTROL -> List.of();
    };
  }

  /**
   * The condition that one value stands for.
   *
   * @param today the day (UTC) on which it is asked for
   * @throws IllegalArgumentException when there is no such value
   */
  Condition condition(String value, LocalDate today) {
    return switch (this) {
      case STANDING -> equal(Attribute.STANDING, constant(Standing.class, value));
      case KIND -> equal(Attribute.KIND, constant(Kind.class, value));
      case TIER -> equal(Attribute.RISK_TIER, constant(RiskTier.class, value));
      case REALM -> equal(Attribute.REALM, value);
      case OWNER -> equal(Attribute.OWNER, value);
      case CONTROL -> linkedTo(value);
      case REVIEW -> reviewed(value, today);
      case CLIENT ->
          switch (value) {
            case "yes" -> new Present(Attribute.CLIENT);
            case "no" -> new Not(new Present(Attribute.CLIENT));
            default -> throw new IllegalArgumentException("client is yes or no, not " + value);
          };
    };
  }

  /** What people read beside the box. */
  public String label(String value) {
    return switch (this) {
      case KIND -> Labels.of(constant(Kind.class, value));
      case CLIENT -> value.equals("yes") ? "Has a client" : "Has none";
      case REVIEW -> value.equals(CURRENT) ? "Has a current one" : "Has none that is current";
      case REALM, OWNER, CONTROL -> value;
      case STANDING, TIER -> Labels.sentence(value);
    };
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Labels::word).toList();
  }

  private <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> Labels.word(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is one of %s, not %s"
                        .formatted(
                            title.toLowerCase(Locale.ROOT),
                            String.join(", ", words(type.getEnumConstants())),
                            word)));
  }

  /** As {@link dev.steward.registry.ControlCoverage} counts it. */
  private static Condition reviewed(String value, LocalDate today) {
    return switch (value) {
      case CURRENT ->
          new All(
              List.of(
                  new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.PROPOSED),
                  new Compare(Attribute.REVIEW_DUE, Operator.GREATER_OR_EQUAL, today)));
      case MISSING ->
          new Any(
              List.of(
                  equal(Attribute.INTENT, Intent.PROPOSED),
                  new Compare(Attribute.REVIEW_DUE, Operator.LESS, today)));
      default -> throw new IllegalArgumentException("review is current or missing, not " + value);
    };
  }

  private static Condition linkedTo(String control) {
    if (control.indexOf(':') < 0) {
      return equal(Attribute.CONTROL_FRAMEWORK, control);
    }
    ControlLink link = ControlLink.of(control);
    return new Some(
        Attribute.CONTROL,
        new All(
            List.of(
                equal(Attribute.CONTROL_FRAMEWORK, link.framework()),
                equal(Attribute.CONTROL, link.control()))));
  }

  private static Condition equal(Attribute attribute, Object value) {
    return new Compare(attribute, Operator.EQUAL, value);
  }
}
