package dev.steward.group;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A named set, at one version. Who is in it is asked for on its own: there may be very many. */
public record Group(
    UUID id,
    long version,
    String displayName,
    @Nullable String externalId,
    Instant created,
    Instant modified) {}
