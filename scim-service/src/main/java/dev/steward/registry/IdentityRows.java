package dev.steward.registry;

import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.query.Condition;
import dev.steward.query.Selection;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The rows of the identity table, for whoever holds the door. */
@ApplicationScoped
class IdentityRows implements PanacheRepositoryBase<IdentityRow, UUID> {

  Optional<IdentityRow> find(Id id) {
    return findByIdOptional(id.value());
  }

  /** The row, until the end of the transaction nobody else's to change. */
  IdentityRow lock(Id id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> new NoSuchIdentity(id));
  }

  /**
   * Refuses a user name or a client that another identity has. Revoked ones give their name free
   * (RFC 7644 section 3.6), but not their client: Keycloak remembers whose it was.
   */
  void requireFree(Identity identity) {
    UUID self = identity.id().value();
    String userName = identity.profile().userName();
    if (count(
            "lower(userName) = lower(?1) and id <> ?2 and intent <> ?3",
            userName,
            self,
            Intent.REVOKED)
        > 0) {
      throw new UserNameTaken(userName);
    }
    Client client = identity.client();
    if (client != null
        && count("realm = ?1 and clientUuid = ?2 and id <> ?3", client.realm(), client.uuid(), self)
            > 0) {
      throw new ClientTaken(client);
    }
  }

  IdentityRow insert(Identity identity, Instant now) {
    IdentityRow row = IdentityRow.of(identity, now);
    persist(row);
    settle(identity);
    return row;
  }

  void update(IdentityRow row, Identity identity, Instant now) {
    row.take(identity, now);
    settle(identity);
  }

  List<IdentityRow> matching(Condition condition, int offset, int limit) {
    return new Selection<>(IdentityRow.class, condition).page(getEntityManager(), offset, limit);
  }

  long counting(Condition condition) {
    return new Selection<>(IdentityRow.class, condition).count(getEntityManager());
  }

  /**
   * Two registrations at the same moment both find the name free; the database lets one have it.
   */
  private void settle(Identity identity) {
    try {
      flush();
    } catch (ConstraintViolationException e) {
      String constraint = String.valueOf(e.getConstraintName());
      if (constraint.contains("user_name")) {
        throw new UserNameTaken(identity.profile().userName());
      }
      Client client = identity.client();
      if (constraint.contains("client_uuid") && client != null) {
        throw new ClientTaken(client);
      }
      throw e;
    }
  }
}
