package dev.steward.console.review;

import dev.steward.console.review.Decidable.Ready;
import dev.steward.usage.UsedGrants;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import jakarta.enterprise.context.RequestScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What revoking several identities at once would stop of each. */
@RequestScoped
class Revocations {

  private final Decidable decidable;
  private final UsedGrants grants;

  Revocations(Decidable decidable, UsedGrants grants) {
    this.decidable = decidable;
    this.grants = grants;
  }

  /**
   * One identity that would end.
   *
   * @param ticked the review and the version that was seen
   */
  record Revocation(
      Ticked ticked,
      String name,
      String userName,
      List<String> ends,
      @Nullable LocalDate lastUsed) {}

  /**
   * The page that shows it.
   *
   * @param answer whom it is about, and why
   * @param from the table in which they were ticked
   * @param back the same with the form as it was left
   * @param mistyped whether another number was typed than how many would end
   */
  RevocationPreview preview(
      UUID ticket, Answer answer, Filter from, String back, boolean mistyped) {
    Decidable.Sorted sorted = decidable.of(answer.ticked());
    List<Revocation> ending = sorted.ready().stream().map(this::revocation).toList();
    String error =
        mistyped && !ending.isEmpty()
            ? "Nothing was revoked: type %d, which is how many would end, to be sure."
                .formatted(ending.size())
            : null;
    return new RevocationPreview(
        ticket, ending, sorted.refused(), answer.reason(), from, back, error);
  }

  private Revocation revocation(Ready one) {
    GrantedVersusUsed used = grants.of(one.identity(), CaseFile.DAYS);
    return new Revocation(
        one.ticked(),
        one.name(),
        one.identity().profile().userName(),
        WhatEnds.at(one.identity(), used),
        used.lastUsed());
  }
}
