package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Row;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.registry.Answering;
import dev.steward.usage.LastUse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A look at what other rooms of the database hold around identities. */
final class Glance {

  private static final String PARENT =
      """
      select coalesce(a.display_name, a.user_name)
      from identity a where a.id = i.parent and a.intent <> 'REVOKED'
      """;

  private static final String CLIENT =
      """
      select json_build_array(k.client_id, k.facts)::text
      from known_client k where k.realm = i.realm and k.client_uuid = i.client_uuid
      """;

  private static final String CLIENT_UUID = "client_uuid";

  private static final String GROUPED =
      "exists (select from scim_group_member m where m.member = i.id::text)";

  private final Map<String, String> people = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<Id, String> agents = new HashMap<>();
  private final Map<Client, KnownClient> clients = new HashMap<>();
  private final Map<Id, LocalDate> lastUsed = new HashMap<>();
  private final Set<String> grouped = new HashSet<>();

  /**
   * What is to be known beside each identity, to be seen afterwards.
   *
   * @param withClients whether their clients are of interest
   */
  Asides asides(boolean withClients) {
    Asides all =
        Asides.of(
            Aside.of(
                Answering.COLUMN,
                (row, column) -> Answering.of(row, column).forEach(this::seePerson)),
            Aside.of(PARENT, this::seeParent).needing("parent"),
            Aside.of(LastUse.DAY, this::seeUse).needing(CLIENT_UUID),
            Aside.of(GROUPED, this::seeGroups));
    return withClients
        ? all.and(Asides.of(Aside.of(CLIENT, this::seeClient).needing(CLIENT_UUID)))
        : all;
  }

  /** The names of those who answer for the identities, by their ids. */
  Map<String, String> people() {
    return people;
  }

  /** Those of them who were deleted. */
  Set<String> gone() {
    return gone;
  }

  /** The names of the identities' parents, unless these are revoked. */
  Map<Id, String> agents() {
    return agents;
  }

  /** Their clients, as the gate last listed them. */
  Map<Client, KnownClient> clients() {
    return clients;
  }

  /** The last days on which they got a token. */
  Map<Id, LocalDate> lastUsed() {
    return lastUsed;
  }

  /** The ids of the identities that are in groups. */
  Set<String> grouped() {
    return grouped;
  }

  private void seePerson(Answering answering) {
    answering
        .somebody()
        .ifPresent(
            somebody -> {
              people.put(answering.person(), somebody.name());
              if (!somebody.listed()) {
                gone.add(answering.person());
              }
            });
  }

  private void seeParent(Row row, String column) {
    String parent = row.optionalText(column);
    if (parent != null) {
      agents.put(new Id(row.uuid("parent")), parent);
    }
  }

  private void seeClient(Row row, String column) {
    List<JsonNode> client = row.elements(column).toList();
    if (!client.isEmpty()) {
      clients.put(
          new Client(row.text("realm"), row.text(CLIENT_UUID)),
          KnownClient.of(client.getFirst().asText(), client.getLast()));
    }
  }

  private void seeUse(Row row, String column) {
    LocalDate used = row.optionalDate(column);
    if (used != null) {
      lastUsed.put(new Id(row.uuid("id")), used);
    }
  }

  private void seeGroups(Row row, String column) {
    if (row.flag(column)) {
      grouped.add(row.uuid("id").toString());
    }
  }
}
