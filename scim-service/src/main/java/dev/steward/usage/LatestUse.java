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
          select u.realm, u.client_uuid, u.last_day, array(
              select p.name from use_of_part p
              where p.realm = u.realm and p.client_uuid = u.client_uuid and p.kind = 'SCOPE'
                and p.last_granted >= ? order by p.name) as scopes,
            (select coalesce(sum(d.would_have_denied), 0)::bigint from use_of_client d
              where d.realm = u.realm and d.client_uuid = u.client_uuid and d.day >= ?)
              as would_have_denied
          from unnest(?::text[], ?::text[]) as c (realm, client_uuid)
          join last_use u on u.realm = c.realm and u.client_uuid = c.client_uuid
          """,
          row -> uses.put(client(row), use(row)),
          from,
          from,
          clients.stream().map(Client::realm).toList(),
          clients.stream().map(Client::uuid).toList());
    }
    return uses;
  }

  private static Client client(Row row) {
    return new Client(row.text("realm"), row.text("client_uuid"));
  }

  private static Use use(Row row) {
    return new Use(
        row.date("last_day"), Set.copyOf(row.texts("scopes")), row.number("would_have_denied"));
  }
}
