package dev.steward.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.database.Database;
import dev.steward.database.Look;
import dev.steward.database.Row;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks, in one statement, at what other rooms of the database hold around identities. */
@ApplicationScoped
class Glance {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String AROUND =
      """
      select i.id, i.parent, i.realm, i.client_uuid,
        (select json_agg(json_build_array(p.id, coalesce(
              p.display_name, p.formatted_name,
              nullif(concat_ws(' ', p.given_name, p.family_name), ''), p.user_name),
            p.present, p.listed))::text
          from identity_owner o join person p on p.id = o.person
          where o.identity_id = i.id) as people,
        (select coalesce(a.display_name, a.user_name)
          from identity a where a.id = i.parent and a.intent <> 'REVOKED') as parent_name,
        (select json_build_array(k.client_id, k.facts)::text
          from known_client k
          where k.realm = i.realm and k.client_uuid = i.client_uuid and ?) as client,
        (select u.last_day from last_use u
          where u.realm = i.realm and u.client_uuid = i.client_uuid) as last_used,
        exists (select from scim_group_member m where m.member = i.id::text) as grouped
      from identity i where i.id = any (?::text[]::uuid[])
      """;

  private final Database database;

  Glance(Database database) {
    this.database = database;
  }

  /**
   * What was seen.
   *
   * @param people the names of those who answer for the identities, by their ids
   * @param present those of them who are here
   * @param gone those of them who were deleted
   * @param agents the names of the identities' parents, unless these are revoked
   * @param clients their clients, as the gate last listed them
   * @param lastUsed the last days on which they got a token
   * @param grouped the ids of the identities that are in groups
   */
  record Seen(
      Map<String, String> people,
      Set<String> present,
      Set<String> gone,
      Map<Id, String> agents,
      Map<Client, KnownClient> clients,
      Map<Id, LocalDate> lastUsed,
      Set<String> grouped) {

    private static Seen nothing() {
      return new Seen(
          new HashMap<>(),
          new HashSet<>(),
          new HashSet<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashSet<>());
    }

    private void add(Row row) {
      for (JsonNode person : json(row.optionalText("people"))) {
        String id = person.path(0).asText();
        people.put(id, person.path(1).asText());
        if (person.path(2).asBoolean()) {
          present.add(id);
        }
        if (!person.path(3).asBoolean()) {
          gone.add(id);
        }
      }
      String parent = row.optionalText("parent_name");
      if (parent != null) {
        agents.put(new Id(row.uuid("parent")), parent);
      }
      JsonNode client = json(row.optionalText("client"));
      if (!client.isEmpty()) {
        clients.put(
            new Client(row.text("realm"), row.text("client_uuid")),
            KnownClient.of(client.path(0).asText(), client.path(1)));
      }
      LocalDate used = row.optionalDate("last_used");
      if (used != null) {
        lastUsed.put(new Id(row.uuid("id")), used);
      }
      if (row.flag("grouped")) {
        grouped.add(row.uuid("id").toString());
      }
    }
  }

  /**
   * @param withClients whether their clients are of interest
   * @param others what else is looked up around them, in the same journey
   */
  Seen at(Collection<Identity> identities, boolean withClients, List<Look> others) {
    Seen seen = Seen.nothing();
    if (!identities.isEmpty()) {
      List<Look> looks = new ArrayList<>(others);
      looks.add(
          Look.at(
              AROUND,
              seen::add,
              withClients,
              identities.stream().map(identity -> identity.id().toString()).toList()));
      database.lookUp(looks);
    }
    return seen;
  }

  /** What the database aggregated; an empty array when there was nothing. */
  private static JsonNode json(@Nullable String text) {
    try {
      return text == null ? JSON.createArrayNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote no JSON", e);
    }
  }
}
