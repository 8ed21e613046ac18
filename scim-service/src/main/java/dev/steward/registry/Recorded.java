package dev.steward.registry;

import dev.steward.identity.Identity;
import java.time.Instant;

/**
 * An identity as the registry holds it.
 *
 * @param created when it was registered
 * @param modified when its present version came into being
 */
public record Recorded(Identity identity, Instant created, Instant modified) {}
