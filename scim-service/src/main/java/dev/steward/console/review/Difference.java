package dev.steward.console.review;

import org.jspecify.annotations.Nullable;

/**
 * A fact that somebody made different, in words.
 *
 * @param was null when there was nothing, or nobody can tell any more
 * @param is null when there is nothing now
 */
record Difference(String fact, @Nullable String was, @Nullable String is) {}
