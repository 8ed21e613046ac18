package dev.steward.registry;

import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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

  private final Database database;

  IdentitySnapshots(Database database) {
    this.database = database;
  }

  Optional<Recorded> find(Id id) {
    return find(id, Asides.NONE);
  }

  /** The same, and what others want to know beside it. */
  Optional<Recorded> find(Id id, Asides asides) {
    return read("i.id = ?", id.value(), asides).findFirst();
  }

  /** Those of the given ids that there are; however many, they are read by one statement. */
  Map<UUID, Recorded> all(Collection<UUID> ids) {
    return read(
            "i.id = any (?::text[]::uuid[])",
            ids.stream().map(UUID::toString).toList(),
            Asides.NONE)
        .collect(Collectors.toMap(one -> one.identity().id().value(), Function.identity()));
  }

  /**
   * What belongs to an identity is little and lies together: looked up row by row it costs least,
   * each table once, and joined it would cost more.
   */
  private Stream<Recorded> read(String which, Object wanted, Asides others) {
    List<OwnerRow> owners = new ArrayList<>();
    Asides asides =
        Asides.of(
                Aside.of(
                    Answering.COLUMN,
                    (row, column) -> {
                      owners.clear();
                      Answering.of(row, column).map(OwnerRow::of).forEach(owners::add);
                    }))
            .and(others);
    return database
        .lookUp(
            """
            select i.*,
              array(select json_build_array(c.framework, c.control)::text
                from identity_control c where c.identity_id = i.id) as controls,
              array(select json_build_array(p.type, p.specification_url)::text
                from identity_protocol p where p.identity_id = i.id order by p.position)
                as protocols%s
            from identity i where %s
            """
                .formatted(asides.columns(), which),
            row -> {
              asides.take(row);
              return read(row, owners).recorded();
            },
            asides.parameters(wanted).toArray())
        .stream();
  }

  private static IdentityRow read(Row row, List<OwnerRow> owners) {
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
    identity.owners.addAll(owners);
    row.arrays("controls")
        .map(link -> new ControlRow(link.path(0).asText(), link.path(1).asText()))
        .forEach(identity.controls::add);
    row.arrays("protocols")
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
}
