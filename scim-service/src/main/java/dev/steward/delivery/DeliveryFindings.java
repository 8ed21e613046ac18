package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.delivery.Incidents.Kind;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities of which Keycloak does not hold what it should. */
@ApplicationScoped
class DeliveryFindings implements FindingSource {

  /** A permit that was not tried yet, or for the first time just now, is not late. */
  private static final String UNDELIVERED =
      """
      select json_agg(json_build_array(f.kind, f.since))::text
      from (
        select null as kind, l.enqueued_at as since from parcel l
        where l.identity_id = i.id and l.state = 'WAITING' and l.last_error is not null
        union all
        select n.kind, n.since from incident n
        where n.realm = i.realm and n.client_uuid = i.client_uuid) f
      """;

  @Override
  public Search search() {
    Map<Id, List<Finding>> findings = new HashMap<>();
    Aside undelivered =
        Aside.of(
                UNDELIVERED,
                (row, column) -> {
                  List<Finding> found =
                      row.elements(column).map(DeliveryFindings::finding).toList();
                  if (!found.isEmpty()) {
                    findings.put(new Id(row.uuid("id")), found);
                  }
                })
            .needing("client_uuid");
    return new Search(Asides.of(undelivered), identities -> findings);
  }

  private static Finding finding(JsonNode found) {
    String kind = found.path(0).textValue();
    return new Finding(
        kind == null ? Reason.PERMIT_UNDELIVERED : reason(Kind.valueOf(kind)),
        OffsetDateTime.parse(found.path(1).textValue()).toInstant());
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
