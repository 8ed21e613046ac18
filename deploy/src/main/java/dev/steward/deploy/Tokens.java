package dev.steward.deploy;

import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The token endpoint of the demo realm, for its people and its clients. */
final class Tokens {

  private final URI realm;
  private final DemoEnv env;

  Tokens(URI realm, DemoEnv env) {
    this.realm = realm;
    this.env = env;
  }

  /** What the endpoint answers to a client that acts on its own. */
  Answer ask(String client, String secret, String... scopes) {
    Map<String, String> fields = new HashMap<>();
    fields.put("grant_type", "client_credentials");
    fields.put("client_id", client);
    fields.put("client_secret", secret);
    return post("token", fields, scopes);
  }

  /** A token for one of the demo's clients. */
  String ofClient(String client, String... scopes) {
    return issued(client, ask(client, env.clientSecret(client), scopes));
  }

  /** A token for one of the demo's people. */
  String ofPerson(String person, String... scopes) {
    Map<String, String> fields = new HashMap<>();
    fields.put("grant_type", "password");
    fields.put("client_id", DemoRealm.LOGIN);
    fields.put("username", person);
    fields.put("password", env.password(person));
    return issued(person, post("token", fields, scopes));
  }

  /** Whether Keycloak still stands by a token. The asking client is in the token's audience. */
  boolean active(String token, String client) {
    Answer answer =
        post(
            "token/introspect",
            Map.of("client_id", client, "client_secret", env.clientSecret(client), "token", token));
    return answer.body().path("active").asBoolean();
  }

  private Answer post(String path, Map<String, String> fields, String... scopes) {
    Map<String, String> all = new HashMap<>(fields);
    if (scopes.length > 0) {
      all.put("scope", String.join(" ", scopes));
    }
    return RealmAdmin.form(URI.create(realm + "/protocol/openid-connect/" + path), all);
  }

  private static String issued(String who, Answer answer) {
    if (answer.status() != 200) {
      throw new Trouble("%s gets no token: %s.".formatted(who, answer));
    }
    return answer.body().path("access_token").asText();
  }
}
