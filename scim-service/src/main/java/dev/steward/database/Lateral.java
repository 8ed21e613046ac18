package dev.steward.database;

/**
 * A row beside each row of a query, for several asides that look at the same.
 *
 * @param name what they call it
 * @param sql a query about a row of the other query that always finds one row
 */
public record Lateral(String name, String sql) {}
