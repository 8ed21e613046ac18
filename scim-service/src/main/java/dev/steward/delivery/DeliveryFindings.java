package dev.steward.delivery;

import dev.steward.database.Look;
import dev.steward.database.Row;
import dev.steward.delivery.Incidents.Kind;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities of which Keycloak does not hold what it should. */
@ApplicationScoped
class DeliveryFindings implements FindingSource {

  @Override
  public Search search(Collection<Identity> identities) {
    List<String> ids =
        identities.stream()
            .filter(identity -> identity.client() != null)
            .map(identity -> identity.id().toString())
            .toList();
    if (ids.isEmpty()) {
      return new Search(List.of(), present -> Map.of());
    }
    Map<Id, List<Finding>> findings = new HashMap<>();
    return new Search(List.of(undelivered(ids, findings)), present -> findings);
  }

  /** A permit that was not tried yet, or for the first time just now, is not late. */
  private static Look undelivered(List<String> ids, Map<Id, List<Finding>> findings) {
    return Look.at(
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
        row ->
            findings
                .computeIfAbsent(new Id(row.uuid("identity_id")), none -> new ArrayList<>())
                .add(finding(row)),
        ids,
        ids);
  }

  private static Finding finding(Row row) {
    String kind = row.optionalText("kind");
    return new Finding(
        kind == null ? Reason.PERMIT_UNDELIVERED : reason(Kind.valueOf(kind)),
        row.instant("since"));
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
