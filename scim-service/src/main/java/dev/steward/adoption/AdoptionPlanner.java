package dev.steward.adoption;

import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Plan.Feasible;
import dev.steward.adoption.Plan.Refused;
import dev.steward.delivery.Shadow;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Owner;
import dev.steward.people.Person;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.UserNameTaken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Works out what would become of clients that are adopted; changes nothing. */
@ApplicationScoped
public class AdoptionPlanner {

  /** Less than this is a guess. */
  private static final int LITTLE = 30;

  private final OwnerProposals proposals;
  private final NamedOwners named;
  private final FreeName names;
  private final Burdens burdens;
  private final IdentityRegistry registry;
  private final Identities identities;
  private final Clock clock;

  AdoptionPlanner(
      OwnerProposals proposals,
      NamedOwners named,
      FreeName names,
      Burdens burdens,
      IdentityRegistry registry,
      Identities identities,
      Clock clock) {
    this.proposals = proposals;
    this.named = named;
    this.names = names;
    this.burdens = burdens;
    this.registry = registry;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * A client that somebody wants to adopt.
   *
   * @param owners whom to ask; where none of them is an owner, the likeliest ones
   */
  record Wish(String asked, Shadow shadow, Template template, List<Named> owners) {}

  /** What would become of each, in the same order. */
  List<Plan> plan(List<Wish> wishes) {
    Map<Client, List<Proposal>> likeliest =
        proposals.of(
            wishes.stream().filter(AdoptionPlanner::leavesOwnerOpen).map(Wish::shadow).toList());
    Map<String, List<Person>> meant =
        named.meant(wishes.stream().flatMap(wish -> wish.owners().stream()).toList());
    return burdens.warned(
        wishes.stream()
            .map(
                wish ->
                    plan(wish, likeliest.getOrDefault(wish.shadow().client(), List.of()), meant))
            .toList());
  }

  private static boolean leavesOwnerOpen(Wish wish) {
    return wish.owners().stream().noneMatch(owner -> owner.role() == Owner.Role.OWNER);
  }

  private Plan plan(Wish wish, List<Proposal> likeliest, Map<String, List<Person>> meant) {
    try {
      List<Candidate> candidates = candidates(wish, likeliest, meant);
      if (candidates.stream().noneMatch(Candidate::isOwner)) {
        return refused(
            wish,
            "NO_PROPOSAL",
            "nothing points at anybody who may answer for %s; name its owners"
                .formatted(wish.shadow().clientId()));
      }
      AdoptionDraft observed = wish.template().draft(wish.shadow());
      AdoptionDraft draft = names.named(observed, wish.shadow().client());
      List<Owner> owners =
          candidates.stream()
              .filter(candidate -> !candidate.isOwner() || candidate.answer() == Answer.ASKED)
              .map(candidate -> new Owner(candidate.person(), candidate.role(), null))
              .toList();
      registry.rehearse(draft.register(identities.newId(), wish.shadow().client(), owners, true));
      return new Feasible(
          wish.asked(),
          wish.shadow(),
          draft,
          candidates,
          warnings(wish, observed, draft, candidates));
    } catch (ChangeRefused e) {
      return refused(wish, e.rule().name(), String.valueOf(e.getMessage()));
    } catch (UserNameTaken e) {
      return refused(wish, "USER_NAME_TAKEN", String.valueOf(e.getMessage()));
    } catch (ClientTaken e) {
      return refused(wish, "CLIENT_TAKEN", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return refused(wish, "INVALID", String.valueOf(e.getMessage()));
    }
  }

  private List<Candidate> candidates(
      Wish wish, List<Proposal> likeliest, Map<String, List<Person>> meant) {
    List<Candidate> candidates = new ArrayList<>(named.candidates(wish.owners(), meant));
    if (leavesOwnerOpen(wish)) {
      Answer answer = Answer.ASKED;
      for (Proposal proposal : likeliest) {
        candidates.add(Candidate.of(candidates.size(), proposal, answer));
        answer = Answer.NOT_ASKED;
      }
    }
    return candidates;
  }

  private List<String> warnings(
      Wish wish, AdoptionDraft observed, AdoptionDraft draft, List<Candidate> candidates) {
    Set<Flag> flags = Flag.of(wish.shadow(), clock);
    Stream.Builder<String> warnings = Stream.builder();
    if (!draft.userName().equals(observed.userName())) {
      warnings.add("another identity has its name; it will be called " + draft.userName());
    }
    candidates.stream()
        .filter(candidate -> candidate.isOwner() && candidate.answer() == Answer.ASKED)
        .filter(candidate -> candidate.weight() < LITTLE)
        .forEach(
            candidate ->
                warnings.add(
                    "little speaks for the proposed owner: "
                        + candidate.evidence().getFirst().words()));
    if (flags.contains(Flag.DISABLED)) {
      warnings.add("the client is disabled, and adopting it does not enable it");
    }
    if (flags.contains(Flag.ADMINISTERS)) {
      warnings.add(
          "it may administer Keycloak; risk tier %s may be too low"
              .formatted(draft.riskTier().name().toLowerCase(Locale.ROOT)));
    }
    if (flags.contains(Flag.PUBLIC_CLIENT)) {
      warnings.add("it is a public client: anybody can act as it");
    }
    List<String> lost =
        wish.shadow().facts().grants().stream()
            .filter(grant -> !draft.grants().contains(grant))
            .toList();
    if (!lost.isEmpty()) {
      warnings.add("it could no longer use the grants " + String.join(", ", lost));
    }
    if (draft.grants().isEmpty()) {
      warnings.add("it could ask for nothing: no grant is allowed");
    }
    return warnings.build().toList();
  }

  private static Refused refused(Wish wish, String reason, String detail) {
    return new Refused(wish.asked(), wish.shadow(), reason, detail);
  }
}
