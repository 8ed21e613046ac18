package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The rows of the identity table, for whoever holds the door. */
@ApplicationScoped
class IdentityRows implements PanacheRepositoryBase<IdentityRow, UUID> {

  private final Database database;

  IdentityRows(Database database) {
    this.database = database;
  }

  Optional<IdentityRow> find(Id id) {
    return findByIdOptional(id.value());
  }

  Optional<IdentityRow> of(Client client) {
    return find("realm = ?1 and clientUuid = ?2", client.realm(), client.uuid())
        .firstResultOptional();
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
    Client client = identity.client();
    database
        .first(
            """
            select
              exists (select from identity
                where lower(user_name) = lower(?) and intent <> 'REVOKED' and id <> ?) as name,
              exists (select from identity
                where realm = ? and client_uuid = ? and id <> ?) as client
            """,
            row -> new Taken(row.flag("name"), row.flag("client")),
            identity.profile().userName(),
            identity.id().value(),
            client == null ? null : client.realm(),
            client == null ? null : client.uuid(),
            identity.id().value())
        .ifPresent(taken -> refuse(identity, taken));
  }

  private static void refuse(Identity identity, Taken taken) {
    if (taken.name()) {
      throw new UserNameTaken(identity.profile().userName());
    }
    Client client = identity.client();
    if (taken.client() && client != null) {
      throw new ClientTaken(client);
    }
  }

  /** What of an identity another one has. */
  private record Taken(boolean name, boolean client) {}

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

  Page<IdentityRow> matching(Condition condition, Window window) {
    return new Selection<>(IdentityRow.class, condition).page(getEntityManager(), window);
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
