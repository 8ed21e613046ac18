package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
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
    database.lookUp(
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

  /**
   * The client that somebody would have an identity sign in with, by its name.
   *
   * @throws IllegalArgumentException when there is none that may be; the message says why
   */
  public Client linkable(String clientId) {
    if (clientId.equals(config.clientId())) {
      throw new IllegalArgumentException(ourOwn());
    }
    return Optional.of(clientId)
        .filter(name -> name.indexOf(0) < 0)
        .flatMap(this::named)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Keycloak has not listed a client '%s' that acts on its own"
                        .formatted(clientId)));
  }

  /**
   * Refuses the client that the registry itself signs in with, as far as the gate has listed it.
   *
   * @throws ChangeRefused when it is that one
   */
  public void requireOther(Client client) {
    String ours = config.clientId();
    if (client.uuid().equals(ours) || clientId(client).filter(ours::equals).isPresent()) {
      throw new ChangeRefused(Rule.OUR_OWN, ourOwn());
    }
  }

  private String ourOwn() {
    return "the registry itself signs in with '%s': stopped, no permit would reach Keycloak any more; name another client"
        .formatted(config.clientId());
  }

  /** Some clients that ask for tokens under a name that begins so. */
  public List<Client> beginningWith(String clientId, int most) {
    return database.list(
        """
        select client_uuid from known_client
        where realm = ? and client_id collate "C" >= ? and client_id collate "C" < ? limit ?
        """,
        row -> new Client(config.realm(), row.text("client_uuid")),
        config.realm(),
        clientId,
        clientId + Character.toString(Character.MAX_CODE_POINT),
        most);
  }

  /**
   * Remembers clients as the gate just described them. Who is as before is not written again. Who
   * came by itself counts as acting by itself, whichever grants it has: nobody let it in.
   *
   * @param met when the gate was asked, in the database's time
   */
  @Transactional
  void remember(JsonNode clients, Instant met) {
    database.update(
        """
        with met as (
          select distinct on (c ->> 'uuid') c ->> 'uuid' as client_uuid, c as facts
          from jsonb_array_elements(?::jsonb) as c
          where c ->> 'uuid' <> '' and c ->> 'clientId' is not null
        )
        insert into known_client (
          realm, client_uuid, client_id, enabled, acts_by_itself, permit_state, permit_version,
          facts, first_seen, last_seen)
        select r.realm, m.client_uuid, m.facts ->> 'clientId',
          coalesce((m.facts ->> 'enabled')::boolean, true),
          jsonb_array_length(coalesce(m.facts -> 'actsByItself', '[]')) > 0
            or coalesce(m.facts -> 'origin' ->> 'how', '')
              in ('dynamic-registration', 'metadata-document'),
          coalesce(m.facts -> 'permit' ->> 'state', 'NONE'),
          (m.facts -> 'permit' ->> 'version')::bigint,
          m.facts, ?, ?
        from met m
        cross join (select ?::text as realm) r
        left join known_client k on k.realm = r.realm and k.client_uuid = m.client_uuid
        where k.facts is distinct from m.facts
        on conflict (realm, client_uuid) do update set
          client_id = excluded.client_id, enabled = excluded.enabled,
          acts_by_itself = excluded.acts_by_itself, permit_state = excluded.permit_state,
          permit_version = excluded.permit_version, facts = excluded.facts,
          last_seen = excluded.last_seen
        """,
        Storable.of(clients).toString(),
        clock.instant(),
        met,
        config.realm());
  }

  /**
   * Forgets those whom a complete walk did not meet.
   *
   * @param began when it began; whoever was met by others since then may have come after it passed
   */
  @Transactional
  void forgetAllBut(Collection<String> met, Instant began) {
    database.update(
        """
        delete from known_client k where realm = ? and last_seen < ? and not exists (
          select from unnest(?::text[]) as m (client_uuid) where m.client_uuid = k.client_uuid)
        """,
        config.realm(),
        began,
        met);
  }

  /** Forgets one client, which is gone. */
  @Transactional
  void forget(Client client) {
    database.update(
        "delete from known_client where realm = ? and client_uuid = ?",
        client.realm(),
        client.uuid());
  }
}
