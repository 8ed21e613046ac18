package dev.steward.scim.filter;

/** A text that is no filter, or no path. The message says what is expected, and in which column. */
public final class FilterSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int column;

  FilterSyntaxException(int column, String detail) {
    super("column %d: %s".formatted(column, detail));
    this.column = column;
  }

  /** Where the text ceases to make sense; the first character is in column 1. */
  public int column() {
    return column;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
