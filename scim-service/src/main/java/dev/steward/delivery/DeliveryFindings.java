package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Row;
import dev.steward.delivery.Incidents.Kind;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities of which Keycloak does not hold what it should. */
@ApplicationScoped
class DeliveryFindings implements FindingSource {

  /** A permit that was not tried yet, or for the first time just now, is not late. */
  private static final String LATE =
      """
      select l.enqueued_at from parcel l
      where l.identity_id = i.id and l.state = 'WAITING' and l.last_error is not null
      """;

  private static final String INCIDENTS =
      """
      array(
        select json_build_array(n.kind, n.since)::text
        from incident n where n.realm = i.realm and n.client_uuid = i.client_uuid)
      """;

  private static final String CLIENT = "client_uuid";

  @Override
  public Search search() {
    Map<Id, List<Finding>> findings = new HashMap<>();
    Aside late =
        Aside.of(
                LATE,
                (row, column) -> {
                  Instant since = row.optionalInstant(column);
                  if (since != null) {
                    add(findings, row, new Finding(Reason.PERMIT_UNDELIVERED, since));
                  }
                })
            .needing(CLIENT);
    Aside incidents =
        Aside.of(
                INCIDENTS,
                (row, column) ->
                    row.arrays(column).forEach(found -> add(findings, row, incident(found))))
            .needing(CLIENT);
    return new Search(Asides.of(late, incidents), identities -> findings);
  }

  private static void add(Map<Id, List<Finding>> findings, Row row, Finding finding) {
    findings.computeIfAbsent(new Id(row.uuid("id")), none -> new ArrayList<>()).add(finding);
  }

  private static Finding incident(JsonNode found) {
    return new Finding(
        reason(Kind.valueOf(found.path(0).asText())),
        OffsetDateTime.parse(found.path(1).asText()).toInstant());
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
