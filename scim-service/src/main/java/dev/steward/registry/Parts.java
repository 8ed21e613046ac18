package dev.steward.registry;

import dev.steward.database.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an identity has several of, as the rows of one table.
 *
 * @param columns those beside the identity's id
 */
record Parts(String table, List<String> columns, List<List<@Nullable Object>> rows) {

  /** All of them, table by table. */
  static List<Parts> of(IdentityRow row) {
    return List.of(
        new Parts(
            "identity_owner",
            List.of("position", "person", "role", "accepted_at"),
            IntStream.range(0, row.owners.size()).mapToObj(i -> of(i, row.owners.get(i))).toList()),
        new Parts(
            "identity_control",
            List.of("framework", "control"),
            row.controls.stream()
                .sorted(Comparator.comparing(ControlRow::toString))
                .map(link -> Statement.values(link.framework(), link.control()))
                .toList()),
        new Parts(
            "identity_protocol",
            List.of("position", "type", "specification_url"),
            IntStream.range(0, row.protocols.size())
                .mapToObj(i -> of(i, row.protocols.get(i)))
                .toList()));
  }

  private static List<@Nullable Object> of(int position, OwnerRow owner) {
    return Statement.values(position, owner.person(), owner.role(), owner.acceptedAt());
  }

  private static List<@Nullable Object> of(int position, ProtocolRow protocol) {
    return Statement.values(position, protocol.type(), protocol.specificationUrl());
  }

  Statement delete(UUID identity) {
    return Statement.of("delete from " + table + " where identity_id = ?", identity);
  }

  /** Nothing when there are none. */
  Optional<Statement> insert(UUID identity) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<@Nullable Object> parameters = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      parameters.add(identity);
      parameters.addAll(row);
    }
    String one = "(?" + ", ?".repeat(columns.size()) + ")";
    return Optional.of(
        new Statement(
            "insert into %s (identity_id, %s) values %s"
                .formatted(
                    table,
                    String.join(", ", columns),
                    String.join(", ", Collections.nCopies(rows.size(), one))),
            parameters));
  }
}
