package dev.steward.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.database.StaleVersion;
import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.ownership.Orphan.Place;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives one answer to many orphans, each in a transaction of its own. */
@ApplicationScoped
public class OrphanAnswers {

  private final OrphanReport report;
  private final Identities identities;
  private final IdentityRegistry registry;
  private final OrphanConfig config;
  private final Clock clock;

  OrphanAnswers(
      OrphanReport report,
      Identities identities,
      IdentityRegistry registry,
      OrphanConfig config,
      Clock clock) {
    this.clock = clock;
    this.report = report;
    this.identities = identities;
    this.registry = registry;
    this.config = config;
  }

  /**
   * What became of one of them.
   *
   * @param outcome done, unchanged, or refused
   * @param version the identity's version afterwards
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      UUID identity,
      @Nullable String userName,
      String outcome,
      @Nullable String detail,
      @Nullable Long version) {}

  /** No answer is given to more at once. */
  public int most() {
    return config.mostAnswered();
  }

  /**
   * Those who would be answered: orphans that are identities. One more than may be answered says
   * that there are too many.
   *
   * @param chosen null for all that a filter leaves
   */
  public List<Orphan> found(@Nullable List<UUID> chosen, OrphanFilter filter) {
    List<Orphan> found =
        chosen == null
            ? report.page(filter, Place.START, most() + 1)
            : report.of(chosen).stream().filter(orphan -> isAskedFor(orphan, filter)).toList();
    return found.stream().filter(orphan -> orphan.identity() != null).toList();
  }

  private static boolean isAskedFor(Orphan orphan, OrphanFilter filter) {
    return filter.reasons().isEmpty()
        || orphan.reasons().stream()
            .anyMatch(because -> filter.reasons().contains(because.reason()));
  }

  /** Gives the answer; who owns some of them and is here, stays. */
  public List<Result> answer(List<Orphan> orphans, OrphanAnswer answer, Actor actor) {
    OrphanAnswer now = keepingPresent(answer, orphans);
    List<Result> results = new ArrayList<>();
    for (Orphan orphan : orphans) {
      if (orphan.identity() != null) {
        results.add(answer(orphan, new Id(orphan.identity()), now, actor));
      }
    }
    return results;
  }

  /** What would become of each, in the same words; nothing is done. */
  public List<Result> preview(List<Orphan> orphans, OrphanAnswer answer) {
    OrphanAnswer now = keepingPresent(answer, orphans);
    List<Result> results = new ArrayList<>();
    for (Orphan orphan : orphans) {
      if (orphan.identity() != null) {
        results.add(preview(orphan, new Id(orphan.identity()), now));
      }
    }
    return results;
  }

  private Result preview(Orphan orphan, Id id, OrphanAnswer answer) {
    Optional<Identity> identity = identities.find(id).map(Recorded::identity);
    if (identity.isEmpty()) {
      return gone(orphan, id);
    }
    long before = identity.get().version();
    try {
      long after = answer.change(identity.get()).applyTo(identity.get(), clock.instant()).version();
      return new Result(
          id.value(), orphan.userName(), after == before ? "unchanged" : "done", null, before);
    } catch (ChangeRefused e) {
      return new Result(id.value(), orphan.userName(), "refused", e.getMessage(), before);
    }
  }

  /** The owners who are here stay; who that is, is asked once for all. */
  private OrphanAnswer keepingPresent(OrphanAnswer answer, List<Orphan> orphans) {
    return answer instanceof OrphanAnswer.ProposeOwners propose
        ? new OrphanAnswer.ProposeOwners(propose.people(), report.presentOwners(orphans))
        : answer;
  }

  private static Result gone(Orphan orphan, Id id) {
    return new Result(id.value(), orphan.userName(), "refused", "there is none any more", null);
  }

  private Result answer(Orphan orphan, Id id, OrphanAnswer answer, Actor actor) {
    Optional<Identity> identity = identities.find(id).map(Recorded::identity);
    if (identity.isEmpty()) {
      return gone(orphan, id);
    }
    long before = identity.get().version();
    try {
      long after =
          registry
              .change(id, before, List.of(answer.change(identity.get())), actor)
              .identity()
              .version();
      return new Result(
          id.value(), orphan.userName(), after == before ? "unchanged" : "done", null, after);
    } catch (ChangeRefused | StaleVersion e) {
      return new Result(id.value(), orphan.userName(), "refused", e.getMessage(), before);
    }
  }
}
