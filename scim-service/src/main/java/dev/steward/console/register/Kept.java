package dev.steward.console.register;

import dev.steward.console.errand.Again;
import dev.steward.console.errand.Chosen;
import dev.steward.delivery.PublicKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form that was refused, as it is kept for whoever mends it. */
record Kept(Typed typed, Problems problems) {

  /** What the name of a field begins with that holds what is wrong with another. */
  private static final String WRONG = "wrong ";

  /** The form that somebody comes back to; null when there is none. */
  static @Nullable Kept of(Again again) {
    if (again.fields().isEmpty()) {
      return null;
    }
    Problems problems = new Problems();
    for (Entry entry : Entry.values()) {
      String sentence = Chosen.one(again.fields(), WRONG + entry.word());
      if (sentence != null) {
        problems.add(entry, sentence);
      }
    }
    return new Kept(Typed.read(again.fields()), problems);
  }

  Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new HashMap<>();
    typed
        .texts()
        .forEach(
            (entry, text) -> {
              if (entry != Entry.KEYS || isPublic(text)) {
                fields.put(entry.word(), List.of(text));
              }
            });
    problems.all().forEach(one -> fields.put(WRONG + one.entry().word(), List.of(one.sentence())));
    return fields;
  }

  /** What is no public key may be a private one, which is written down nowhere. */
  private static boolean isPublic(String keys) {
    try {
      PublicKeys.read(keys);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
