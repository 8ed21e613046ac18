package dev.steward.registry;

import dev.steward.identity.Owner;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who answers for an identity, as the database keeps it. */
@Embeddable
record OwnerRow(
    String person, @Enumerated(EnumType.STRING) Owner.Role role, @Nullable Instant acceptedAt) {

  static OwnerRow of(Owner owner) {
    return new OwnerRow(owner.person(), owner.role(), owner.acceptedAt());
  }

  static OwnerRow of(Answering answering) {
    return new OwnerRow(answering.person(), answering.role(), answering.accepted());
  }

  Owner owner() {
    return new Owner(person, role, acceptedAt);
  }
}
