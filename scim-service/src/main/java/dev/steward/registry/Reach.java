package dev.steward.registry;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Profile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a change reaches: what does no more than write its identity is one journey to the
 * database, which is all done or not at all. Other changes need a transaction around it.
 */
final class Reach {

  private Reach() {}

  /** A parent is chosen while nobody else chooses one. */
  static boolean isOneJourney(Change.Register register) {
    return parent(register.profile()) == null;
  }

  /** The same; and who is revoked leaves something to others. */
  static boolean isOneJourney(Identity before, List<? extends Change> changes) {
    return changes.stream()
        .allMatch(
            change ->
                switch (change) {
                  case Change.Describe described ->
                      Objects.equals(parent(before.profile()), parent(described.profile()));
                  case Change.Revoke revoked -> false;
                  default -> true;
                });
  }

  private static @Nullable Id parent(Profile profile) {
    return profile.declaration().parent();
  }
}
