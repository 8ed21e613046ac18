package dev.steward.query;

/**
 * Some rows of a list, in its order.
 *
 * @param total how many rows the list has
 */
public record CountedPage(Page<Position> page, long total) {}
