package dev.steward.registry;

import dev.steward.identity.Identity.Id;

/** An id under which no identity is registered. */
public final class NoSuchIdentity extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NoSuchIdentity(Id id) {
    super("no identity " + id);
  }
}
