package dev.steward.console.orphan;

import dev.steward.console.Given;
import dev.steward.console.Labels;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.OrphanFilter;
import dev.steward.ownership.OrphanReason;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which orphans somebody asked to see, in the words of the address.
 *
 * @param at a day in the past, or nothing for now
 * @param order in which order those are shown that stand on one page
 * @param after the place where the page begins
 */
public record Asked(
    @QueryParam("reason") @Nullable List<String> reason,
    @QueryParam("tier") @Nullable List<String> tier,
    @QueryParam("kind") @Nullable List<String> kind,
    @QueryParam("environment") @Nullable String environment,
    @QueryParam("owner") @Nullable String owner,
    @QueryParam("at") @Nullable String at,
    @QueryParam("order") @Nullable String order,
    @QueryParam("after") @Nullable String after) {

  /** One of the words that can be chosen, and whether it is. */
  public record Choice(String word, boolean chosen) {}

  /** Clients that nobody registered have a room of their own, and are here only when asked for. */
  OrphanFilter filter(@Nullable String ownerId) {
    List<String> reasons =
        namesNoReason()
            ? OrphanFilter.OF_IDENTITIES.stream().map(OrphanReason::word).toList()
            : given(reason);
    return OrphanFilter.read(reasons, given(tier), given(kind), Given.text(environment), ownerId);
  }

  /** Whether identities are shown for whatever reason they are orphans. */
  public boolean namesNoReason() {
    return given(reason).isEmpty();
  }

  private static List<String> given(@Nullable Collection<String> words) {
    return words == null ? List.of() : words.stream().filter(word -> !word.isBlank()).toList();
  }

  public List<Choice> reasons() {
    return choices(
        List.of(OrphanReason.values()).stream().map(OrphanReason::word).toList(), given(reason));
  }

  public List<Choice> tiers() {
    return choices(
        List.of(RiskTier.values()).reversed().stream().map(Labels::word).toList(), given(tier));
  }

  public List<ReadingOrder> orders() {
    return List.of(ReadingOrder.values());
  }

  /** Whether it asks for an order of one's own, which pages that follow each other have not. */
  public boolean isOrdered() {
    return inOrder().isOther();
  }

  public ReadingOrder inOrder() {
    return ReadingOrder.of(Given.text(order));
  }

  public List<Choice> kinds() {
    return choices(List.of(Kind.values()).stream().map(Labels::word).toList(), given(kind));
  }

  private static List<Choice> choices(List<String> words, List<String> chosen) {
    return words.stream().map(word -> new Choice(word, chosen.contains(word))).toList();
  }

  /** Whether it asks about a day, not about an instant of it. */
  public boolean isWholeDay() {
    return at != null && !at.contains("T");
  }

  /** The address of the same question about this moment. */
  public String now() {
    return "/console/orphans?" + String.join("&", parts());
  }

  /** The same question as the query of an address, without the place. */
  public String query() {
    List<String> parts = parts();
    Given.add(parts, "at", at);
    return String.join("&", parts);
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    given(reason).forEach(word -> Given.add(parts, "reason", word));
    given(tier).forEach(word -> Given.add(parts, "tier", word));
    given(kind).forEach(word -> Given.add(parts, "kind", word));
    Given.add(parts, "environment", environment);
    Given.add(parts, "owner", owner);
    Given.add(parts, "order", isOrdered() ? order : null);
    return parts;
  }
}
