package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clients that the gate last listed: those that can act on their own or hold a permit. */
@ApplicationScoped
public class Inventory {

  private final Database database;
  private final GateConfig config;
  private final Clock clock;

  Inventory(Database database, GateConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A client that can act on its own and serves no registered identity.
   *
   * @param facts what the gate says about it, as JSON
   */
  record Shadow(
      String clientUuid, String clientId, boolean enabled, Instant firstSeen, String facts) {

    private static Shadow read(Row row) {
      return new Shadow(
          row.text("client_uuid"),
          row.text("client_id"),
          row.flag("enabled"),
          row.instant("first_seen"),
          row.text("facts"));
    }
  }

  /** The name under which a client asks for tokens, if the gate has listed it. */
  public Optional<String> clientId(Client client) {
    return database.first(
        "select client_id from known_client where realm = ? and client_uuid = ?",
        row -> row.text("client_id"),
        client.realm(),
        client.uuid());
  }

  /** Those of the given clients that the gate has listed. A whole page is asked about at once. */
  public Map<Client, KnownClient> known(Collection<Client> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    Map<Client, KnownClient> known = new HashMap<>();
    database.list(
        """
        select realm, client_uuid, client_id, facts::text as facts from known_client
        where (realm, client_uuid) in (select * from unnest(?::text[], ?::text[]))
        """,
        row ->
            known.put(
                new Client(row.text("realm"), row.text("client_uuid")), KnownClient.read(row)),
        clients.stream().map(Client::realm).toList(),
        clients.stream().map(Client::uuid).toList());
    return known;
  }

  /** The client of our realm that asks for tokens under a name, if the gate has listed it. */
  public Optional<Client> named(String clientId) {
    return database.first(
        """
        select client_uuid from known_client where realm = ? and client_id = ?
        order by last_seen desc limit 1
        """,
        row -> new Client(config.realm(), row.text("client_uuid")),
        config.realm(),
        clientId);
  }

  /** Remembers a page, as seen by a walk that started at an instant of the database's. */
  @Transactional
  void remember(JsonNode clients, Instant walk) {
    database.update(
        """
        insert into known_client (
          realm, client_uuid, client_id, enabled, acts_by_itself, permit_state, permit_version,
          facts, first_seen, last_seen)
        select ?, c ->> 'uuid', c ->> 'clientId', (c ->> 'enabled')::boolean,
          jsonb_array_length(coalesce(c -> 'actsByItself', '[]')) > 0,
          coalesce(c -> 'permit' ->> 'state', 'NONE'), (c -> 'permit' ->> 'version')::bigint,
          c, ?, ?
        from jsonb_array_elements(?::jsonb) as c
        on conflict (realm, client_uuid) do update set
          client_id = excluded.client_id, enabled = excluded.enabled,
          acts_by_itself = excluded.acts_by_itself, permit_state = excluded.permit_state,
          permit_version = excluded.permit_version, facts = excluded.facts,
          last_seen = excluded.last_seen
        """,
        config.realm(),
        clock.instant(),
        walk,
        clients.toString());
  }

  /** Forgets the clients that a complete walk did not meet. */
  @Transactional
  void forgetUnseen(Instant walk) {
    database.update(
        "delete from known_client where realm = ? and last_seen < ?", config.realm(), walk);
  }

  /** Forgets one client, which is gone. */
  @Transactional
  void forget(Client client) {
    database.update(
        "delete from known_client where realm = ? and client_uuid = ?",
        client.realm(),
        client.uuid());
  }

  List<Shadow> shadows(@Nullable String after, int limit) {
    return database.list(
        """
        select client_uuid, client_id, enabled, first_seen, facts::text as facts
        from known_client c
        where realm = ? and acts_by_itself and (?::text is null or client_uuid > ?)
          and not exists (
            select from identity i where i.realm = c.realm and i.client_uuid = c.client_uuid)
        order by client_uuid limit ?
        """,
        Shadow::read,
        config.realm(),
        after,
        after,
        limit);
  }
}
