package dev.steward.delivery;

import java.net.URI;
import java.net.URISyntaxException;

/** By what a client that is yet to be made will prove who it is. */
public sealed interface SignIn {

  /** A secret that Keycloak makes up. */
  record Secret() implements SignIn {}

  /**
   * Assertions signed with a private key that never leaves its owner.
   *
   * @param jwks the public halves, as a JWKS
   */
  record Keys(String jwks) implements SignIn {}

  /** The same, with public halves that Keycloak fetches when it needs them. */
  record KeysAt(URI address) implements SignIn {

    private static final int LONGEST = 2_000;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none that Keycloak should fetch keys from
     */
    public static KeysAt of(String text) {
      try {
        URI address = new URI(text.strip());
        if ("https".equalsIgnoreCase(address.getScheme())
            && address.getHost() != null
            && address.getUserInfo() == null
            && text.length() <= LONGEST) {
          return new KeysAt(address);
        }
      } catch (URISyntaxException e) {
        // refused below, in the same words as an address of another kind
      }
      throw new IllegalArgumentException(
          "the address of a key set is a whole https URL, like https://agent.example/jwks.json");
    }
  }
}
