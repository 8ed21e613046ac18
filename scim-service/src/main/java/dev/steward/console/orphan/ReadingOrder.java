package dev.steward.console.orphan;

import dev.steward.ownership.Orphan;
import jakarta.ws.rs.BadRequestException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order in which orphans that stand on one page can be read. */
public enum ReadingOrder {
  URGENT("urgent", "the most urgent first"),
  POWER("power", "those first that get tokens and can do most"),
  UNUSED("unused", "those first that were not used for longest"),
  NAME("name", "by name");

  private final String word;
  private final String words;

  ReadingOrder(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** The one that an address names; the most urgent first where it names none. */
  static ReadingOrder of(@Nullable String word) {
    return word == null
        ? URGENT
        : Arrays.stream(values())
            .filter(one -> one.word.equals(word))
            .findFirst()
            .orElseThrow(
                () -> new BadRequestException("the order is urgent, power, unused or name"));
  }

  /** Whether it is another than that in which they come. */
  public boolean isOther() {
    return this != URGENT;
  }

  public String word() {
    return word;
  }

  public String words() {
    return words;
  }

  /** They come the most urgent first, which decides between those that are alike. */
  List<Orphan> sorted(List<Orphan> orphans) {
    return switch (this) {
      case URGENT -> orphans;
      case POWER ->
          sorted(
              orphans,
              Comparator.comparing((Orphan orphan) -> !Boolean.TRUE.equals(orphan.mayAct()))
                  .thenComparingInt(orphan -> -size(orphan.roles()))
                  .thenComparingInt(orphan -> -size(orphan.scopes())));
      case UNUSED ->
          sorted(
              orphans,
              Comparator.comparing(
                  orphan -> Objects.requireNonNullElse(orphan.lastUsed(), LocalDate.MIN)));
      case NAME ->
          sorted(orphans, Comparator.comparing(ReadingOrder::label, String.CASE_INSENSITIVE_ORDER));
    };
  }

  private static List<Orphan> sorted(List<Orphan> orphans, Comparator<Orphan> comparator) {
    return orphans.stream().sorted(comparator).toList();
  }

  private static int size(@Nullable Collection<String> some) {
    return some == null ? 0 : some.size();
  }

  private static String label(Orphan orphan) {
    return Objects.requireNonNullElse(
        orphan.displayName() == null ? orphan.userName() : orphan.displayName(),
        Objects.requireNonNullElse(orphan.clientId(), ""));
  }
}
