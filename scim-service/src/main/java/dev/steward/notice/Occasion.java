package dev.steward.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reason to write to a person, once.
 *
 * @param kind what it is about, in a word of its source's own
 * @param subject the key of what it is about, unique within its kind
 * @param person the id of who is written to
 * @param name what the identity or client is called
 * @param until when an answer comes too late, if ever
 */
public record Occasion(
    String kind, UUID subject, String person, String name, @Nullable Instant until) {}
