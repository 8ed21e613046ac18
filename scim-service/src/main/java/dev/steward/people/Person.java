package dev.steward.people;

import org.jspecify.annotations.Nullable;

/**
 * A person, as Keycloak last described them.
 *
 * @param present whether the person can be asked: neither disabled nor gone
 */
public record Person(
    String id, String userName, @Nullable String email, @Nullable String name, boolean present) {}
