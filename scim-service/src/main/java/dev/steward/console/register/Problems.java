package dev.steward.console.register;

import dev.steward.console.Sentences;
import dev.steward.identity.ChangeRefused;
import dev.steward.registry.OutOfBounds;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is in the way of a registration, field by field. */
final class Problems {

  private final Map<Entry, String> sentences = new EnumMap<>(Entry.class);

  /** A field and what is wrong with it. */
  record Problem(Entry entry, String sentence) {}

  void add(Entry entry, String sentence) {
    sentences.putIfAbsent(entry, sentence);
  }

  /** A rule of the registry, at the field that it is about. */
  void add(ChangeRefused refusal) {
    String sentence = String.valueOf(refusal.getMessage());
    add(
        switch (refusal.rule()) {
          case OWNER_REQUIRED, OVER_LIMIT -> Entry.OWNER;
          case UNKNOWN_CONTROL -> Entry.CONTROLS;
          case OUR_OWN -> Entry.EXISTING;
          case TIER_EXCEEDED -> sentence.contains("cadence.") ? Entry.CADENCE : Entry.TOKEN;
          default -> Entry.NAME;
        },
        sentence);
  }

  /** A bound of the registry, at the field that its attribute has, if it has one. */
  void add(OutOfBounds bound) {
    @Nullable Entry entry =
        switch (bound.attribute()) {
          case "userName" -> Entry.NAME;
          case "displayName" -> Entry.TITLE;
          case "description" -> Entry.DESCRIPTION;
          case "purpose" -> Entry.PURPOSE;
          case "environment" -> Entry.ENVIRONMENT;
          case "controls" -> Entry.CONTROLS;
          case "validUntil" -> Entry.UNTIL;
          default -> null;
        };
    if (entry == null) {
      add(Entry.NAME, bound.attribute() + " " + bound.complaint());
    } else {
      add(entry, "it " + bound.complaint());
    }
  }

  /** What reading gives; nothing, and a problem, when it is refused. */
  <T> @Nullable T read(Entry entry, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ChangeRefused | IllegalArgumentException e) {
      add(entry, String.valueOf(e.getMessage()));
      return null;
    }
  }

  public boolean none() {
    return sentences.isEmpty();
  }

  /** What is wrong with a field, as a sentence, or nothing; for templates. */
  public @Nullable String at(String word) {
    String sentence = sentences.get(Entry.of(word));
    return sentence == null ? null : Sentences.of(sentence);
  }

  public List<Problem> all() {
    return sentences.entrySet().stream()
        .map(each -> new Problem(each.getKey(), Sentences.of(each.getValue())))
        .toList();
  }

  /** Those of fields in which something was typed: what is still empty is no mistake yet. */
  public List<Problem> of(Typed typed) {
    return all().stream().filter(problem -> typed.has(problem.entry())).toList();
  }
}
