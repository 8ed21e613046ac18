package dev.steward.registry;

import dev.steward.identity.Identity;

/** Told in the transaction in which an identity ends for good, to whoever must follow it. */
public record IdentityRevoked(Identity.Id identity) {}
