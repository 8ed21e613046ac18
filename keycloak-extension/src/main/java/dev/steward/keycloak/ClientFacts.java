package dev.steward.keycloak;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;

/** By what a client proves who it is. Facts only, never the secret. */
final class ClientFacts {

  private static final List<String> KEY_ATTRIBUTES =
      List.of("jwks.", "use.jwks.", "jwt.credential.", "x509.", "client.secret.");

  static final String SECRET_CREATED = "client.secret.creation.time";

  /** An attribute whose name has one of these in it says who to talk to. */
  static final List<String> CONTACT_WORDS =
      List.of("contact", "owner", "owned", "managed", "responsible", "maintainer", "team");

  private static final int MOST_CONTACTS = 20;
  private static final int LONGEST_CONTACT = 255;

  private ClientFacts() {}

  /** Where its public keys come from: {@code jwks}, {@code jwks-url}, {@code certificate}, none. */
  static String keys(Function<String, @Nullable String> attributes) {
    if (Boolean.parseBoolean(attributes.apply("use.jwks.url"))) {
      return "jwks-url";
    }
    if (Boolean.parseBoolean(attributes.apply("use.jwks.string"))) {
      return "jwks";
    }
    boolean certificate =
        Stream.of("jwt.credential.certificate", "jwt.credential.public.key", "x509.subjectdn")
            .map(attributes)
            .anyMatch(value -> value != null && !value.isBlank());
    return certificate ? "certificate" : "none";
  }

  /** What the client's attributes say about who to talk to, in order. */
  static List<String> contacts(ClientRow client) {
    return client.attributes().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith(ClientPermits.PREFIX))
        .filter(entry -> isContact(entry.getKey().toLowerCase(Locale.ROOT)))
        .flatMap(entry -> Arrays.stream(entry.getValue().split("##|[,;|\\t\\n\\r]", -1)))
        .map(String::strip)
        .filter(contact -> !contact.isEmpty() && contact.length() <= LONGEST_CONTACT)
        .distinct()
        .sorted()
        .limit(MOST_CONTACTS)
        .toList();
  }

  static @Nullable String secretCreatedAt(ClientRow client) {
    String seconds = client.attributes().get(SECRET_CREATED);
    return seconds == null || client.publicClient() || !seconds.matches("\\d{1,12}")
        ? null
        : Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
  }

  /** The attributes that hold or lead to keys, or accompany the secret. */
  static List<String> keyAttributes(ClientModel client) {
    Predicate<String> aboutKeys = name -> KEY_ATTRIBUTES.stream().anyMatch(name::startsWith);
    return client.getAttributes().keySet().stream().filter(aboutKeys).sorted().toList();
  }

  private static boolean isContact(String attribute) {
    return CONTACT_WORDS.stream().anyMatch(attribute::contains);
  }
}
