package dev.steward.start;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keycloak's address as somebody configured it. Others begin with it, in which a slash at its end
 * would stand twice.
 */
record KeycloakAddress(String given) {

  private static final String SETTING = "steward.keycloak.url";

  static KeycloakAddress of(Function<String, Optional<String>> settings) {
    return new KeycloakAddress(settings.apply(SETTING).orElse(""));
  }

  private String bare() {
    return given.replaceFirst("/+$", "");
  }

  /** The setting with the address as it has to be spelled, where it is not spelled so. */
  Map<String, String> spelled() {
    return bare().equals(given) ? Map.of() : Map.of(SETTING, bare());
  }

  /** An address that begins with this one as it was given, as it has to be spelled. */
  String in(String address) {
    return address.startsWith(given) ? bare() + address.substring(given.length()) : address;
  }
}
