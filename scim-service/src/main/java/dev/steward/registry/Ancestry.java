package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Which agent acts on behalf of which: a tree of agents, never a loop, never deeper than people can
 * follow.
 */
@ApplicationScoped
class Ancestry {

  /** How many agents stand above one another at most, the first and the last included. */
  static final int DEEPEST = 10;

  private static final String LINE =
      """
      with recursive line (id, parent, place) as (
        select id, parent, 1 from identity where id = ?
        union all
        select above.id, above.parent, line.place + 1
        from line join identity above on above.id = line.parent where line.place < ?)
      select id from line
      """;

  private static final String HEIGHT =
      """
      with recursive branch (id, place) as (
        select cast(? as uuid), 1
        union all
        select below.id, branch.place + 1
        from branch join identity below on below.parent = branch.id where branch.place < ?)
      select max(place) from branch
      """;

  private final Database database;

  Ancestry(Database database) {
    this.database = database;
  }

  /**
   * Checks the parent that an identity is about to have. Whoever else gives one waits until this
   * transaction is over, so that two changes make no loop together.
   *
   * @throws ChangeRefused when it cannot be its parent
   */
  void check(Identity identity, Id parent) {
    String userName = identity.profile().userName();
    if (identity.profile().kind() != Kind.AI_AGENT) {
      throw refused("%s is no agent; only agents have a parent".formatted(userName));
    }
    if (identity.id().equals(parent)) {
      throw refused("%s cannot be its own parent".formatted(userName));
    }
    database.list("select pg_advisory_xact_lock(hashtext('ancestry'))", row -> parent);
    requireAgent(parent);
    List<UUID> line = database.list(LINE, row -> row.uuid("id"), parent.value(), DEEPEST);
    if (line.contains(identity.id().value())) {
      throw refused(
          "%s stands above %s already; two cannot stand above each other"
              .formatted(userName, parent));
    }
    if (line.size() + database.number(HEIGHT, identity.id().value(), DEEPEST) > DEEPEST) {
      throw refused(
          "at most %d agents stand above one another; choose a parent nearer to the first"
              .formatted(DEEPEST));
    }
  }

  private void requireAgent(Id parent) {
    boolean there =
        database.number(
                "select count(*) from identity where id = ? and kind = ? and intent <> ?",
                parent.value(),
                Kind.AI_AGENT,
                Intent.REVOKED)
            > 0;
    if (!there) {
      throw refused("there is no agent %s; name the parent by its id".formatted(parent));
    }
  }

  private static ChangeRefused refused(String detail) {
    return new ChangeRefused(Rule.NOT_A_PARENT, detail);
  }
}
