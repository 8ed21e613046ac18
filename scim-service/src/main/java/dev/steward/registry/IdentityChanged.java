package dev.steward.registry;

import dev.steward.identity.Identity;

/** Told in the transaction of a change, to whoever must keep up with it. */
public record IdentityChanged(Identity after) {}
