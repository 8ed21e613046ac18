package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The headers of a client of SCIM: its access token, taken anew before it ends. */
final class FreshToken implements Supplier<String> {

  private static final long KEPT = Duration.ofSeconds(60).toNanos();

  private final URI realm;
  private final String client;
  private final String secret;
  private String token = "";
  private long taken;

  FreshToken(URI realm, String client, String secret) {
    this.realm = realm;
    this.client = client;
    this.secret = secret;
  }

  @Override
  public synchronized String get() {
    if (token.isEmpty() || System.nanoTime() - taken > KEPT) {
      RealmAdmin.Answer answer =
          RealmAdmin.form(
              URI.create(realm + "/protocol/openid-connect/token"),
              Map.of(
                  "grant_type", "client_credentials",
                  "client_id", client,
                  "client_secret", secret));
      token = answer.body().path("access_token").asText();
      if (token.isEmpty()) {
        throw new Trouble("%s gets no token: %s".formatted(client, answer));
      }
      taken = System.nanoTime();
    }
    return "Authorization: Bearer %s\r\nAccept: application/scim+json\r\n".formatted(token);
  }
}
