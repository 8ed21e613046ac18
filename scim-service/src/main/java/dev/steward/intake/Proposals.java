package dev.steward.intake;

import dev.steward.adoption.Candidate;
import dev.steward.adoption.NamedOwners;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Owner;
import dev.steward.intake.Imported.Outcome;
import dev.steward.intake.Row.Wanted;
import dev.steward.people.Person;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.UserNameTaken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registers rows that name no client, as proposals which their owners may take up. */
@ApplicationScoped
class Proposals {

  private final NamedOwners owners;
  private final IdentityRegistry registry;
  private final Identities identities;

  Proposals(NamedOwners owners, IdentityRegistry registry, Identities identities) {
    this.owners = owners;
    this.registry = registry;
    this.identities = identities;
  }

  /**
   * Registers each row that can be.
   *
   * @param actor who does, or null to find out only
   */
  List<Imported> take(List<Wanted> rows, @Nullable Actor actor) {
    Map<String, List<Person>> meant =
        owners.meant(rows.stream().flatMap(row -> row.owners().stream()).toList());
    return rows.stream().map(row -> take(row, meant, actor)).toList();
  }

  private Imported take(Wanted row, Map<String, List<Person>> meant, @Nullable Actor actor) {
    try {
      Change.Register register =
          row.template()
              .draft(row.name())
              .register(identities.newId(), null, owners(row, meant), false);
      if (actor == null) {
        registry.rehearse(register);
        return done(row, Outcome.WOULD_REGISTER, null);
      }
      return done(
          row, Outcome.REGISTERED, registry.register(register, actor).identity().id().value());
    } catch (UserNameTaken e) {
      return Imported.unchanged(row.number(), row.name(), "USER_NAME_TAKEN", e.getMessage());
    } catch (ChangeRefused e) {
      return Imported.refused(row.number(), row.name(), e.rule().name(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return Imported.refused(row.number(), row.name(), "INVALID", e.getMessage());
    }
  }

  private List<Owner> owners(Wanted row, Map<String, List<Person>> meant) {
    List<Candidate> candidates = owners.candidates(row.owners(), meant);
    return candidates.stream()
        .map(candidate -> new Owner(candidate.person(), candidate.role(), null))
        .toList();
  }

  private static Imported done(Wanted row, Outcome outcome, @Nullable UUID identity) {
    List<String> warnings =
        row.owners().isEmpty() ? List.of("nobody is named who may answer for it") : List.of();
    return new Imported(row.number(), row.name(), outcome, null, identity, warnings, null, null);
  }
}
