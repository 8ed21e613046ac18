package dev.steward.console.errand;

import dev.steward.people.Namesakes;
import dev.steward.people.Person;
import dev.steward.problem.DecisionReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what somebody chose and typed in a form about many. */
@ApplicationScoped
public class Chosen {

  private static final int MOST_PEOPLE = 10;

  private final Namesakes namesakes;

  Chosen(Namesakes namesakes) {
    this.namesakes = namesakes;
  }

  /** The ids of identities whose boxes were ticked. */
  public static List<UUID> identities(@Nullable List<String> ids, int most) {
    List<String> given = ticked(ids, most);
    try {
      return given.stream().map(UUID::fromString).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("choose identities by their boxes", e);
    }
  }

  /** A field of a form, to be kept. */
  public static List<String> field(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  /** A field that was kept; null when it was not filled in. */
  public static @Nullable String one(Map<String, List<String>> fields, String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  /** What was ticked: something, and not too much. */
  public static List<String> ticked(@Nullable List<String> words, int most) {
    if (words == null || words.isEmpty() || words.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
      throw new BadRequestException("nothing was chosen; tick the boxes of those it is about");
    }
    if (words.size() > most) {
      throw new BadRequestException(
          "at most %d can be answered at once, and %d were chosen".formatted(most, words.size()));
    }
    return words.stream().distinct().toList();
  }

  public static String reason(@Nullable String reason) {
    return DecisionReason.given(
            reason,
            "say why, in at most 1000 characters; it stands in the ledger beside each of them")
        .strip();
  }

  /** Words as they were typed, with commas or blanks between them: people, or controls. */
  public static List<String> words(@Nullable String typed) {
    return typed == null
        ? List.of()
        : Arrays.stream(typed.split("[,;\\s]+", -1)).filter(word -> !word.isBlank()).toList();
  }

  /** The present people whom words mean, each exactly one. */
  public List<Person> people(@Nullable String typed) {
    List<String> words = words(typed);
    if (words.isEmpty() || words.size() > MOST_PEOPLE) {
      throw new BadRequestException(
          "name 1 to %d people who would answer for them, by user name or email"
              .formatted(MOST_PEOPLE));
    }
    Map<String, List<Person>> meant = namesakes.of(words);
    return words.stream().map(word -> one(word, meant.getOrDefault(word, List.of()))).toList();
  }

  private static Person one(String word, List<Person> people) {
    if (people.size() == 1) {
      return people.getFirst();
    }
    throw new BadRequestException(
        people.isEmpty()
            ? "nobody who is here has the user name or email " + word
            : "%d people are called %s; name one by email".formatted(people.size(), word));
  }
}
