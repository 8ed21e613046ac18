package dev.steward.registry;

import dev.steward.identity.Autonomy;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import dev.steward.query.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What identities can be asked for by. */
public enum Attribute implements Field {
  ID("id", UUID.class, Case.EXACT),
  KIND("kind", Kind.class, Case.EXACT),
  USER_NAME("userName", String.class, Case.IGNORED),
  EXTERNAL_ID("externalId", String.class, Case.EXACT),
  DISPLAY_NAME("displayName", String.class, Case.IGNORED),
  DESCRIPTION("description", String.class, Case.IGNORED),
  PURPOSE("purpose", String.class, Case.IGNORED),
  ENVIRONMENT("environment", String.class, Case.IGNORED),
  RISK_TIER("riskTier", RiskTier.class, Case.EXACT),
  AUTONOMY("autonomy", Autonomy.class, Case.EXACT),
  MODEL_DIGEST("modelDigest", String.class, Case.IGNORED),
  PROMPT_DIGEST("promptDigest", String.class, Case.IGNORED),
  TOOL_MANIFEST_DIGEST("toolManifestDigest", String.class, Case.IGNORED),
  PARENT("parent", UUID.class, Case.EXACT),
  AGENT_TYPE("agentType", String.class, Case.IGNORED),
  SUBJECT("subject", String.class, Case.EXACT),
  INTENT("intent", Intent.class, Case.EXACT),
  BEGUN("begun", Boolean.class, Case.EXACT),
  REALM("realm", String.class, Case.EXACT),
  CLIENT("clientUuid", String.class, Case.EXACT),
  VALID_FROM("validFrom", Instant.class, Case.EXACT),
  VALID_UNTIL("validUntil", Instant.class, Case.EXACT),
  LAST_REVIEWED("lastReviewed", LocalDate.class, Case.EXACT),
  REVIEW_DUE("reviewDue", LocalDate.class, Case.EXACT),
  GRACE_FROM("graceFrom", Instant.class, Case.EXACT),
  BROWNOUT_FROM("brownoutFrom", Instant.class, Case.EXACT),
  GOOD_UNTIL("goodUntil", Instant.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  OWNER("owners.person", String.class, Case.EXACT),
  OWNER_ROLE("owners.role", Owner.Role.class, Case.EXACT),
  OWNER_ACCEPTED("owners.acceptedAt", Instant.class, Case.EXACT),
  CONTROL_FRAMEWORK("controls.framework", String.class, Case.EXACT),
  CONTROL("controls.control", String.class, Case.EXACT),
  PROTOCOL_TYPE("protocols.type", String.class, Case.IGNORED),
  PROTOCOL_SPECIFICATION("protocols.specificationUrl", String.class, Case.EXACT),

  GROUP("memberships.group", UUID.class, Case.EXACT),
  GROUP_NAME("memberships.displayName", String.class, Case.IGNORED),

  /** Not kept: it follows from the moment of the question. */
  STANDING("standing", Standing.class, Case.EXACT);

  private final String path;
  private final Class<?> type;
  private final Case texts;

  Attribute(String path, Class<?> type, Case texts) {
    this.path = path;
    this.type = type;
    this.texts = texts;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public boolean ignoresCase() {
    return texts == Case.IGNORED;
  }

  @Override
  public boolean isKept() {
    return this != STANDING;
  }

  @Override
  public boolean isRequired() {
    return switch (this) {
      case ID,
          KIND,
          USER_NAME,
          RISK_TIER,
          INTENT,
          LAST_REVIEWED,
          REVIEW_DUE,
          GRACE_FROM,
          BROWNOUT_FROM,
          GOOD_UNTIL,
          BEGUN,
          CREATED,
          MODIFIED ->
          true;
      default -> false;
    };
  }

  private enum Case {
    EXACT,
    IGNORED
  }
}
