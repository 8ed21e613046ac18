package dev.steward.query;

/**
 * A table of what a row may have several of.
 *
 * @param row the column with the id of the row that they belong to
 * @param inOrder whether each has a {@code position} among them
 */
public record Several(String table, String row, boolean inOrder) {}
