package dev.steward.ownership;

import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import jakarta.ws.rs.BadRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which orphans are asked for. What is empty or null leaves all.
 *
 * @param owner the id of a person who is named as owner
 */
public record OrphanFilter(
    Set<OrphanReason> reasons,
    Set<RiskTier> tiers,
    Set<Kind> kinds,
    @Nullable String environment,
    @Nullable String owner) {

  public static final OrphanFilter ALL = new OrphanFilter(Set.of(), Set.of(), Set.of(), null, null);

  /** Why an identity can be an orphan; clients that nobody registered are apart. */
  public static final Set<OrphanReason> OF_IDENTITIES =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(OrphanReason.SHADOW)));

  public OrphanFilter {
    reasons = Set.copyOf(reasons);
    tiers = Set.copyOf(tiers);
    kinds = Set.copyOf(kinds);
  }

  /** The filter in the words of a request, where each may be said several times. */
  public static OrphanFilter read(
      @Nullable Collection<String> reasons,
      @Nullable Collection<String> tiers,
      @Nullable Collection<String> kinds,
      @Nullable String environment,
      @Nullable String owner) {
    return new OrphanFilter(
        words(reasons).stream().map(OrphanFilter::reason).collect(Collectors.toSet()),
        constants("tier", RiskTier.class, tiers),
        constants("kind", Kind.class, kinds),
        environment,
        owner);
  }

  /** Whether clients that nobody registered can be among them; of these little is known. */
  boolean takesShadows() {
    return (reasons.isEmpty() || reasons.contains(OrphanReason.SHADOW))
        && tiers.isEmpty()
        && kinds.isEmpty()
        && environment == null
        && owner == null;
  }

  /** Whether it leaves identities for whatever reason they are orphans. */
  boolean takesEveryIdentity() {
    return reasons.isEmpty() || reasons.containsAll(OF_IDENTITIES);
  }

  boolean takesIdentities() {
    return !reasons.equals(Set.of(OrphanReason.SHADOW));
  }

  private static OrphanReason reason(String word) {
    return OrphanReason.of(word)
        .orElseThrow(
            () -> unknown("reason", word, List.of(OrphanReason.values()), OrphanReason::word));
  }

  private static <E extends Enum<E>> Set<E> constants(
      String name, Class<E> type, @Nullable Collection<String> words) {
    return words(words).stream()
        .map(
            word ->
                Arrays.stream(type.getEnumConstants())
                    .filter(one -> plain(one.name()).equals(plain(word)))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            unknown(
                                name,
                                word,
                                List.of(type.getEnumConstants()),
                                one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))))
        .collect(Collectors.toSet());
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static List<String> words(@Nullable Collection<String> values) {
    return values == null
        ? List.of()
        : values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
  }

  private static <T> BadRequestException unknown(
      String name, String word, List<T> known, Function<T, String> spell) {
    return new BadRequestException(
        "%s is one of %s, not %s"
            .formatted(name, known.stream().map(spell).collect(Collectors.joining(", ")), word));
  }
}
