package dev.steward.query;

import org.jspecify.annotations.Nullable;

/**
 * The place of a row in an order.
 *
 * @param key the value of the sort key; null when the row has none, or the order no key
 */
public record Position(@Nullable Object key, Object id) {}
