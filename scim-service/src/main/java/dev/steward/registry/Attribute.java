package dev.steward.registry;

import dev.steward.identity.Autonomy;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import dev.steward.query.Field;
import dev.steward.query.Several;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identities can be asked for by. */
public enum Attribute implements Field {
  ID("id", UUID.class, Case.EXACT),
  KIND("kind", Kind.class, Case.EXACT),
  USER_NAME("user_name", String.class, Case.IGNORED),
  EXTERNAL_ID("external_id", String.class, Case.EXACT),
  DISPLAY_NAME("display_name", String.class, Case.IGNORED),
  DESCRIPTION("description", String.class, Case.IGNORED),
  PURPOSE("purpose", String.class, Case.IGNORED),
  ENVIRONMENT("environment", String.class, Case.IGNORED),
  RISK_TIER("risk_tier", RiskTier.class, Case.EXACT),
  AUTONOMY("autonomy", Autonomy.class, Case.EXACT),
  MODEL_DIGEST("model_digest", String.class, Case.IGNORED),
  PROMPT_DIGEST("prompt_digest", String.class, Case.IGNORED),
  TOOL_MANIFEST_DIGEST("tool_manifest_digest", String.class, Case.IGNORED),
  PARENT("parent", UUID.class, Case.EXACT),
  AGENT_TYPE("agent_type", String.class, Case.IGNORED),
  SUBJECT("subject", String.class, Case.EXACT),
  INTENT("intent", Intent.class, Case.EXACT),
  BEGUN("begun", Boolean.class, Case.EXACT),
  REALM("realm", String.class, Case.EXACT),
  CLIENT("client_uuid", String.class, Case.EXACT),
  VALID_FROM("valid_from", Instant.class, Case.EXACT),
  VALID_UNTIL("valid_until", Instant.class, Case.EXACT),
  LAST_REVIEWED("last_reviewed", LocalDate.class, Case.EXACT),
  REVIEW_DUE("review_due", LocalDate.class, Case.EXACT),
  GRACE_FROM("grace_from", Instant.class, Case.EXACT),
  BROWNOUT_FROM("brownout_from", Instant.class, Case.EXACT),
  GOOD_UNTIL("good_until", Instant.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  OWNER("person", String.class, Case.EXACT),
  OWNER_ROLE("role", Owner.Role.class, Case.EXACT),
  OWNER_ACCEPTED("accepted_at", Instant.class, Case.EXACT),
  CONTROL_FRAMEWORK("framework", String.class, Case.EXACT),
  CONTROL("control", String.class, Case.EXACT),
  PROTOCOL_TYPE("type", String.class, Case.IGNORED),
  PROTOCOL_SPECIFICATION("specification_url", String.class, Case.EXACT),

  /** Who has to do with it: who answers for it, who holds it meanwhile, and who was asked to. */
  ANSWERING("person", String.class, Case.EXACT),

  /** The newest day (UTC) on which its client got a token. */
  LAST_USED("last_day", LocalDate.class, Case.EXACT),

  GROUP("group_id", UUID.class, Case.EXACT),
  GROUP_NAME("display_name", String.class, Case.IGNORED),

  /** Not kept: it follows from the moment of the question. */
  STANDING("standing", Standing.class, Case.EXACT);

  private static final Several OWNERS = new Several("identity_owner", "identity_id", true);
  private static final Several ANSWERED = new Several("identity_answering", "identity_id", false);
  private static final Several CONTROLS = new Several("identity_control", "identity_id", false);
  private static final Several PROTOCOLS = new Several("identity_protocol", "identity_id", true);
  private static final Several MEMBERSHIPS =
      new Several("identity_membership", "identity_id", false);
  private static final Several USES = new Several("identity_last_use", "identity_id", false);

  private final String column;
  private final Class<?> type;
  private final Case texts;

  Attribute(String column, Class<?> type, Case texts) {
    this.column = column;
    this.type = type;
    this.texts = texts;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public @Nullable Several several() {
    return switch (this) {
      case OWNER, OWNER_ROLE, OWNER_ACCEPTED -> OWNERS;
      case ANSWERING -> ANSWERED;
      case CONTROL_FRAMEWORK, CONTROL -> CONTROLS;
      case PROTOCOL_TYPE, PROTOCOL_SPECIFICATION -> PROTOCOLS;
      case GROUP, GROUP_NAME -> MEMBERSHIPS;
      case LAST_USED -> USES;
      default -> null;
    };
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
  public boolean isKey() {
    return this == ID || this == USER_NAME || this == CLIENT;
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
