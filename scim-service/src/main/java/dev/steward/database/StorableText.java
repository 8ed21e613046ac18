package dev.steward.database;

/** Text as PostgreSQL stores it: without NUL, and without half a surrogate pair. */
public final class StorableText {

  private StorableText() {}

  public static boolean isStorable(String text) {
    return text.codePoints().allMatch(StorableText::isStorable);
  }

  public static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }
}
