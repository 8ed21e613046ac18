package dev.steward.keycloak.server;

/** A server that could not be prepared, started or asked. The message is a sentence for people. */
public final class ServerTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerTrouble(String message) {
    super(message);
  }

  ServerTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
