package dev.steward.people;

import org.jspecify.annotations.Nullable;

/**
 * A person, as far as others need to know who they are.
 *
 * @param present whether the person can be asked: neither away nor gone, as their feed and Keycloak
 *     say
 * @param listed whether the person is there to be shown; who was deleted is not
 */
public record Person(
    String id,
    String userName,
    @Nullable String email,
    @Nullable String name,
    boolean present,
    boolean listed) {

  /** What to call the person. */
  public String label() {
    return name == null ? userName : name;
  }
}
