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

  private final Shadows shadows;
  private final ShadowSearch search;
  private final OwnerProposals proposals;
  private final List<ClientUse> uses;
  private final AdoptionRows adoptions;
  private final Clock clock;

  ShadowReport(
      Shadows shadows,
      ShadowSearch search,
      OwnerProposals proposals,
      @All List<ClientUse> uses,
      AdoptionRows adoptions,
      Clock clock) {
    this.shadows = shadows;
    this.search = search;
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
   * @param unasked whether only those about whom nobody is asked
   */
  public record Filter(@Nullable String name, Set<Flag> flags, boolean unasked) {

    public Filter {
      flags = Set.copyOf(flags);
    }

    public Filter(@Nullable String name, Set<Flag> flags) {
      this(name, flags, false);
    }

    /** Whether every shadow is taken that is called like it. */
    boolean takesAll() {
      return flags.isEmpty() && !unasked;
    }
  }

  /** Some shadows, and the place from which to go on; null behind the last one. */
  public record Part(List<ShadowLine> lines, @Nullable Place next) {}

  /**
   * Some of those that a filter takes, those that can do most first. However few they are, no more
   * than so many are looked at.
   */
  public Part part(Filter filter, @Nullable Place after, int limit) {
    ShadowSearch.Part found = search.part(filter, after == null ? Place.FIRST : after, limit);
    return new Part(lines(found.shadows()), found.next());
  }

  /**
   * The uuids of those that a filter takes and that can be adopted, those that can do most first,
   * {@code limit} at most.
   */
  public List<String> clients(Filter filter, int limit) {
    // one more than asked for, should the registry's own client be among them
    List<Shadow> found = new ArrayList<>();
    for (Place from = Place.FIRST; from != null && found.size() <= limit; ) {
      ShadowSearch.Part part = search.part(filter, from, limit + 1 - found.size());
      found.addAll(part.shadows());
      from = part.next();
    }
    return found.stream()
        .filter(shadow -> !shadows.isOurOwn(shadow))
        .limit(limit)
        .map(shadow -> shadow.client().uuid())
        .toList();
  }

  /** How many of them can be adopted; one beyond {@code most} when there are more. */
  public long adoptable(int most) {
    return shadows.countOthers(most);
  }

  /** About how many of them somebody is asked. */
  public long asked() {
    return adoptions.asked();
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
        facts.description(),
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
