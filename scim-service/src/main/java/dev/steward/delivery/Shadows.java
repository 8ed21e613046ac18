package dev.steward.delivery;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clients of our realm that can act on their own and that nobody registered. */
@ApplicationScoped
public class Shadows {

  private static final String AMONG_CLIENTS =
      """
      from known_client c
      where realm = ? and acts_by_itself and unmatched
        and not exists (
          select from identity i where i.realm = c.realm and i.client_uuid = c.client_uuid)
      """;

  private static final String TOLD =
      "select realm, client_uuid, client_id, enabled, first_seen, facts::text as facts\n";

  private static final String SHADOWS = TOLD + AMONG_CLIENTS;

  private static final String BEHIND =
      """
        and client_uuid collate "C" > ? order by client_uuid collate "C"
      """;

  /** Facts are long: they are read of those only whose names are as asked. */
  private static final String CALLED =
      TOLD
          + """
            from (
              select realm, client_uuid, client_id, enabled, first_seen, facts
            """
          + AMONG_CLIENTS
          + BEHIND
          + """
              limit ?
            ) as looked_at
            where strpos(lower(client_id), lower(?)) > 0
            order by client_uuid collate "C" limit ?
            """;

  private final Database database;
  private final GateConfig config;

  Shadows(Database database, GateConfig config) {
    this.database = database;
    this.config = config;
  }

  /** A page of them, in the order of their uuids. */
  public List<Shadow> page(@Nullable String after, int limit) {
    return database.list(
        SHADOWS + BEHIND + "limit ?",
        Shadow::read,
        config.realm(),
        after == null ? "" : after,
        limit);
  }

  /**
   * Those of the next so many behind a place that have a part in their names, whatever its case.
   *
   * @param after the uuid behind which they are; null for the first
   */
  public List<Shadow> called(String part, @Nullable String after, int next, int limit) {
    return database.list(
        CALLED, Shadow::read, config.realm(), after == null ? "" : after, next, part, limit);
  }

  /** The uuid of the last of the next so many behind a place, if there are as many. */
  public Optional<String> last(@Nullable String after, int next) {
    return database.first(
        "select client_uuid " + AMONG_CLIENTS + BEHIND + "offset ? limit 1",
        row -> row.text("client_uuid"),
        config.realm(),
        after == null ? "" : after,
        next - 1);
  }

  /** Those whom the given words name, by uuid or by the name under which they ask for tokens. */
  public List<Shadow> named(Collection<String> words) {
    return database.list(
        SHADOWS + "  and (client_uuid = any (?) or client_id = any (?)) order by client_id",
        Shadow::read,
        config.realm(),
        words,
        words);
  }

  /** Whether it is the client that the registry itself signs in with. */
  public boolean isOurOwn(Shadow shadow) {
    return shadow.clientId().equals(config.clientId());
  }

  /** How many there are; no further than one beyond {@code most}. */
  public long count(int most) {
    return database.number(
        "select count(*) from (select " + AMONG_CLIENTS + " limit ?) as shadow",
        config.realm(),
        most + 1);
  }

  public long count() {
    return database.number("select count(*) " + AMONG_CLIENTS, config.realm());
  }
}
