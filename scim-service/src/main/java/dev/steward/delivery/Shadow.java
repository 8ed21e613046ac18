package dev.steward.delivery;

import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import java.time.Instant;

/**
 * A client that can act on its own and serves no registered identity.
 *
 * @param clientId the name under which it asks for tokens
 * @param power how much it can do, beside others
 * @param words all that the gate says about it, as JSON
 */
public record Shadow(
    Client client,
    String clientId,
    boolean enabled,
    Instant firstSeen,
    int power,
    ClientFacts facts,
    String words) {

  public Shadows.Place place() {
    return new Shadows.Place(power, client.uuid());
  }

  static Shadow read(Row row) {
    String words = row.text("facts");
    return new Shadow(
        new Client(row.text("realm"), row.text("client_uuid")),
        row.text("client_id"),
        row.flag("enabled"),
        row.instant("first_seen"),
        (int) row.number("power"),
        ClientFacts.read(KnownClient.facts(words)),
        words);
  }
}
