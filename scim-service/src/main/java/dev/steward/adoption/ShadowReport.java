package dev.steward.adoption;

import dev.steward.adoption.ShadowLine.Creation;
import dev.steward.delivery.ClientFacts;
import dev.steward.delivery.ClientUse;
import dev.steward.delivery.ClientUse.Use;
import dev.steward.delivery.Shadow;
import dev.steward.delivery.Shadows;
import dev.steward.delivery.Shadows.Place;
import dev.steward.identity.Identity.Client;
import dev.steward.table.CsvTable;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clients that nobody registered, with what is known and what may be guessed about each. */
@ApplicationScoped
public class ShadowReport {

  /** The headings of the report as a table. */
  public static final String[] COLUMNS = ShadowTable.COLUMNS;

  private static final int STRETCH = 500;
  private static final int MOST_LOOKED_AT = 5_000;

  private final Shadows shadows;
  private final OwnerProposals proposals;
  private final List<ClientUse> uses;
  private final AdoptionRows adoptions;
  private final Clock clock;

  ShadowReport(
      Shadows shadows,
      OwnerProposals proposals,
      @All List<ClientUse> uses,
      AdoptionRows adoptions,
      Clock clock) {
    this.shadows = shadows;
    this.proposals = proposals;
    this.uses = uses;
    this.adoptions = adoptions;
    this.clock = clock;
  }

  /**
   * Which shadows are asked for.
   *
   * @param name a part of their names, or null
   * @param flags all of which they have; {@code NO_PROPOSAL} is not looked for
   */
  public record Filter(@Nullable String name, Set<Flag> flags) {

    /** Every shadow. */
    public static final Filter ALL = new Filter(null, Set.of());

    public Filter {
      flags = Set.copyOf(flags);
    }

    private boolean takes(Shadow shadow, Clock clock) {
      return flags.isEmpty() || Flag.of(shadow, clock).containsAll(flags);
    }
  }

  /** Some shadows, and the place from which to go on; null behind the last one. */
  public record Part(List<ShadowLine> lines, @Nullable Place next) {}

  /**
   * Some of those that a filter takes, those that can do most first. However few they are, no more
   * than so many are looked at.
   */
  public Part part(Filter filter, @Nullable Place after, int limit) {
    Place from = after == null ? Place.FIRST : after;
    return filter.name() == null
        ? walked(filter, from, limit)
        : called(filter.name(), filter, from, limit);
  }

  private Part called(String name, Filter filter, Place after, int limit) {
    int most = filter.flags().isEmpty() ? limit + 1 : MOST_LOOKED_AT;
    List<Shadow> taken =
        shadows.called(name, after, MOST_LOOKED_AT, most).stream()
            .filter(shadow -> filter.takes(shadow, clock))
            .limit(limit + 1L)
            .toList();
    if (taken.size() > limit) {
      List<Shadow> shown = taken.subList(0, limit);
      return new Part(lines(shown), shown.getLast().place());
    }
    return new Part(lines(taken), shadows.last(after, MOST_LOOKED_AT).orElse(null));
  }

  private Part walked(Filter filter, Place after, int limit) {
    List<Shadow> taken = new ArrayList<>();
    Place last = after;
    int length = filter.equals(Filter.ALL) ? limit + 1 : STRETCH;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += length) {
      List<Shadow> stretch = shadows.strongest(last, length);
      for (Shadow shadow : stretch) {
        if (filter.takes(shadow, clock)) {
          if (taken.size() == limit) {
            return new Part(lines(taken), taken.getLast().place());
          }
          taken.add(shadow);
        }
      }
      if (stretch.size() < length) {
        return new Part(lines(taken), null);
      }
      last = stretch.getLast().place();
    }
    return new Part(lines(taken), last);
  }

  /** How many there are in all; one beyond {@code most} when there are more. */
  public long count(int most) {
    return shadows.count(most);
  }

  /** Those of the given clients that are shadows. */
  public List<ShadowLine> of(Collection<String> clients) {
    return lines(shadows.named(clients));
  }

  /** Writes all of them. */
  public void write(CsvTable table) {
    ShadowTable.write(last -> page(last, STRETCH), table);
  }

  /** A page of them, in the order of their uuids. */
  List<ShadowLine> page(@Nullable String after, int limit) {
    return lines(shadows.page(after, limit));
  }

  private List<ShadowLine> lines(List<Shadow> page) {
    List<Client> clients = page.stream().map(Shadow::client).toList();
    Map<Client, List<Proposal>> proposed = proposals.of(page);
    Map<Client, UUID> open = adoptions.open(clients);
    Map<Client, Use> used = new HashMap<>();
    uses.forEach(source -> used.putAll(source.of(clients)));
    return page.stream()
        .map(
            shadow ->
                line(
                    shadow,
                    proposed.getOrDefault(shadow.client(), List.of()),
                    used.get(shadow.client()),
                    open.get(shadow.client())))
        .toList();
  }

  private ShadowLine line(
      Shadow shadow, List<Proposal> proposed, @Nullable Use use, @Nullable UUID adoption) {
    ClientFacts facts = shadow.facts();
    Guess guess = Guess.of(shadow.clientId(), facts);
    Set<Flag> flags = Flag.of(shadow, clock);
    if (proposed.isEmpty()) {
      flags.add(Flag.NO_PROPOSAL);
    }
    return new ShadowLine(
        shadow.client().uuid(),
        shadow.clientId(),
        facts.name(),
        shadows.isOurOwn(shadow),
        shadow.enabled(),
        shadow.firstSeen(),
        guess.kind(),
        guess.reasons(),
        new Creation(
            facts.origin().how(),
            facts.created(),
            facts.origin().user(),
            facts.origin().userName(),
            facts.origin().client()),
        facts.ownGrants(),
        facts.authenticator(),
        facts.keys(),
        facts.secretSince(),
        facts.roles(),
        facts.scopes(),
        facts.optionalScopes(),
        use == null ? null : use.last(),
        use == null ? null : use.scopes(),
        use == null ? null : use.wouldHaveDenied(),
        flags,
        proposed,
        adoption,
        shadow.words());
  }
}
