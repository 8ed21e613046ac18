package dev.steward.registry;

import dev.steward.database.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written of an identity, with all that goes with it. */
final class IdentityStatements {

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

  private static final String REWRITE =
      "update identity set %s where id = ? and "
          .formatted(COLUMNS.stream().map(c -> c + " = ?").collect(Collectors.joining(", ")));

  /** Changes no row when it comes too late. */
  private static final String UPDATE = REWRITE + "version = ?";

  /** Undoes all that is written together with it when it comes too late. */
  private static final String UPDATE_OR_NOTHING = REWRITE + "is_still_at(version, ?)";

  private IdentityStatements() {}

  /**
   * A new identity.
   *
   * @param others what others write about it
   */
  static List<Statement> insert(Recorded recorded, List<Statement> others) {
    IdentityRow row = IdentityRow.of(recorded);
    List<@Nullable Object> values = values(row);
    values.add(row.id);
    values.add(row.created);
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(INSERT, values));
    Parts.of(row).forEach(part -> part.insert(row.id).ifPresent(all::add));
    all.addAll(others);
    return all;
  }

  /** An identity anew, in a transaction: one that comes too late changes no row of identities. */
  static List<Statement> update(Rewriting rewriting) {
    return update(rewriting, UPDATE);
  }

  /** The same outside of transactions: one that comes too late undoes everything. */
  static List<Statement> updateOrNothing(Rewriting rewriting) {
    return update(rewriting, UPDATE_OR_NOTHING);
  }

  private static List<Statement> update(Rewriting rewriting, String sql) {
    IdentityRow row = IdentityRow.of(rewriting.after());
    List<@Nullable Object> values = values(row);
    values.add(row.id);
    values.add(rewriting.before().identity().version());
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(sql, values));
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
