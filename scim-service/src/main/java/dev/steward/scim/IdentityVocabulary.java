package dev.steward.scim;

import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Field;
import dev.steward.registry.Attribute;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Link;
import dev.steward.scim.Queryable.Plain;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lists of identities can be asked for. */
record IdentityVocabulary(String handle) implements Vocabulary {

  private static final Map<String, Queryable> CORE =
      Map.ofEntries(
          Map.entry("id", new Plain(Attribute.ID)),
          Map.entry("externalId", new Plain(Attribute.EXTERNAL_ID)),
          Map.entry("displayName", new Plain(Attribute.DISPLAY_NAME)),
          Map.entry("description", new Plain(Attribute.DESCRIPTION)),
          Map.entry(
              "active", new Flag(new Compare(Attribute.INTENT, Operator.EQUAL, Intent.APPROVED))),
          Map.entry("owners", new Plain(Attribute.OWNER)),
          Map.entry("owners.value", new Plain(Attribute.OWNER)),
          Map.entry("meta.created", new Plain(Attribute.CREATED)),
          Map.entry("meta.lastModified", new Plain(Attribute.MODIFIED)));

  private static final Map<String, Queryable> GOVERNANCE =
      Map.ofEntries(
          Map.entry("kind", new Plain(Attribute.KIND)),
          Map.entry("purpose", new Plain(Attribute.PURPOSE)),
          Map.entry("environment", new Plain(Attribute.ENVIRONMENT)),
          Map.entry("riskTier", new Plain(Attribute.RISK_TIER)),
          Map.entry("intent", new Plain(Attribute.INTENT)),
          Map.entry("owners", new Plain(Attribute.OWNER)),
          Map.entry("owners.value", new Plain(Attribute.OWNER)),
          Map.entry("owners.role", new Plain(Attribute.OWNER_ROLE)),
          Map.entry("owners.acceptedAt", new Plain(Attribute.OWNER_ACCEPTED)),
          Map.entry("owners.accepted", new Flag(new Present(Attribute.OWNER_ACCEPTED))),
          Map.entry("controlLinks", new Link()),
          Map.entry("client", new Plain(Attribute.CLIENT)),
          Map.entry("client.id", new Plain(Attribute.CLIENT)),
          Map.entry("client.realm", new Plain(Attribute.REALM)),
          Map.entry("validFrom", new Plain(Attribute.VALID_FROM)),
          Map.entry("validUntil", new Plain(Attribute.VALID_UNTIL)),
          Map.entry("lastReviewed", new Plain(Attribute.LAST_REVIEWED)),
          Map.entry("reviewDue", new Plain(Attribute.REVIEW_DUE)),
          Map.entry("goodUntil", new Plain(Attribute.GOOD_UNTIL)));

  @Override
  public Optional<Queryable> of(AttributePath path) {
    String name = path.relative();
    if (path.isExtension()) {
      return Optional.ofNullable(GOVERNANCE.get(name));
    }
    return name.equals(handle)
        ? Optional.of(new Plain(Attribute.USER_NAME))
        : Optional.ofNullable(CORE.get(name));
  }

  @Override
  public Optional<Field> collection(AttributePath path) {
    return switch (path.name()) {
      case "owners" -> Optional.of(Attribute.OWNER);
      case "controlLinks" -> Optional.of(Attribute.CONTROL);
      default -> Optional.empty();
    };
  }

  /** The core schema shows only some of the owners. */
  @Override
  public Condition among(AttributePath path, Condition ofOneValue) {
    return !path.isExtension() && path.name().equals("owners")
        ? new All(
            List.of(
                new Compare(Attribute.OWNER_ROLE, Operator.EQUAL, Owner.Role.OWNER), ofOneValue))
        : ofOneValue;
  }
}
