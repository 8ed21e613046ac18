package dev.steward.registry;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.DatabaseException;
import dev.steward.database.StaleVersion;
import dev.steward.database.Statement;
import dev.steward.finding.Search;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where identities are written: each whole, with all that goes with it, in one journey. */
@ApplicationScoped
class IdentityTable {

  private final Database database;

  IdentityTable(Database database) {
    this.database = database;
  }

  /** The identity, until the end of the transaction nobody else's to change. */
  void lock(Id id) {
    if (database
        .list("select version from identity where id = ? for no key update", row -> id, id.value())
        .isEmpty()) {
      throw new NoSuchIdentity(id);
    }
  }

  /** The same of several; those that are not there are passed over. */
  void lock(Collection<Id> ids) {
    database.list(
        "select id from identity where id = any (?::text[]::uuid[]) order by id for no key update",
        row -> row.uuid("id"),
        ids.stream().map(Id::toString).toList());
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
        .ifPresent(taken -> taken.refuse(identity));
  }

  /**
   * Writes a new identity, and what others write about it.
   *
   * @param asides what others want to know beside it then
   * @throws ChangeRefused when it is there already
   * @throws UserNameTaken when another identity has the user name
   * @throws ClientTaken when another identity has the client
   */
  void insert(Recorded recorded, List<Statement> others, Asides asides) {
    write(recorded.identity(), IdentityStatements.insert(recorded, others), asides);
  }

  /**
   * Writes an identity anew, and what others write about it.
   *
   * @param asides what others want to know beside it then
   * @throws StaleVersion when it is at another version than before
   * @throws UserNameTaken when another identity has the user name
   * @throws ClientTaken when another identity has the client
   */
  void update(Rewriting rewriting, Asides asides) {
    if (!isWritten(rewriting, asides)) {
      UUID id = rewriting.identity().id().value();
      throw new StaleVersion(
          "identity " + id, rewriting.before().identity().version(), version(id));
    }
  }

  private boolean isWritten(Rewriting rewriting, Asides asides) {
    boolean alone = QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION;
    List<Statement> all =
        alone
            ? IdentityStatements.updateOrNothing(rewriting)
            : IdentityStatements.update(rewriting);
    try {
      return write(rewriting.identity(), all, asides).getFirst() == 1;
    } catch (DatabaseException e) {
      if (e.breaks("identity_version")) {
        return false;
      }
      throw e;
    }
  }

  private long version(UUID id) {
    return database.number("select version from identity where id = ?", id);
  }

  /** The question for what stands beside an identity, if anybody wants to know. */
  private static Optional<Statement> beside(Id id, Asides asides) {
    return asides.all().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                "select %s%s from identity i where i.id = ?"
                    .formatted(Search.LOOKED_AT, asides.columns()),
                asides.parameters(id.value())));
  }

  /** The columns in which an identity has no value, of those that lead to others' rows. */
  private static List<String> empty(Identity identity) {
    List<String> empty = new ArrayList<>();
    if (identity.client() == null) {
      empty.add("client_uuid");
    }
    if (identity.profile().declaration().parent() == null) {
      empty.add("parent");
    }
    return empty;
  }

  /**
   * Two registrations at the same moment both find the name free; the database lets one have it.
   */
  private List<Integer> write(Identity identity, List<Statement> all, Asides asides) {
    Asides telling = asides.without(empty(identity));
    try {
      return database.together(all, beside(identity.id(), telling), telling::take);
    } catch (DatabaseException e) {
      if (e.breaks("identity_pkey")) {
        throw new ChangeRefused(
            Rule.OUT_OF_ORDER, identity.profile().userName() + " is registered already");
      }
      new Taken(e.breaks("identity_user_name"), e.breaks("identity_realm_client_uuid_key"))
          .refuse(identity);
      throw e;
    }
  }

  /** What of an identity another one has. */
  private record Taken(boolean name, boolean client) {

    void refuse(Identity identity) {
      if (name) {
        throw new UserNameTaken(identity.profile().userName());
      }
      Client wanted = identity.client();
      if (client && wanted != null) {
        throw new ClientTaken(wanted);
      }
    }
  }
}
