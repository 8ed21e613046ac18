package dev.steward.keycloak;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.keycloak.models.ClientModel;

/** By what a client proves who it is. Facts only, never the secret. */
final class ClientFacts {

  private static final List<String> KEY_ATTRIBUTES =
      List.of("jwks.", "use.jwks.", "jwt.credential.", "x509.", "client.secret.");

  private ClientFacts() {}

  /** Where its public keys come from: {@code jwks}, {@code jwks-url}, {@code certificate}, none. */
  static String keys(ClientModel client) {
    if (on(client, "use.jwks.url")) {
      return "jwks-url";
    }
    if (on(client, "use.jwks.string")) {
      return "jwks";
    }
    boolean certificate =
        has(client, "jwt.credential.certificate")
            || has(client, "jwt.credential.public.key")
            || has(client, "x509.subjectdn");
    return certificate ? "certificate" : "none";
  }

  /** The attributes that hold or lead to keys, or accompany the secret. */
  static List<String> keyAttributes(ClientModel client) {
    Predicate<String> aboutKeys = name -> KEY_ATTRIBUTES.stream().anyMatch(name::startsWith);
    return client.getAttributes().keySet().stream().filter(aboutKeys).sorted().toList();
  }

  private static boolean on(ClientModel client, String attribute) {
    String value = client.getAttribute(attribute);
    return value != null && value.toLowerCase(Locale.ROOT).equals("true");
  }

  private static boolean has(ClientModel client, String attribute) {
    String value = client.getAttribute(attribute);
    return value != null && !value.isBlank();
  }
}
