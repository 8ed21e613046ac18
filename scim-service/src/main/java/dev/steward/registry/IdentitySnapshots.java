package dev.steward.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Identities as they stand, for who only looks: read whole by one statement, and watched by nobody.
 */
@ApplicationScoped
class IdentitySnapshots {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  IdentitySnapshots(Database database) {
    this.database = database;
  }

  Optional<Recorded> find(Id id) {
    return Optional.ofNullable(all(List.of(id.value())).get(id.value()));
  }

  /** Those of the given ids that there are; however many, they are read by one statement. */
  Map<UUID, Recorded> all(Collection<UUID> ids) {
    List<String> texts = ids.stream().map(UUID::toString).toList();
    return database
        .lookUp(
            """
            select i.*, o.owners, c.controls, p.protocols
            from identity i
            left join (
              select identity_id,
                json_agg(json_build_array(person, role, accepted_at) order by position)::text
                  as owners
              from identity_owner where identity_id = any (?::text[]::uuid[]) group by identity_id
            ) o on o.identity_id = i.id
            left join (
              select identity_id, json_agg(json_build_array(framework, control))::text as controls
              from identity_control where identity_id = any (?::text[]::uuid[]) group by identity_id
            ) c on c.identity_id = i.id
            left join (
              select identity_id,
                json_agg(json_build_array(type, specification_url) order by position)::text
                  as protocols
              from identity_protocol where identity_id = any (?::text[]::uuid[])
              group by identity_id
            ) p on p.identity_id = i.id
            where i.id = any (?::text[]::uuid[])
            """,
            row -> read(row).recorded(),
            texts,
            texts,
            texts,
            texts)
        .stream()
        .collect(Collectors.toMap(one -> one.identity().id().value(), Function.identity()));
  }

  private static IdentityRow read(Row row) {
    IdentityRow identity = new IdentityRow();
    identity.id = row.uuid("id");
    identity.version = row.number("version");
    identity.kind = row.constant("kind", Kind.class);
    identity.userName = row.text("user_name");
    identity.externalId = row.optionalText("external_id");
    identity.displayName = row.optionalText("display_name");
    identity.description = row.optionalText("description");
    identity.purpose = row.optionalText("purpose");
    identity.environment = row.optionalText("environment");
    identity.riskTier = row.constant("risk_tier", RiskTier.class);
    declare(identity, row);
    identity.realm = row.optionalText("realm");
    identity.clientUuid = row.optionalText("client_uuid");
    identity.cadence = row.text("cadence");
    identity.grace = row.text("grace");
    identity.brownout = row.text("brownout");
    identity.validFrom = row.optionalInstant("valid_from");
    identity.validUntil = row.optionalInstant("valid_until");
    identity.begun = row.flag("begun");
    identity.grants = row.texts("grants").toArray(String[]::new);
    identity.scopes = row.texts("scopes").toArray(String[]::new);
    identity.longestToken = row.text("longest_token");
    identity.lastReviewed = row.date("last_reviewed");
    identity.intent = row.constant("intent", Intent.class);
    identity.handOverBegan = row.optionalInstant("hand_over_began");
    identity.handOverDeadline = row.optionalInstant("hand_over_deadline");
    identity.custodian = row.optionalText("custodian");
    identity.created = row.instant("created");
    identity.modified = row.instant("modified");
    each(row, "owners").map(IdentitySnapshots::owner).forEach(identity.owners::add);
    each(row, "controls")
        .map(link -> new ControlRow(link.path(0).asText(), link.path(1).asText()))
        .forEach(identity.controls::add);
    each(row, "protocols")
        .map(one -> new ProtocolRow(one.path(0).textValue(), one.path(1).textValue()))
        .forEach(identity.protocols::add);
    return identity;
  }

  private static void declare(IdentityRow identity, Row row) {
    @Nullable String autonomy = row.optionalText("autonomy");
    identity.autonomy = autonomy == null ? null : Autonomy.valueOf(autonomy);
    identity.modelDigest = row.optionalText("model_digest");
    identity.promptDigest = row.optionalText("prompt_digest");
    identity.toolManifestDigest = row.optionalText("tool_manifest_digest");
    identity.parent = row.optionalUuid("parent");
    identity.agentType = row.optionalText("agent_type");
    identity.subject = row.optionalText("subject");
    identity.certificates = row.texts("certificates").toArray(String[]::new);
  }

  private static OwnerRow owner(JsonNode owner) {
    @Nullable String accepted = owner.path(2).textValue();
    @Nullable Instant at = accepted == null ? null : OffsetDateTime.parse(accepted).toInstant();
    return new OwnerRow(owner.path(0).asText(), Owner.Role.valueOf(owner.path(1).asText()), at);
  }

  /** The elements of an array that the database aggregated; none when there was nothing. */
  private static Stream<JsonNode> each(Row row, String column) {
    @Nullable String text = row.optionalText(column);
    if (text == null) {
      return Stream.empty();
    }
    try {
      return JSON.readTree(text).valueStream();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote no JSON", e);
    }
  }
}
