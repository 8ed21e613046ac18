package dev.steward.ownership;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** The identities that nobody present has accepted to answer for. */
@ApplicationScoped
public class Orphans {

  /** The identities without an owner who accepted and is here; revoked ones need none. */
  static final String ORPHANED =
      """
      i.intent <> 'REVOKED' and not exists (
        select from identity_owner o join person p on p.id = o.person
        where o.identity_id = i.id and o.role = 'OWNER'
          and o.accepted_at is not null and p.present)
      """;

  private final Database database;

  Orphans(Database database) {
    this.database = database;
  }

  /** How many there are; looks at all of them. */
  public long count() {
    return database.number("select count(*) from identity i where " + ORPHANED);
  }
}
