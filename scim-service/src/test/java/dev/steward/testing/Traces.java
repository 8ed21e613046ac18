package dev.steward.testing;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import jakarta.inject.Singleton;
import java.util.List;

/** What changes of an identity left in the database. */
@Singleton
public class Traces {

  private final Database database;

  Traces(Database database) {
    this.database = database;
  }

  /** What the ledger tells of it, in the order of its entries. */
  public List<String> events(Identity identity) {
    return database.list(
        "select event from ledger_entry where identity_id = ? order by seq",
        row -> row.text("event"),
        identity.id().value());
  }

  /** How far its only parcel is on the way to Keycloak. */
  public String parcel(Identity identity) {
    return database
        .first(
            "select state from parcel where identity_id = ?",
            row -> row.text("state"),
            identity.id().value())
        .orElseThrow();
  }
}
