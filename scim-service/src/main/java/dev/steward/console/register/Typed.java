package dev.steward.console.register;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody has typed into the form. */
record Typed(Map<Entry, String> texts) {

  private static final int LONGEST = 40_000;

  Typed {
    texts = Map.copyOf(texts);
  }

  static Typed read(Map<String, List<String>> form) {
    Map<Entry, String> texts = new EnumMap<>(Entry.class);
    for (Entry entry : Entry.values()) {
      String text = form.getOrDefault(entry.word(), List.of()).stream().findFirst().orElse("");
      if (!text.isBlank() && text.length() <= LONGEST) {
        texts.put(entry, text.strip());
      }
    }
    return new Typed(texts);
  }

  /** A form that nobody has touched, with the owner who opened it. */
  static Typed byOwner(String userName) {
    return new Typed(
        Map.of(
            Entry.KIND, "ai-agent",
            Entry.TIER, "medium",
            Entry.OWNER, userName,
            Entry.TOKEN, "5",
            Entry.CLIENT, Wish.NONE.word()));
  }

  /** What was typed, or nothing. */
  public String get(Entry entry) {
    return texts.getOrDefault(entry, "");
  }

  public boolean has(Entry entry) {
    return texts.containsKey(entry);
  }

  /** The words of a list, however they are set apart. */
  Set<String> words(Entry entry) {
    return has(entry)
        ? new java.util.LinkedHashSet<>(java.util.List.of(get(entry).split("[\\s,;]+")))
        : Set.of();
  }

  /** For templates, by the entry's word. */
  public String text(String word) {
    return get(Entry.of(word));
  }

  public boolean is(String word, String value) {
    return text(word).equals(value);
  }
}
