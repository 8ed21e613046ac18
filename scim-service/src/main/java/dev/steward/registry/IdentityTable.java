package dev.steward.registry;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.DatabaseException;
import dev.steward.database.StaleVersion;
import dev.steward.database.Statement;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where identities are written: each whole, with all that goes with it, in one journey. */
@ApplicationScoped
class IdentityTable {

  /** All but the id and the day of its making, which stay. */
  static final List<String> COLUMNS =
      Stream.of(
              "version, kind, user_name, external_id, display_name, description, purpose",
              "environment, risk_tier, autonomy, model_digest, prompt_digest",
              "tool_manifest_digest, parent, agent_type, subject, certificates, realm",
              "client_uuid, cadence, grace, brownout, valid_from, valid_until, begun, grants",
              "scopes, longest_token, last_reviewed, intent, review_due, grace_from",
              "brownout_from, good_until, hand_over_began, hand_over_deadline, custodian, modified")
          .flatMap(some -> Arrays.stream(some.split(", ", -1)))
          .toList();

  private static final String INSERT =
      "insert into identity (%s, id, created) values (%s)"
          .formatted(
              String.join(", ", COLUMNS),
              IntStream.range(0, COLUMNS.size() + 2)
                  .mapToObj(i -> "?")
                  .collect(Collectors.joining(", ")));

  private static final String UPDATE =
      "update identity set %s where id = ? and version = ?"
          .formatted(COLUMNS.stream().map(c -> c + " = ?").collect(Collectors.joining(", ")));

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
    IdentityRow row = IdentityRow.of(recorded);
    List<@Nullable Object> values = values(row);
    values.add(row.id);
    values.add(row.created);
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(INSERT, values));
    Parts.of(row).forEach(part -> part.insert(row.id).ifPresent(all::add));
    all.addAll(others);
    write(recorded.identity(), all, asides);
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
    if (write(rewriting.identity(), statements(rewriting), asides).getFirst() == 0) {
      UUID id = rewriting.identity().id().value();
      throw new StaleVersion(
          "identity " + id, rewriting.before().identity().version(), version(id));
    }
  }

  /** What is written of an identity, so that it may be written together with others. */
  static List<Statement> statements(Rewriting rewriting) {
    IdentityRow row = IdentityRow.of(rewriting.after());
    List<@Nullable Object> values = values(row);
    values.add(row.id);
    values.add(rewriting.before().identity().version());
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(UPDATE, values));
    List<Parts> kept = Parts.of(IdentityRow.of(rewriting.before()));
    for (Parts part : Parts.of(row)) {
      if (!kept.contains(part)) {
        all.add(part.delete(row.id));
        part.insert(row.id).ifPresent(all::add);
      }
    }
    all.addAll(rewriting.others());
    return all;
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
                "select i.id, i.parent, i.realm, i.client_uuid%s from identity i where i.id = ?"
                    .formatted(asides.columns()),
                asides.parameters(id.value())));
  }

  /**
   * Two registrations at the same moment both find the name free; the database lets one have it.
   */
  private List<Integer> write(Identity identity, List<Statement> all, Asides asides) {
    try {
      return database.together(all, beside(identity.id(), asides), asides::take);
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

  /** In the order of the columns. */
  private static List<@Nullable Object> values(IdentityRow row) {
    return Statement.values(
        row.version,
        row.kind,
        row.userName,
        row.externalId,
        row.displayName,
        row.description,
        row.purpose,
        row.environment,
        row.riskTier,
        row.autonomy,
        row.modelDigest,
        row.promptDigest,
        row.toolManifestDigest,
        row.parent,
        row.agentType,
        row.subject,
        row.certificates,
        row.realm,
        row.clientUuid,
        row.cadence,
        row.grace,
        row.brownout,
        row.validFrom,
        row.validUntil,
        row.begun,
        row.grants,
        row.scopes,
        row.longestToken,
        row.lastReviewed,
        row.intent,
        row.reviewDue,
        row.graceFrom,
        row.brownoutFrom,
        row.goodUntil,
        row.handOverBegan,
        row.handOverDeadline,
        row.custodian,
        row.modified);
  }
}
