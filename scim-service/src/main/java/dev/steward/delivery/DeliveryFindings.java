package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.Incidents.Kind;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Identities of which Keycloak does not hold what it should. */
@ApplicationScoped
class DeliveryFindings implements FindingSource {

  private final Database database;

  DeliveryFindings(Database database) {
    this.database = database;
  }

  private record Found(Id identity, Finding finding) {}

  @Override
  public Map<Id, List<Finding>> findings(Collection<Identity> identities, Set<String> present) {
    List<String> ids =
        identities.stream()
            .filter(identity -> identity.client() != null)
            .map(identity -> identity.id().toString())
            .toList();
    Map<Id, List<Finding>> findings = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Found found : found(ids)) {
        findings.computeIfAbsent(found.identity(), none -> new ArrayList<>()).add(found.finding());
      }
    }
    return findings;
  }

  /** A permit that was not tried yet, or for the first time just now, is not late. */
  private List<Found> found(List<String> ids) {
    return database.lookUp(
        """
        select identity_id, null as kind, enqueued_at as since from parcel
        where identity_id = any (?::text[]::uuid[])
          and state = 'WAITING' and last_error is not null
        union all
        select i.id, n.kind, n.since
        from identity i
        join incident n on n.realm = i.realm and n.client_uuid = i.client_uuid
        where i.id = any (?::text[]::uuid[])
        """,
        DeliveryFindings::found,
        ids,
        ids);
  }

  private static Found found(Row row) {
    String kind = row.optionalText("kind");
    return new Found(
        new Id(row.uuid("identity_id")),
        new Finding(
            kind == null ? Reason.PERMIT_UNDELIVERED : reason(Kind.valueOf(kind)),
            row.instant("since")));
  }

  private static Reason reason(Kind kind) {
    return switch (kind) {
      case PermitTampered -> Reason.PERMIT_TAMPERED;
      case PermitBehind -> Reason.PERMIT_BEHIND;
      case PermitAhead -> Reason.PERMIT_AHEAD;
      case ClientReenabled -> Reason.CLIENT_REENABLED;
      case ClientGone -> Reason.CLIENT_GONE;
      case PermitUndeliverable -> Reason.PERMIT_UNDELIVERABLE;
    };
  }
}
