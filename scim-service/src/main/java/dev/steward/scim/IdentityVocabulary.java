package dev.steward.scim;

import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Field;
import dev.steward.registry.Attribute;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Link;
import dev.steward.scim.Queryable.Plain;
import dev.steward.scim.Queryable.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
          Map.entry("agentType", new Plain(Attribute.AGENT_TYPE)),
          Map.entry("subject", new Plain(Attribute.SUBJECT)),
          Map.entry("protocols", whole(Attribute.PROTOCOL_TYPE, Attribute.PROTOCOL_SPECIFICATION)),
          Map.entry("protocols.type", new Plain(Attribute.PROTOCOL_TYPE)),
          Map.entry("protocols.specificationUrl", new Plain(Attribute.PROTOCOL_SPECIFICATION)),
          Map.entry("parent", new Plain(Attribute.PARENT)),
          Map.entry("parent.value", new Plain(Attribute.PARENT)),
          Map.entry("groups", new Plain(Attribute.GROUP)),
          Map.entry("groups.value", new Plain(Attribute.GROUP)),
          Map.entry("groups.display", new Plain(Attribute.GROUP_NAME)),
          Map.entry("meta.created", new Plain(Attribute.CREATED)),
          Map.entry("meta.lastModified", new Plain(Attribute.MODIFIED)));

  private static final Map<String, Queryable> GOVERNANCE =
      Map.ofEntries(
          Map.entry("kind", new Plain(Attribute.KIND)),
          Map.entry("purpose", new Plain(Attribute.PURPOSE)),
          Map.entry("environment", new Plain(Attribute.ENVIRONMENT)),
          Map.entry("riskTier", new Plain(Attribute.RISK_TIER)),
          Map.entry("autonomy", new Plain(Attribute.AUTONOMY)),
          Map.entry(
              "digests",
              whole(
                  Attribute.MODEL_DIGEST, Attribute.PROMPT_DIGEST, Attribute.TOOL_MANIFEST_DIGEST)),
          Map.entry("digests.model", new Plain(Attribute.MODEL_DIGEST)),
          Map.entry("digests.prompt", new Plain(Attribute.PROMPT_DIGEST)),
          Map.entry("digests.toolManifest", new Plain(Attribute.TOOL_MANIFEST_DIGEST)),
          Map.entry("sponsor", new Plain(Attribute.OWNER)),
          Map.entry("sponsor.value", new Plain(Attribute.OWNER)),
          Map.entry("standing", standing()),
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
          Map.entry("lastUsed", new Plain(Attribute.LAST_USED)),
          Map.entry("reviewDue", new Plain(Attribute.REVIEW_DUE)),
          Map.entry("goodUntil", new Plain(Attribute.GOOD_UNTIL)));

  /** By the name of the attribute, or the end of the path. */
  private static final Map<String, String> NOT_ASKED =
      Map.ofEntries(
          Map.entry("findings", "it is worked out when shown; standing and reviewDue can be"),
          Map.entry("handOver", "it is listed at /ownership/hand-overs; goodUntil can be"),
          Map.entry("custodian", "it is listed at /ownership/hand-overs; owners can be"),
          Map.entry("credentials", "it is Keycloak's, and only shown here"),
          Map.entry("roles", "it is Keycloak's, and only shown here"),
          Map.entry("entitlements", "it is Keycloak's, and only shown here"),
          Map.entry("clientId", "it is Keycloak's, and only shown here; client.id can be"),
          Map.entry("x509Certificates", "it is only shown"),
          Map.entry("groups", "it is worked out when shown; groups.value can be"),
          Map.entry("cadence", "it is kept as periods, which have no order; reviewDue can be"),
          Map.entry("allowance", "it is for the permit; the gate is asked what it holds"));

  private static Fixed standing() {
    return new Fixed(
        Arrays.stream(Standing.values())
            .collect(
                Collectors.toMap(
                    Words::of, one -> new Compare(Attribute.STANDING, Operator.EQUAL, one))));
  }

  private static Whole whole(Attribute... parts) {
    return new Whole(
        new Any(Arrays.stream(parts).<Condition>map(part -> new Present(part)).toList()));
  }

  @Override
  public Optional<String> whyNot(AttributePath path) {
    return Vocabulary.super
        .whyNot(path)
        .or(() -> Optional.ofNullable(NOT_ASKED.get(Schema.name(path.target()))))
        .or(() -> Optional.ofNullable(NOT_ASKED.get(path.name())));
  }

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
      case "owners", "sponsor" -> Optional.of(Attribute.OWNER);
      case "controlLinks" -> Optional.of(Attribute.CONTROL);
      case "protocols" -> Optional.of(Attribute.PROTOCOL_TYPE);
      case "groups" -> Optional.of(Attribute.GROUP);
      // kept apart, though there is only one
      case "lastUsed" -> Optional.of(Attribute.LAST_USED);
      default -> Optional.empty();
    };
  }

  /** The core schema shows only some of those who answer, and so does the sponsor. */
  @Override
  public Condition among(AttributePath path, Condition ofOneValue) {
    if (path.name().equals("sponsor")) {
      return new All(List.of(role(Owner.Role.SPONSOR), ofOneValue));
    }
    return !path.isExtension() && path.name().equals("owners")
        ? new All(List.of(role(Owner.Role.OWNER), ofOneValue))
        : ofOneValue;
  }

  private static Condition role(Owner.Role role) {
    return new Compare(Attribute.OWNER_ROLE, Operator.EQUAL, role);
  }
}
