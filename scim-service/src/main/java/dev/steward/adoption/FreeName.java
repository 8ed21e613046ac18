package dev.steward.adoption;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A name for the identity that a client becomes, where another client's identity has the client's
 * own: Keycloak tells names apart by their case, and the registry does not.
 */
@ApplicationScoped
class FreeName {

  private static final int MOST_KEPT = 200;
  private static final int PART_OF_UUID = 8;

  private final Database database;

  FreeName(Database database) {
    this.database = database;
  }

  /** Whether the identity of another client is called so. */
  boolean isTaken(AdoptionDraft draft, Client client) {
    return database
        .first(
            """
            select id from identity
            where lower(user_name) = lower(?) and intent <> 'REVOKED'
              and client_uuid is not null and (realm, client_uuid) <> (?, ?)
            limit 1
            """,
            row -> row.uuid("id"),
            draft.userName(),
            client.realm(),
            client.uuid())
        .isPresent();
  }

  /** The same under a name of its own, if it needs one. */
  AdoptionDraft named(AdoptionDraft draft, Client client) {
    return isTaken(draft, client) ? apart(draft, client) : draft;
  }

  /** The same under a name of its own. */
  AdoptionDraft apart(AdoptionDraft draft, Client client) {
    String name = draft.userName();
    return draft.called(
        name.substring(0, Math.min(name.length(), MOST_KEPT))
            + "-"
            + client.uuid().substring(0, Math.min(client.uuid().length(), PART_OF_UUID)));
  }
}
