package dev.steward.usage;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.ClientUse;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** When clients were last used and for what, registered or not. */
@ApplicationScoped
class LatestUse implements ClientUse {

  private static final int LATELY = 90;

  private final Database database;
  private final Clock clock;

  LatestUse(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Map<Client, Use> of(Collection<Client> clients) {
    Map<Client, Use> uses = new HashMap<>();
    if (!clients.isEmpty()) {
      LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(LATELY);
      database.list(
          """
          select c.realm, c.client_uuid, u.last, u.would_have_denied, array(
              select p.name from use_of_part p
              where p.realm = c.realm and p.client_uuid = c.client_uuid and p.kind = 'SCOPE'
                and p.last_granted >= ? order by p.name) as scopes
          from unnest(?::text[], ?::text[]) as c (realm, client_uuid)
          cross join lateral (
            select max(day) filter (where issued > 0) as last,
              coalesce(sum(would_have_denied) filter (where day >= ?), 0)::bigint
                as would_have_denied
            from use_of_client d where d.realm = c.realm and d.client_uuid = c.client_uuid
          ) as u
          where u.last is not null
          """,
          row -> uses.put(client(row), use(row)),
          from,
          clients.stream().map(Client::realm).toList(),
          clients.stream().map(Client::uuid).toList(),
          from);
    }
    return uses;
  }

  private static Client client(Row row) {
    return new Client(row.text("realm"), row.text("client_uuid"));
  }

  private static Use use(Row row) {
    return new Use(
        row.date("last"), Set.copyOf(row.texts("scopes")), row.number("would_have_denied"));
  }
}
