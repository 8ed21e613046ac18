package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client with the permit that it showed at a moment.
 *
 * @param enabled whether Keycloak lets it sign in at all
 * @param stopped whether the gate stopped it
 * @param permit how its permit was: held, missing, broken, rolled-back, wrong-client or none
 * @param version of the permit, if it showed one
 * @param at when the gate said so
 * @param live whether it said so just now, because somebody asked
 */
public record Holding(
    String clientId,
    boolean enabled,
    boolean stopped,
    ClientFacts facts,
    String permit,
    @Nullable Long version,
    Instant at,
    boolean live) {

  static Holding read(JsonNode client, Instant at, boolean live) {
    JsonNode permit = client.path("permit");
    JsonNode version = permit.path("version");
    return new Holding(
        client.path("clientId").asText(),
        client.path("enabled").asBoolean(true),
        client.path("stopped").asBoolean(false),
        ClientFacts.read(client),
        permit.path("state").asText("NONE").toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        version.isIntegralNumber() ? version.longValue() : null,
        at,
        live);
  }
}
