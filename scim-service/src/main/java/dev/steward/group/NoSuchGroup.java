package dev.steward.group;

import java.util.UUID;

/** There is no group of that id, or no longer. */
public final class NoSuchGroup extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchGroup(UUID id) {
    super("there is no group " + id);
  }
}
